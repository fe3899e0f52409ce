import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { contentSecurityPolicy, fillPage } from '../../shared/desk/page.ts';
import type { RandomBytes } from '../../shared/ids.ts';
import { fail } from './answers.ts';

/** Vite writes a hash of the content into these names, so they never change. */
const hashed = /[/\\]assets[/\\][^/\\]+-[\w-]{8,}\.\w+$/;

/** Serves the built renderer; every address that is no file and no API gets the program's one page. */
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
      .send(fillPage(html, nonce, 'browser'));
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
