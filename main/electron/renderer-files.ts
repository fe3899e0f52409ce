import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { contentSecurityPolicy, fillPage } from '../../shared/desk/page.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

const fixedHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** The file a path of the address means; null when the path leaves `root` or is no path at all. */
export function fileOf(root: string, path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  // join, not resolve: resolve('/root', '/index.html') is '/index.html'.
  const file = join(root, decoded === '/' ? 'index.html' : decoded);
  return file.startsWith(root + sep) ? file : null;
}

/** No file of ours has such a path: it names none, a folder, or one longer than the file system takes. */
const noFile: readonly unknown[] = ['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'];

const missing = (error: unknown): boolean => error instanceof Error && 'code' in error && noFile.includes(error.code);

/**
 * Serves the built renderer and nothing else: GET only, files under `root` only. The page gets a fresh nonce per load,
 * in its text and in its policy.
 */
export function rendererFiles(root: string, nonce: () => string): (path: string, method: string) => Promise<Response> {
  return async (path, method) => {
    if (method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET' } });
    const file = fileOf(root, path);
    if (file === null) return new Response(null, { status: 400 });
    const type = types[extname(file).toLowerCase()] ?? 'application/octet-stream';
    let content: Buffer;
    try {
      content = await readFile(file);
    } catch (error) {
      if (missing(error)) return new Response(null, { status: 404 });
      throw error;
    }
    const headers = { ...fixedHeaders, 'content-type': type };
    if (!type.startsWith('text/html')) return new Response(new Uint8Array(content), { headers });
    const once = nonce();
    return new Response(fillPage(content.toString('utf8'), once, 'electron'), {
      headers: { ...headers, 'content-security-policy': contentSecurityPolicy(once), 'cache-control': 'no-store' },
    });
  };
}
