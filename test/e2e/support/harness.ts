import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join, normalize } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { build } from 'vite';
import { usualScreen } from './browser.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** The policy of the program's own page: what breaks it here would break it there. */
const policy = (nonce: string): string =>
  "default-src 'none'; script-src 'self'; " +
  `style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; ` +
  "form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'";

const root = join(import.meta.dirname, '../../..');
/** What every harness is built from, beside its own folder. */
const sources = ['renderer', 'shared', 'assets', 'test/support', 'package-lock.json'];

async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    const entries = path.endsWith('.json') ? [] : await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of path.endsWith('.json') ? [path] : files.toSorted())
      hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Builds a harness unless it was built from these very sources; returns the folder it lies in. */
async function buildHarness(folder: string): Promise<string> {
  const outDir = join(root, 'build/harness', basename(folder));
  const madeFrom = join(outDir, 'made-from.sha256');
  const present = await hashOf([...sources.map((path) => join(root, path)), folder]);
  if ((await readFile(madeFrom, 'utf8').catch(() => '')) === present) return outDir;
  await build({
    configFile: false,
    root: folder,
    base: './',
    logLevel: 'error',
    html: { cspNonce: '__NONCE__' },
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, minify: false },
  });
  // Last: an interrupted build does not count.
  await writeFile(madeFrom, present);
  return outDir;
}

interface Served {
  readonly url: string;
  close(): Promise<void>;
}

async function serveHarness(folder: string): Promise<Served> {
  const outDir = await buildHarness(folder);
  let count = 0;
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
    const file = join(outDir, path === '/' ? 'index.html' : path);
    readFile(file)
      .then((bytes) => {
        const nonce = `n${++count}`;
        const body = extname(file) === '.html' ? bytes.toString('utf8').replaceAll('__NONCE__', nonce) : bytes;
        response.writeHead(200, {
          'content-type': types[extname(file)] ?? 'application/octet-stream',
          'content-security-policy': policy(nonce),
        });
        response.end(body);
      })
      .catch(() => response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Serves the screens of a harness on 127.0.0.1 to the tests of the file that calls this, without server, desk or sign-in. */
export function harnessIn(folder: string): Pick<Served, 'url'> {
  let harness: Served;
  base.beforeAll(async () => {
    harness = await serveHarness(folder);
  });
  base.afterAll(() => harness.close());
  return {
    get url() {
      return harness.url;
    },
  };
}

/** One window for all tests of a worker that only draw; their pages keep nothing, and a new window costs more than a sheet. */
export const test = base.extend<object, { readonly drawingWindow: Page }>({
  drawingWindow: [
    async ({ browser }, use) => {
      const context = await browser.newContext(usualScreen);
      await use(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ drawingWindow }, use) => {
    await drawingWindow.goto('about:blank');
    await use(drawingWindow);
  },
});
