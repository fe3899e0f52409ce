import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLocalDesk } from '../../../main/local/open-local-desk.ts';
import { startServer, type RunningServer } from '../../../server/start.ts';
import { paths, protocolVersion, type PullRequest } from '../../../shared/sync/protocol.ts';
import { serverThrough } from '../../support/core-server.ts';
import { quickPasswords } from '../../support/register.ts';

let folder: string;
let server: RunningServer;
const ends: (() => Promise<void>)[] = [];
const clock = { now: () => Date.now() };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lembar-password-'));
  closed = false;
  const dataDir = join(folder, 'server');
  server = await startServer({ port: 0, dataDir, rendererDir: null, demo: true, clock, passwords: quickPasswords });
  ends.push(closeServer);
});
let closed = false;
/** Once, whether a test cut the network or not. */
async function closeServer(): Promise<void> {
  if (!closed) await server.close();
  closed = true;
}
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await rm(folder, { recursive: true, force: true });
});

const next = 'kunci-yang-baru-7';

async function deskOf(name: string) {
  const { core, close } = await openLocalDesk({
    dataDir: join(folder, name),
    rendererDir: folder,
    port: 0,
    open: false,
    version: 'test',
    clock,
    onError: () => undefined,
  });
  ends.push(close);
  const tu = server.demoAccounts.find(({ username }) => username === 'tu');
  if (!tu) throw new Error('no such account');
  const enrolled = await core.desk.enrol({ server: server.address, deskName: name, ...tu });
  if (!enrolled.ok) throw new Error(enrolled.error.code);
  const { account } = enrolled.value;
  return { desk: core.desk, old: tu.password, account, register: serverThrough(core, account.id) };
}

it('[T51] the old password opens nothing any more, with the network and without it', async () => {
  const here = await deskOf('sini');
  expect(await here.desk.changePassword(here.old, next)).toEqual({ ok: true, value: null });
  expect(await here.desk.current()).toMatchObject({ ok: true, value: { account: { username: 'tu' } } });
  await here.desk.signOut(here.account.id);
  expect(await here.desk.signIn('tu', here.old)).toMatchObject({ ok: false, error: { code: 'WRONG_PASSWORD' } });
  await closeServer();
  expect(await here.desk.signIn('tu', here.old)).toMatchObject({ ok: false, error: { code: 'WRONG_PASSWORD' } });
  expect(await here.desk.signIn('tu', next)).toMatchObject({ ok: true, value: { online: false } });
});

it('[T51] elsewhere the session is over, and here it is not', async () => {
  const here = await deskOf('sini');
  const there = await deskOf('sana');
  const pull: PullRequest = { proto: protocolVersion, epoch: null, scopes: {}, limit: 1 };
  const answers = () =>
    Promise.all(
      [here, there].map(async ({ register }) => {
        const answer = await register.call(paths.pull, pull);
        return answer.ok ? 'pulled' : answer.error.code;
      }),
    );
  expect(await answers()).toEqual(['pulled', 'pulled']);
  expect(await here.desk.changePassword(here.old, next)).toEqual({ ok: true, value: null });
  expect(await answers()).toEqual(['pulled', 'NOT_SIGNED_IN']);
});

it('[T51] whoever had the key of before has nothing with it, and what waited is signed with the new one', async () => {
  const { desk, old } = await deskOf('sini');
  const before = await desk.describe();
  expect(await desk.changePassword(old, next)).toEqual({ ok: true, value: null });
  const after = await desk.describe();
  const keysIn = (info: typeof before): readonly string[] =>
    info.ok ? info.value.certificates.map(({ key }) => key) : [];
  expect(keysIn(after)).toHaveLength(1);
  expect(keysIn(after)).not.toEqual(keysIn(before));
  const pending = await desk.pending(100);
  const signed = pending.ok ? pending.value.map(({ proof }) => proof?.key) : [];
  expect(signed.length).toBeGreaterThan(0);
  expect(signed.every((key) => key === keysIn(after)[0])).toBe(true);
});

it('[T51] a wrong old password and a weak new one are said at their field and change nothing', async () => {
  const { desk, old, account } = await deskOf('sini');
  expect(await desk.changePassword('bukan-sandinya', next)).toMatchObject({
    ok: false,
    error: { code: 'WRONG_PASSWORD', field: 'current' },
  });
  expect(await desk.changePassword(old, 'password1234')).toMatchObject({
    ok: false,
    error: { code: 'WEAK_PASSWORD', field: 'next' },
  });
  await desk.signOut(account.id);
  expect(await desk.signIn('tu', old)).toMatchObject({ ok: true, value: { online: true } });
});

it('[T51] without the network nothing is changed, and it is said', async () => {
  const { desk, old } = await deskOf('sini');
  await closeServer();
  expect(await desk.changePassword(old, next)).toMatchObject({ ok: false, error: { code: 'SERVER_UNREACHABLE' } });
});
