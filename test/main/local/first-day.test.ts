import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OwnServer } from '../../../main/desk/first-day.ts';
import { openLocalDesk } from '../../../main/local/open-local-desk.ts';
import { startServer, type RunningServer } from '../../../server/start.ts';
import { quickPasswords } from '../../support/register.ts';

let folder: string;
const ends: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lembar-first-'));
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await rm(folder, { recursive: true, force: true });
});

const clock = { now: () => Date.now() };
const first = {
  name: 'Siti Aminah',
  username: 'siti',
  password: 'sandi-yang-panjang-1',
  deskName: 'Meja pertama',
  lastAgendaNumber: 41,
  books: true,
} as const;

async function serverIn(name: string): Promise<RunningServer> {
  const dataDir = join(folder, name);
  const server = await startServer({
    port: 0,
    dataDir,
    rendererDir: null,
    demo: false,
    clock,
    passwords: quickPasswords,
  });
  ends.push(() => server.close());
  return server;
}

async function deskWith(ownServer?: OwnServer) {
  const desk = await openLocalDesk({
    dataDir: join(folder, 'desk'),
    rendererDir: folder,
    port: 0,
    open: false,
    version: 'test',
    clock,
    onError: (where, error) => {
      throw new Error(where, { cause: error });
    },
    ...(ownServer ? { ownServer } : {}),
  });
  ends.push(() => desk.close());
  return desk;
}

const own = ({ address, setupCode }: RunningServer): OwnServer => ({ address, setupCode: () => setupCode });
const closeLast = async (): Promise<void> => ends.pop()?.();

async function infoOf({ core }: Awaited<ReturnType<typeof deskWith>>) {
  const info = await core.desk.describe();
  if (!info.ok) throw new Error(info.error.code);
  return info.value;
}

/** The set-up page of another PC, where somebody typed the code of the console. */
async function makeAdministrator({ address, setupCode: code }: RunningServer, username: string): Promise<void> {
  const { deskName: _desk, ...administrator } = first;
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ ...administrator, username, code });
  expect((await fetch(`${address}/api/setup`, { method: 'POST', headers, body })).status).toBe(200);
}

describe('the first day', () => {
  it('makes the administrator, enrols the desk and is signed in, with one question', async () => {
    const server = await serverIn('server');
    const desk = await deskWith(own(server));
    expect((await infoOf(desk)).firstDay).toEqual({ canOpenDemo: false });
    const begun = await desk.core.desk.beginOffice(first);
    expect(begun).toMatchObject({ ok: true, value: { account: { username: 'siti', admin: true }, online: true } });
    const info = await infoOf(desk);
    expect(info).toMatchObject({ server: server.address, desk: { name: 'Meja pertama' } });
    expect(info.firstDay).toBeUndefined();
  });

  it('is over once the office has an administrator, who was made from another PC', async () => {
    const server = await serverIn('server');
    const desk = await deskWith(own(server));
    expect((await infoOf(desk)).firstDay).toBeDefined();
    await makeAdministrator(server, 'budi');
    expect((await infoOf(desk)).firstDay).toBeUndefined();
  });

  it('is refused to whoever still fills in its page then, with the word that the office is there', async () => {
    const server = await serverIn('server');
    const desk = await deskWith(own(server));
    await makeAdministrator(server, 'budi');
    const refused = { ok: false, error: { code: 'ALREADY_SET_UP' } };
    expect(await desk.core.desk.beginOffice(first)).toMatchObject(refused);
    expect(await desk.core.desk.beginOffice(first)).toMatchObject(refused);
  });

  it('goes on after the answer to the first try was lost', async () => {
    const server = await serverIn('server');
    await makeAdministrator(server, first.username);
    const desk = await deskWith(own(server));
    expect(await desk.core.desk.beginOffice(first)).toMatchObject({ ok: true });
  });
});

describe('a server at another address', () => {
  it('[T50] on the same PC is found by the desk that is started with it', async () => {
    await deskWith(own(await serverIn('server'))).then(({ core }) => core.desk.beginOffice(first));
    await closeLast();
    await closeLast();
    const server = await serverIn('server');
    const desk = await deskWith(own(server));
    expect((await infoOf(desk)).server).toBe(server.address);
    expect(await desk.core.desk.signIn('siti', first.password)).toMatchObject({ ok: true, value: { online: true } });
  });

  it('[T50] is taken when it proves to be the same register, and keeps what waits', async () => {
    const before = await serverIn('server');
    const desk = await deskWith(own(before));
    await desk.core.desk.beginOffice(first);
    const [closeServer] = ends.splice(0, 1);
    await closeServer?.();
    const now = await serverIn('server');
    expect(await desk.core.desk.moveServer(now.address)).toEqual({ ok: true, value: null });
    expect((await infoOf(desk)).server).toBe(now.address);
  });

  it('[T50] that is another register is refused, and nothing changes', async () => {
    const desk = await deskWith(own(await serverIn('server')));
    await desk.core.desk.beginOffice(first);
    const before = await infoOf(desk);
    const other = await serverIn('other');
    expect(await desk.core.desk.moveServer(other.address)).toMatchObject({
      ok: false,
      error: { code: 'ANOTHER_REGISTER' },
    });
    expect((await infoOf(desk)).server).toBe(before.server);
  });

  it('[T50] is taken from nobody but an administrator', async () => {
    const server = await startServer({
      ...{ port: 0, dataDir: join(folder, 'demo'), rendererDir: null, demo: true, clock, passwords: quickPasswords },
    });
    ends.push(() => server.close());
    const desk = await deskWith();
    const tu = server.demoAccounts.find(({ username }) => username === 'tu');
    const given = { username: 'tu', password: tu?.password ?? '', deskName: 'Meja' };
    expect(await desk.core.desk.enrol({ server: server.address, ...given })).toMatchObject({ ok: true });
    expect(await desk.core.desk.moveServer(server.address)).toMatchObject({
      ok: false,
      error: { code: 'NEEDS_ADMINISTRATOR' },
    });
  });

  it('[T50] is asked for by nobody who is not signed in', async () => {
    const server = await serverIn('server');
    const desk = await deskWith(own(server));
    const begun = await desk.core.desk.beginOffice(first);
    if (!begun.ok) throw new Error(begun.error.code);
    await desk.core.desk.signOut(begun.value.account.id);
    expect(await desk.core.desk.moveServer(server.address)).toMatchObject({
      ok: false,
      error: { code: 'NOT_SIGNED_IN' },
    });
  });
});
