import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileOf, rendererFiles } from '../../../main/electron/renderer-files.ts';

let root = '';
let serve: ReturnType<typeof rendererFiles>;
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'lembar-scheme-'));
  root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(`${root}-other.html`, 'secret');
  writeFileSync(join(root, 'index.html'), '<html data-host="__HOST__"><style nonce="__NONCE__"></style></html>');
  writeFileSync(join(root, 'assets', 'a b.js'), 'let nonce = "__NONCE__";');
  let n = 0;
  serve = rendererFiles(root, () => `nonce${++n}`);
});

describe('the files of the renderer', () => {
  it('gives each load of the page a nonce of its own, in page and policy alike', async () => {
    const texts = await Promise.all(
      ['/', '/index.html'].map(async (path) => {
        const answer = await serve(path, 'GET');
        const nonce = /nonce="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
        expect(answer.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
        expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
        return nonce;
      }),
    );
    expect(new Set(texts).size).toBe(2);
  });

  it('marks the page as running in the shell', async () => {
    expect(await (await serve('/', 'GET')).text()).toContain('data-host="electron"');
  });

  it('allows no inline script, no eval and nothing from outside', async () => {
    const policy = (await serve('/', 'GET')).headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    for (const closed of ['base-uri', 'form-action', 'frame-ancestors', 'object-src'])
      expect(policy).toContain(`${closed} 'none'`);
    expect(policy).toContain("require-trusted-types-for 'script'");
  });

  it('serves other files unchanged, with their type', async () => {
    const answer = await serve('/assets/a%20b.js', 'GET');
    expect(await answer.text()).toBe('let nonce = "__NONCE__";');
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['POST', 'HEAD', 'PUT', 'DELETE'])('answers %s with 405', async (method) => {
    expect((await serve('/', method)).status).toBe(405);
  });

  it.each(['/missing.js', '/assets', '/index.html/x', `/${'a'.repeat(300)}`])('answers 404 for %s', async (path) => {
    expect((await serve(path, 'GET')).status).toBe(404);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/../renderer-other.html',
    '/%00',
    '/%',
    '/assets/../../secret.txt',
  ])('never leaves its folder for %s', async (path) => {
    const answer = await serve(path, 'GET');
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain('secret');
  });

  it('takes a path as one below its root, as the example of the manual does not', () => {
    expect(fileOf(root, '/index.html')).toBe(join(root, 'index.html'));
  });
});
