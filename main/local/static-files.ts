import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { ServerResponse } from 'node:http';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** The file below `root` that a URL path names, or null: nothing outside the folder is ever served. */
export function fileBelow(root: string, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const path = join(root, decoded);
  return path.startsWith(root + sep) ? path : null;
}

/** Sends a built file; its name carries its hash, so it may be kept for ever. False when there is none. */
export function sendFile(root: string, urlPath: string, answer: ServerResponse): boolean {
  const path = fileBelow(root, urlPath);
  if (!path) return false;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) return false;
  answer.writeHead(200, {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-length': stats.size,
    'cache-control': urlPath.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  createReadStream(path).pipe(answer);
  return true;
}

export function readPage(root: string): Promise<string> {
  return readFile(join(root, 'index.html'), 'utf8');
}
