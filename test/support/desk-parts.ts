import { createHash, randomBytes } from 'node:crypto';
import { createDesk, type DeskCore, type DeskDeps } from '../../main/desk/desk.ts';
import type { SettingsFile, Upstream } from '../../main/desk/ports.ts';
import { accountHeader } from '../../main/desk/forward.ts';
import { nodeTimers } from '../../main/desk/node-timers.ts';
import type { Stretch } from '../../main/desk/known-accounts.ts';
import { memoryVault, keepDeskToken } from '../../main/desk/vaults.ts';
import type { Desk, Draft, Outcome } from '../../shared/desk/desk.ts';
import { err } from '../../shared/result.ts';
import { refuse } from '../../shared/refusal.ts';
import { paths, type HelloAnswer } from '../../shared/sync/protocol.ts';
import type { RenewAnswer, RenewRequest } from '../../shared/sync/recovery-api.ts';
import { memoryDisk } from './memory-disk.ts';

/** Settings in memory. */
export function memoryFile(value: Record<string, unknown> = {}): SettingsFile {
  let content = value;
  return { read: () => content, write: (next) => void (content = next) };
}

export const account = { id: 'acc-tu', username: 'tu', personId: 'p-tu', admin: false, disabled: false };
/** Another account of the same office, with the same password. */
export const other = { id: 'acc-kadis', username: 'kadis', personId: 'p-kadis', admin: true, disabled: false };
export const identity = { id: 'desk-1', code: 'D01', name: 'Meja TU', inc: 1 };

function json(status: number, body: unknown) {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: new Response(JSON.stringify(body)).body as ReadableStream<Uint8Array>,
  };
}

export interface TinyServer {
  upstream: Upstream;
  down: boolean;
  html: boolean;
  password: string;
  /** Names the sessions it opens; null: an old server, which names none. */
  session: number | null;
  /** The store key of an account here, base64url; null: an old server, which gives none. */
  storeKey: (account: string) => string | null;
  /** Answers a desk that asks for a new incarnation; null: the server refuses. */
  renew: (question: RenewRequest) => RenewAnswer | null | Promise<RenewAnswer | null>;
}

/** A server that knows one account; `down` makes it unreachable. */
export function tinyServer(): TinyServer {
  const named = () => (server.session === null ? {} : { session: `sesi-${server.session++}` });
  const server: TinyServer = {
    down: false,
    html: false,
    password: 'kata-sandi-benar',
    session: null,
    storeKey: () => null,
    renew: ({ inc, lastSeq }) => ({ desk: { ...identity, inc: inc + 1 }, deskToken: null, start: lastSeq }),
    upstream: async (request) => {
      if (server.down) throw new Error('unreachable');
      if (server.html) {
        const body = new Response('<html>Masuk ke WiFi</html>').body as ReadableStream<Uint8Array>;
        return { status: 200, headers: { 'content-type': 'text/html' }, body };
      }
      const path = new URL(request.url).pathname;
      if (path === '/api/health') return json(200, { status: 'ok', app: 'lembar', ready: true });
      const body = JSON.parse(new TextDecoder().decode(request.body ?? new Uint8Array([123, 125]))) as {
        username?: string;
        password?: string;
      };
      if (request.method === 'DELETE') return json(200, {});
      if (path === paths.renew) {
        const answer = await server.renew(body as RenewRequest);
        return answer ? json(200, answer) : json(403, { code: 'DESK_RETIRED' });
      }
      if (body.password !== server.password) return json(401, { code: 'WRONG_PASSWORD' });
      const who = body.username === other.username ? other : account;
      const storeKey = server.storeKey(who.id);
      return json(200, {
        token: `t${server.session ?? ''}`,
        expiresAt: 0,
        account: who,
        desk: identity,
        deskToken: 'd',
        ...named(),
        ...(storeKey === null ? {} : { storeKey }),
      });
    },
  };
  return server;
}

/** For desks without an attacker: scrypt at its full price takes longer than the rest of a test. */
export const quickStretch: Stretch = (password, salt) =>
  Promise.resolve(createHash('sha256').update(salt).update(password).digest());

/** The value of an outcome; throws the code of a refusal. */
export async function valueOf<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const result = await outcome;
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

let counter = 0;

/** A register's answer to the handshake of a desk that sent nothing yet. */
export const aHandshake = (more: Partial<HelloAnswer>): object => ({
  ...{ epoch: 'one', rvNow: 0, serverTime: 0, lastSeq: 0, lastHash: '', scopes: [], state: 'ok', inc: 1 },
  ...{ numbering: 'open', late: { upTo: 0, results: [] }, blockSize: 5, openBooks: [], closed: [] },
  ...more,
});

/**
 * A window whose register answers as the test wants, because a core records nothing it did not receive from the
 * register. Arguments of `grantLease`, `settle` and
 * `closeLease` come over the wire first, and the fork that `renew` mends.
 */
function honestWindow(core: DeskCore, say: (answer: unknown) => void): Desk {
  const { desk } = core;
  const hear = async (path: string, answer: unknown): Promise<void> => {
    say(answer);
    const headers = { [accountHeader]: core.atWindow() ?? '', 'content-type': 'application/json' };
    const { body } = await core.forward({ path, method: 'POST', headers, body: Buffer.from('{}') });
    await new Response(body).arrayBuffer();
    say(null);
  };
  const epoch = { epoch: 'one', rvNow: 0 };
  return {
    ...desk,
    renew: async () => {
      await hear(paths.hello, aHandshake({ state: 'fork' }));
      return desk.renew();
    },
    grantLease: async (lease) => {
      await hear(paths.lease, { lease });
      return desk.grantLease(lease);
    },
    settle: async (results, serverTime) => {
      await hear(paths.push, { ...epoch, ackSeq: 0, serverTime, results });
      return desk.settle(results, serverTime);
    },
    closeLease: async (id) => {
      await hear(paths.hello, aHandshake({ closed: [id] }));
      return desk.closeLease(id);
    },
  };
}

export interface TestDeskDeps extends Partial<
  Pick<
    DeskDeps,
    | 'disk'
    | 'file'
    | 'upstream'
    | 'machine'
    | 'outside'
    | 'fileBytes'
    | 'stretch'
    | 'scanSpace'
    | 'vault'
    | 'timers'
    | 'clock'
  >
> {
  /** Like a program that was just started: nobody has signed in yet. */
  readonly signedOut?: boolean;
  /** Passwords are stretched as a real desk does it. */
  readonly fullPrice?: boolean;
  /** With the plain channels: the register's answers are not simulated. */
  readonly bare?: boolean;
}

/** A desk core in memory, with all dependencies passed in; an enrolled one with its account at the window. */
export async function openTestDesk({
  signedOut = false,
  fullPrice = false,
  bare = false,
  ...parts
}: TestDeskDeps = {}): Promise<DeskCore> {
  // A journal alone is a desk whose token is gone: without a word on settings they are those of one that has it.
  const file = parts.file ?? memoryFile({ deskToken: 'd' });
  const noHost = () => Promise.resolve(err(refuse('HOST_CANNOT_PRINT')));
  const upstream = parts.upstream ?? tinyServer().upstream;
  let said: unknown = null;
  const core = await createDesk({
    machine: 'm',
    disk: memoryDisk(),
    vault: keepDeskToken(memoryVault(), file),
    timers: nodeTimers,
    clock: { now: () => Date.UTC(2026, 9, 8, 1, 0) },
    ...parts,
    upstream: (request) => (said === null ? upstream(request) : Promise.resolve(json(200, said))),
    host: 'local',
    version: 'test',
    file,
    ids: { next: () => `id-${++counter}` },
    random: (length) => new Uint8Array(randomBytes(length)),
    services: { prints: false, print: noHost, openExternal: noHost },
    ...(fullPrice || parts.stretch ? {} : { stretch: quickStretch }),
  });
  const info = await valueOf(core.desk.describe());
  if (info.desk && !signedOut) await valueOf(core.desk.signIn(account.username, 'kata-sandi-benar'));
  if (bare) return core;
  return { ...core, desk: honestWindow(core, (answer) => void (said = answer)) };
}

export async function enrolled(desk: DeskCore): Promise<DeskCore> {
  const signed = await desk.desk.enrol({
    server: 'http://127.0.0.1:9',
    deskName: 'Meja TU',
    username: 'tu',
    password: 'kata-sandi-benar',
  });
  if (!signed.ok) throw new Error(signed.error.code);
  return desk;
}

/** A draft of a letter booking that wants a number burned here. */
export function bookingDraft(opId: string, more: Partial<Draft> = {}): Draft {
  return {
    opId,
    name: 'letter.register',
    v: 1,
    by: { account: account.id, person: account.personId, position: 'tu-agenda' },
    at: { wall: '2026-10-08T08:00:00.000+07:00', skewMs: null },
    epoch: null,
    base: {},
    args: { letterId: opId },
    number: { book: 'SM', year: 2026, path: 'desk' },
    ...more,
  };
}

/** The server's answers to all pending operations of a desk, at that time of the server's clock; versions from `rv`. */
export async function answerAll(desk: Desk, serverTime: number, rv = 1): Promise<void> {
  const pending = await valueOf(desk.pending(1000));
  const results = pending.map(({ seq, opId }, i) => ({ seq, opId, status: 'applied' as const, rv: rv + i }));
  await valueOf(desk.settle(results, serverTime));
}
