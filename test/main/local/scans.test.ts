import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLocalDesk } from '../../../main/local/open-local-desk.ts';
import type { LocalDesk } from '../../../main/local/local-desk.ts';
import { tinyServer, valueOf } from '../../support/desk-parts.ts';
import { fromWindow, openWindow } from '../../support/local-window.ts';
import { hashOf, pdfBytes } from '../../support/scan-parts.ts';

let root: string;
let desk: LocalDesk;
let window: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lembar-local-'));
  await mkdir(join(root, 'page'));
  await writeFile(join(root, 'page', 'index.html'), '<title>Lembar</title>');
  const server = tinyServer();
  const opened = await openLocalDesk({
    dataDir: join(root, 'data'),
    rendererDir: join(root, 'page'),
    port: 0,
    open: false,
    version: 'test',
    clock: { now: () => Date.UTC(2026, 9, 8, 1, 0) },
    upstream: server.upstream,
    onError: (where, error) => {
      throw new Error(`${where}: ${String(error)}`);
    },
  });
  desk = opened;
  const who = { username: 'tu', password: 'kata-sandi-benar' };
  await valueOf(opened.core.desk.enrol({ server: 'http://127.0.0.1:9', deskName: 'Meja', ...who }));
  server.down = true;
  window = (await openWindow(desk.address)) ?? '';
});
afterEach(async () => {
  await desk.close();
  await rm(root, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A request as a browser, or anything else on this PC, may send it. */
function ask(method: string, path: string, headers: Record<string, string>, body?: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const out = request({ host: '127.0.0.1', port: desk.port, method, ...fromWindow(headers, path) }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    out.on('error', reject);
    out.end(body);
  });
}

const ours = (more: Record<string, string> = {}): Record<string, string> => ({
  window,
  'x-lembar-account': 'acc-tu',
  ...more,
});
const files = async (): Promise<readonly string[]> =>
  (await readdir(join(root, 'data', 'scans'), { recursive: true }).catch(() => [])).filter((name) =>
    /[/\\]/.test(name),
  );

describe('the bytes of scans at the local desk', () => {
  it('[A1] go to its disk under their hash and come back whole, without the network', async () => {
    const bytes = pdfBytes(3_000_000);
    const put = await ask('PUT', '/scans?letter=letter-1', ours(), bytes);
    const stored: unknown = { sha256: hashOf(bytes), size: bytes.length, mime: 'application/pdf' };
    expect([put.status, JSON.parse(put.body.toString())]).toEqual([200, stored]);
    const sha = hashOf(bytes);
    expect([...(await files())].sort()).toEqual([join(sha.slice(0, 2), sha), join(sha.slice(0, 2), `${sha}.json`)]);
    const got = await ask('GET', `/scans/${sha}?letter=letter-1`, ours());
    expect(got.body.equals(bytes)).toBe(true);
    expect(got.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(got.headers['content-disposition']).toMatch(/^attachment; /);
  });

  it.each([
    ['outside of the window', { 'x-lembar-account': 'acc-tu' }, 401],
    ['the window of another start', { window: '/window/guessed', 'x-lembar-account': 'acc-tu' }, 401],
    ['the page of another site', { origin: 'https://evil.example' }, 403],
    ['another name for this address', { host: 'evil.example' }, 403],
  ])('are for this window alone: %s', async (_who, headers, status) => {
    const asked = { ...(status === 403 ? ours() : {}), ...headers } as Record<string, string>;
    expect((await ask('PUT', '/scans?letter=letter-1', asked, pdfBytes())).status).toBe(status);
    expect((await ask('GET', `/scans/${'0'.repeat(64)}?letter=letter-1`, asked)).status).toBe(status);
    expect(await files()).toEqual([]);
  });

  it('answers in words to 10 MB that are no scan, though it stops taking them at once', async () => {
    const put = await ask('PUT', '/scans?letter=letter-1', ours(), Buffer.alloc(10_000_000, 'PK'));
    expect([put.status, put.body.toString()]).toEqual([422, '{"code":"SCAN_WRONG_TYPE"}']);
    expect(await files()).toEqual([]);
  });

  it('refuses 40 MB before they came', async () => {
    const put = await ask('PUT', '/scans?letter=letter-1', ours(), Buffer.alloc(40_000_000, '%PDF-1.7'));
    expect([put.status, put.body.toString()]).toEqual([413, '{"code":"SCAN_TOO_LARGE"}']);
  });

  it('gives no file for another letter than the one it came for', async () => {
    const bytes = pdfBytes();
    await ask('PUT', '/scans?letter=letter-1', ours(), bytes);
    const got = await ask('GET', `/scans/${hashOf(bytes)}?letter=letter-2`, ours());
    expect([got.status, got.body.toString()]).toEqual([503, '{"code":"SCAN_NEEDS_SERVER"}']);
  });

  it('knows no other paths and no other methods there', async () => {
    for (const path of ['/scans/../desk.json?letter=l', '/scans/abc?letter=l', '/scans/?letter=l']) {
      expect((await ask('GET', path, ours())).status, path).toBe(404);
    }
    expect((await ask('DELETE', '/scans?letter=l', ours())).status).toBe(404);
    expect((await ask('PUT', '/scans', ours(), pdfBytes())).status).toBe(400);
  });
});
