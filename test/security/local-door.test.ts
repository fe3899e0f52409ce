import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskCore } from '../../main/desk/desk.ts';
import { startLocalDesk, type LocalDesk } from '../../main/local/local-desk.ts';
import { enrolled, openTestDesk, quickStretch } from '../support/desk-parts.ts';
import { admittedWith, fromWindow, openWindow } from '../support/local-window.ts';

let root: string;
let core: DeskCore;
let desk: LocalDesk;
let passedOn: number;
let errors: string[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lembar-door-'));
  await mkdir(join(root, 'page'));
  await writeFile(join(root, 'page', 'index.html'), '<title>Lembar</title>');
  core = await enrolled(await openTestDesk({ stretch: quickStretch }));
  errors = [];
  passedOn = 0;
  desk = await startLocalDesk({
    core: {
      ...core,
      forward: (asked) => {
        passedOn++;
        return core.forward(asked);
      },
    },
    rendererDir: join(root, 'page'),
    port: 0,
    open: false,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    patience: { headersMs: 300, requestMs: 600, everyMs: 50 },
    onError: (where, error) => errors.push(`${where}: ${String(error)}`),
  });
});
afterEach(async () => {
  await desk.close();
  await rm(root, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly body: string;
}

function ask(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const out = request(
      { host: '127.0.0.1', port: desk.port, method, ...fromWindow(headers, path), agent: false },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
      },
    );
    out.on('error', reject);
    out.end(body);
  });
}

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('the key of the window', () => {
  it('opens one window and is dead afterwards, also for whoever read it in the command line', async () => {
    const window = (await openWindow(desk.address)) ?? '';
    expect(window).toMatch(/^\/window\/[\w-]{32}$/);
    expect(await openWindow(desk.address)).toBeNull();
    expect((await ask('GET', '/api/numbers/gaps', { window })).body).not.toContain('NOT_THIS_WINDOW');
    expect((await ask('GET', '/api/numbers/gaps')).body).toContain('NOT_THIS_WINDOW');
  });

  it('reveals nothing of the secret, which opens the next page of the same start', async () => {
    const key = new URL(desk.address).searchParams.get('key') ?? '';
    const window = (await openWindow(desk.address)) ?? '';
    expect(window).not.toContain(key);
    expect(await admittedWith(desk.address, { secret: window.slice('/window/'.length) })).toBe(window);
    for (const shown of [{ secret: key }, { key }, { secret: '' }, {}, null, [], 'x', { key: { a: 1 } }]) {
      expect(await admittedWith(desk.address, shown)).toBeNull();
    }
  });

  it('is in no cookie: the browser would send one to every program that listens on this PC', async () => {
    const window = (await openWindow(desk.address)) ?? '';
    for (const path of ['/', '/index.html', `${window}/api/numbers/gaps`]) {
      const answer = await fetch(new URL(path, desk.address));
      expect([path, answer.headers.get('set-cookie')]).toEqual([path, null]);
      expect(await answer.text()).not.toContain(window.slice('/window/'.length));
    }
  });
});

describe('addresses that are none', () => {
  it.each([
    '//',
    '//evil.example/',
    '///',
    '//?key=x',
    '/%',
    '/%zz',
    '/\\..\\..',
    '/..%2f..%2fdesk.json',
    '/a:b@c',
    `/${'a'.repeat(300)}`,
  ])('are judged after the Host: %s', async (path) => {
    expect((await ask('GET', path, { host: 'evil.example' })).status).toBe(403);
    expect([400, 401, 404]).toContain((await ask('GET', path)).status);
    expect(errors).toEqual([]);
  });

  it('are not read when they are longer than any of ours', async () => {
    const window = (await openWindow(desk.address)) ?? '';
    expect((await ask('GET', `/api/numbers/gaps?book=${'S'.repeat(9000)}`, { window })).status).toBe(400);
    expect(passedOn).toBe(0);
  });
});

describe('every answer', () => {
  const policyOf = async (path: string): Promise<string> =>
    (await fetch(new URL(path, desk.address))).headers.get('content-security-policy') ?? '';

  it('has a policy under which nothing runs, but for the pages of the program', async () => {
    for (const path of ['/none', '/api/sync/pull', '/scans', '/%zz']) {
      expect(await policyOf(path), path).toContain("default-src 'none'");
      expect(await policyOf(path), path).not.toContain('script-src');
    }
    const window = (await openWindow(desk.address)) ?? '';
    expect(await policyOf('/')).toMatch(/script-src 'self'; style-src 'self' 'nonce-/);
    expect(await policyOf(`${window}/scans`)).not.toContain('script-src');
  });
});

describe('bodies before they are parsed', () => {
  it('of 5,000 levels do not reach the register', async () => {
    const window = (await openWindow(desk.address)) ?? '';
    const headers = { window, 'content-type': 'application/json' };
    expect(await ask('POST', '/api/sync/push', headers, deep(5000))).toEqual({
      status: 400,
      body: '{"code":"BAD_REQUEST"}',
    });
    expect(passedOn).toBe(0);
  });

  it('that are too long for their path are refused in words', async () => {
    const window = (await openWindow(desk.address)) ?? '';
    const headers = { window, 'content-type': 'application/json' };
    const body = JSON.stringify({ text: 'x'.repeat(200_000) });
    expect(await ask('POST', '/api/sync/pull', headers, body)).toEqual({ status: 413, body: '{"code":"TOO_LARGE"}' });
    expect(passedOn).toBe(0);
  });

  it('of 5,000 levels in a call of a channel end that socket and nothing else', async () => {
    const window = (await openWindow(desk.address)) ?? '';
    const origin = `http://127.0.0.1:${desk.port}`;
    const socket = new WebSocket(`ws://127.0.0.1:${desk.port}${window}/desk`, { headers: { origin } });
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send(`{"n":1,"channel":"append","args":${deep(5000)}}`);
    await closed;
    expect((await ask('GET', '/', { window })).status).toBe(200);
  });
});

/** What the server does with a connection that sends these pieces and then nothing more. */
function slowly(pieces: readonly string[], everyMs: number): Promise<{ text: string; ms: number }> {
  return new Promise((resolve) => {
    const begun = performance.now();
    const socket = connect(desk.port, '127.0.0.1');
    let text = '';
    let at = 0;
    const timer = setInterval(() => {
      const piece = pieces[at++];
      if (piece !== undefined && !socket.destroyed) socket.write(piece);
    }, everyMs);
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve({ text, ms: performance.now() - begun });
    });
  });
}

describe('requests that never end', () => {
  it('a head that comes byte by byte is hung up', async () => {
    const { text, ms } = await slowly(
      [...`GET / HTTP/1.1\r\nHost: 127.0.0.1:${desk.port}\r\nX: ${'y'.repeat(500)}`],
      20,
    );
    expect(ms).toBeLessThan(5000);
    expect(text).toMatch(/^(HTTP\/1\.1 408|$)/);
  });

  it('a body that comes byte by byte is hung up', async () => {
    const window = (await openWindow(desk.address)) ?? '';
    const head = `POST ${window}/api/sync/push HTTP/1.1\r\nHost: 127.0.0.1:${desk.port}\r\nContent-Length: 5000\r\n\r\n`;
    const { ms } = await slowly([head, ...'x'.repeat(500)], 20);
    expect(ms).toBeLessThan(5000);
    expect(passedOn).toBe(0);
  });
});

describe('connections of another program', () => {
  it('that ask nothing, however many and however often opened again, leave the window its place', async () => {
    let ends = false;
    const held = new Set<Socket>();
    const hold = (): void => {
      if (ends) return;
      const socket = connect(desk.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\n'));
      held.add(socket);
      socket.on('error', () => undefined).on('data', () => undefined);
      socket.on('close', () => {
        held.delete(socket);
        setTimeout(hold, 5);
      });
    };
    for (let i = 0; i < 300; i++) hold();
    const statuses: number[] = [];
    for (let i = 0; i < 10; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      statuses.push((await ask('GET', '/').catch(() => ({ status: 0 }))).status);
    }
    ends = true;
    for (const socket of held) socket.destroy();
    expect(statuses).toEqual(Array(10).fill(200));
  });
});
