import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forwardedAs } from '../../main/desk/forward.ts';
import type { DeskCore } from '../../main/desk/desk.ts';
import { startLocalDesk, type LocalDesk } from '../../main/local/local-desk.ts';
import { openBlobFolder } from '../../server/blobs/blob-folder.ts';
import { openUploads } from '../../server/blobs/uploads.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { agencyDesk } from '../support/agency.ts';
import { account, enrolled, openTestDesk, quickStretch, tinyServer, valueOf } from '../support/desk-parts.ts';
import type { DeskClient } from '../support/desk-client.ts';
import { openLive } from '../support/live-channel.ts';
import { fromWindow, openWindow } from '../support/local-window.ts';
import { memorySpace } from '../support/memory-space.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';
import { callers, doorMatrix, doors, roleMatrix, type CallerName, type Door, type Route } from './role-matrix.ts';

/** The routes as Fastify knows them, from its tree: each level stands four characters further in. */
function routesOf(tree: string): readonly string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods = ''] = /^((?:[│ ] {3})*)[├└]── (\S+)(?: \((.*)\))?$/.exec(line) ?? [];
    if (part === '') return [];
    const level = indent.length / 4;
    above.splice(level, above.length, part);
    const path = above.join('');
    return methods === '' ? [] : methods.split(', ').map((method) => `${method} ${path}`);
  });
}

const pathOf = (path: string): string => path.replace(':id', 'x').replace(':sha256', '0'.repeat(64));

describe('every route of the register', () => {
  let root: string;
  let register: TestRegister;
  const headers = new Map<CallerName, Readonly<Record<string, string>>>();
  let clerk: DeskClient;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'lembar-matrix-'));
    const folder = await openBlobFolder(join(root, 'blobs'));
    register = await testRegister({
      blobs: async (clock) => ({ folder, uploads: await openUploads(join(root, 'uploads'), folder, clock) }),
    });
    const old = (await register.desk('tu')).headers();
    register.clock.pass(31 * 86_400_000);
    const desk = async (username: string) => register.desk(username);
    clerk = await desk('tu');
    const [head, admin, ended, disabled, retired, elsewhere] = [
      await desk('kadis'),
      await desk('admin'),
      await desk('tu'),
      await desk('prakom'),
      await desk('tu'),
      await desk('tu'),
    ];
    await ended.send('DELETE', paths.session);
    const gone = { id: 'prakom', username: 'prakom', personId: 'prakom', admin: false, disabled: true, password: null };
    await admin.send('POST', paths.accounts, gone);
    await admin.send('POST', `/api/desks/${retired.id}/retire`, { lost: false });
    const agency = await agencyDesk(register, 'bappeda', 'bappeda.1');
    const page = await register.wire('POST', paths.session, { username: 'kasi', password });
    const deskOf = (one: DeskClient) => ({ authorization: `Desk ${one.enrolled.deskToken}` });
    const sessionOf = (one: DeskClient) => ({ 'x-lembar-session': one.sessions.get(one.account.id) ?? '' });
    const all: Readonly<Record<CallerName, Readonly<Record<string, string>>>> = {
      nobody: {},
      'a desk that is none': { ...sessionOf(clerk), authorization: 'Desk khayal' },
      'a desk without a session': deskOf(clerk),
      'a session of another desk': { ...deskOf(clerk), ...sessionOf(elsewhere) },
      'a session that ended': ended.headers(),
      'a session that is too old': old,
      'a disabled account': disabled.headers(),
      'a retired desk': retired.headers(),
      'a page without a desk': { 'x-lembar-session': (page.json as { token: string }).token },
      clerk: clerk.headers(),
      head: head.headers(),
      administrator: admin.headers(),
      agency: agency.headers(),
    };
    for (const name of callers) headers.set(name, all[name]);
  });
  afterAll(async () => {
    await register.app.close();
    await rm(root, { recursive: true, force: true });
  });

  it('has a line, and every line a route', () => {
    const lines = roleMatrix.map(({ method, path }) => `${method} ${path}`);
    expect(lines.toSorted()).toEqual(routesOf(register.app.printRoutes({ commonPrefix: false })).toSorted());
  });

  // Requests that end a session or an incarnation come last.
  const ends = ({ method, path }: Route): number => (method === 'DELETE' ? 2 : path === paths.renew ? 1 : 0);
  const inOrder = [...roleMatrix].sort((a, b) => ends(a) - ends(b));
  it.each(inOrder)('[T5] $method $path', async ({ method, path, body, query = '', headers: more = {}, expected }) => {
    const found: Partial<Record<CallerName, string | number>> = {};
    for (const name of callers) {
      const asked = { ...headers.get(name), ...more };
      // Guesses have delays of their own.
      register.clock.pass(3_600_000);
      if (path === paths.live) {
        const live = await openLive(register.app, asked);
        found[name] = live.status;
        live.leave();
        continue;
      }
      const answer = await register.app.inject({
        method,
        url: pathOf(path) + query,
        headers: { ...asked, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      const code = answer.statusCode >= 400 && answer.body ? answer.json<{ code?: string }>().code : undefined;
      found[name] = code ?? answer.statusCode;
    }
    expect(found).toEqual(expected);
  });
});

describe('the window of a desk', () => {
  it('[T24] asks of the register what the matrix says, and no other path', () => {
    for (const { path, desk } of roleMatrix) {
      expect([path, forwardedAs(pathOf(path))]).toEqual([path, desk]);
    }
  });
});

describe('every route of the local desk', () => {
  let root: string;
  let core: DeskCore;
  let desk: LocalDesk;
  let window: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'lembar-doors-'));
    await mkdir(join(root, 'page', 'assets'), { recursive: true });
    await writeFile(join(root, 'page', 'index.html'), '<title>Lembar</title>');
    await writeFile(join(root, 'page', 'assets', 'x.js'), '');
    const server = tinyServer();
    core = await enrolled(
      await openTestDesk({ stretch: quickStretch, scanSpace: memorySpace(), upstream: server.upstream }),
    );
    desk = await startLocalDesk({
      core,
      rendererDir: join(root, 'page'),
      port: 0,
      open: false,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      onError: () => undefined,
    });
    window = (await openWindow(desk.address)) ?? '';
    server.down = true;
  });
  afterAll(async () => {
    await desk.close();
    await rm(root, { recursive: true, force: true });
  });

  const ask = (line: string, headers: Readonly<Record<string, string>>): Promise<number> =>
    new Promise((resolve, reject) => {
      const [method = '', path = ''] = line.split(' ');
      const options = {
        host: '127.0.0.1',
        port: desk.port,
        method,
        ...fromWindow(headers, pathOf(path)),
        agent: false,
      };
      const out = request(options, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      });
      out.on('error', reject);
      out.end(method === 'GET' ? undefined : '{}');
    });

  it.each(doors)('answers as the matrix says: %s', async (door) => {
    const own = { window, 'x-lembar-account': account.id };
    const headersAt: Readonly<Record<Door, Readonly<Record<string, string>>>> = {
      'another host': { ...own, host: 'evil.example' },
      'another origin': { ...own, origin: 'https://evil.example' },
      'outside the window': { 'x-lembar-account': account.id },
      'window, nobody signed in': own,
      window: own,
    };
    const leaves = door === 'window, nobody signed in';
    if (leaves) await valueOf(core.desk.signOut(account.id));
    for (const [line, expected] of Object.entries(doorMatrix)) {
      expect([line, await ask(line, headersAt[door])]).toEqual([line, expected[door]]);
    }
    if (leaves) await valueOf(core.desk.signIn(account.username, 'kata-sandi-benar'));
  });
});
