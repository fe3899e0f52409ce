import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { RandomBytes } from '../../shared/ids.ts';
import { fail } from './answers.ts';

/** What the browser edition may load: its own files, and styles that carry the nonce of this very page. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** Vite writes a hash of the content into these names, so they never change. */
const hashed = /[/\\]assets[/\\][^/\\]+-[\w-]{8,}\.\w+$/;

/** Serves the built renderer; every address that is no file and no API is the program's one page. */
export async function staticRoutes(
  app: FastifyInstance,
  rendererDir: string | null,
  random: RandomBytes,
): Promise<void> {
  const page = async (reply: FastifyReply): Promise<FastifyReply> => {
    if (rendererDir === null) return fail(reply, 'NOT_FOUND');
    const nonce = Buffer.from(random(18)).toString('base64url');
    const html = await readFile(join(rendererDir, 'index.html'), 'utf8');
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .send(html.replaceAll('__NONCE__', nonce).replaceAll('__HOST__', 'browser'));
  };

  if (rendererDir !== null) {
    await app.register(fastifyStatic, {
      root: rendererDir,
      index: false,
      wildcard: true,
      cacheControl: false,
      setHeaders(reply, path) {
        reply.header('cache-control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
        reply.header('content-security-policy', contentSecurityPolicy('none'));
      },
    });
    app.get('/', (_request, reply) => page(reply));
    app.get('/index.html', (_request, reply) => page(reply));
  }

  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const isPage = request.method === 'GET' && !path.startsWith('/api/') && !/\.\w+$/.test(path);
    return isPage ? page(reply) : fail(reply, 'NOT_FOUND');
  });
}
