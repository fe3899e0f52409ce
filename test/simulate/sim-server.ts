import { deflateRawSync } from 'node:zlib';
import type { z } from 'zod';
import { depsOf } from '../../server/app.ts';
import { askerIn, askerOf } from '../../server/auth/callers.ts';
import { statusOf } from '../../server/http/answers.ts';
import type { Asked } from '../../server/http/cookies.ts';
import { openHighWater, type MarkFile, type MarkFiles } from '../../server/numbers/high-water.ts';
import type { Deps } from '../../server/deps.ts';
import { openSqlite, type SqliteStore } from '../../server/store/sqlite/open.ts';
import type { Tx } from '../../server/store/store.ts';
import { exchange, failure, type Answerer, type Reply } from '../../server/sync/exchange.ts';
import { paths, type leaseAnswer, type OpResult, type PushAnswer } from '../../shared/sync/protocol.ts';
import type { ReconcileRequest } from '../../shared/sync/recovery-api.ts';
import type { VerifySignature } from '../../shared/sync/proof.ts';
import { textOf } from './bytes-text.ts';
import { makeLifetime, type Lifetime } from './lifetime.ts';
import type { Chance } from './random.ts';
import { doorOf } from './sim-door.ts';
import type { Timeline } from './timeline.ts';

export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

export interface WireAnswer {
  readonly status: number;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** When in a transaction the server loses power. */
export type CrashPoint = 'before-commit' | 'after-commit';

/**
 * The two marks after a restore: both as they were, neither, or the one beside the register as it was in the backup,
 * when the whole folder was restored.
 */
export type MarksAfter = 'kept' | 'lost' | 'back';

/** The central server: its process may die, its disk stays. */
export interface SimServer {
  /** Rejects when nobody listens, or when the process dies before it answered. */
  handle(request: WireRequest): Promise<WireAnswer>;
  /** Joins the live channel; a status when it is refused. */
  join(request: WireRequest, poke: (text: string) => void, end: () => void): Promise<(() => void) | number>;
  up(): boolean;
  start(): Promise<void>;
  /** The process ends now; what was committed stays. */
  kill(): Promise<void>;
  /** The process ends in the middle of the next transaction that writes; null: it does not. */
  killAt(point: CrashPoint | null): void;
  /** The register as a backup program copies it. */
  backup(): Promise<Buffer>;
  /** Replaces the register by a backup, while the process is down. */
  restore(backup: Buffer, marks: MarksAfter): void;
  /** Whether the mark beside the register is there. */
  marked(): boolean;
  /** The running server's parts, for what an administrator does; null while it is down. */
  parts(): Deps | null;
  /**
   * By operation, over all epochs of the register: every verdict a push was answered with, and later ones on
   * quarantined operations.
   */
  readonly judged: ReadonlyMap<string, ReadonlySet<string>>;
  /** By book, `SM/2026`: the highest number any epoch of the register gave out, on a letter or in a block. */
  readonly given: ReadonlyMap<string, number>;
  /** Rules that threw: always a bug. */
  readonly bugs: readonly string[];
}

interface Running {
  readonly lifetime: Lifetime;
  readonly store: SqliteStore;
  readonly parts: Deps;
  readonly answerers: Readonly<Record<string, Answerer>>;
}

function noteVerdicts(judged: Map<string, Set<string>>, { results }: PushAnswer): void {
  for (const { opId, status } of results) judged.set(opId, (judged.get(opId) ?? new Set()).add(status));
}

/**
 * A replayed operation keeps the answer its desk had; where the register answers otherwise (an author it never saw sign
 * in, a document nobody has replayed), that is a new verdict (PROTOCOL P9, P10).
 */
function noteOther(
  judged: Map<string, Set<string>>,
  { ops }: ReconcileRequest,
  { results, ...rest }: PushAnswer,
): void {
  const replayed = new Map(ops.map(({ result }) => [result.opId, result.status]));
  const other = results.filter(({ opId, status }) => replayed.get(opId) !== status);
  noteVerdicts(judged, { ...rest, results: other });
}

function noteNumber(given: Map<string, number>, { book, year, no }: NonNullable<OpResult['agenda']>): void {
  const name = `${book}/${year}`;
  given.set(name, Math.max(no, given.get(name) ?? 0));
}

function noteNumbers(given: Map<string, number>, { results }: PushAnswer): void {
  for (const { agenda } of results) if (agenda) noteNumber(given, agenda);
}

function onWire(reply: Reply): WireAnswer {
  const text = (status: number, body: string): WireAnswer => ({
    status,
    type: 'application/json',
    bytes: Buffer.from(body),
  });
  switch (reply.kind) {
    case 'json':
      return text(200, JSON.stringify(reply.body));
    case 'text':
      return text(200, reply.text);
    case 'bytes':
      return { status: 200, type: 'application/octet-stream', bytes: reply.bytes };
    case 'fail': {
      const { code, expect } = reply;
      return text(statusOf[code], JSON.stringify({ code, ...(expect === undefined ? {} : { expect }) }));
    }
  }
}

export interface ServerWorld {
  readonly timeline: Timeline;
  readonly chance: Chance;
  readonly clock: { now(): number };
  readonly blockSize: number;
  readonly verify: VerifySignature;
}

export function simServer(world: ServerWorld, base: Buffer): SimServer {
  const { timeline, chance, clock } = world;
  const random = (length: number): Uint8Array => chance.bytes(length);
  const ids = { next: () => `srv-${chance.hex(16)}` };
  const bugs: string[] = [];
  const judged = new Map<string, Set<string>>();
  const given = new Map<string, number>();
  let disk: Buffer = base;
  let mark: string | null = null;
  let outside: string | null = null;
  const markAt = new WeakMap<Buffer, string | null>();
  let running: Running | null = null;
  let starting: Promise<void> | null = null;
  let armed: CrashPoint | null = null;

  const markFile = (lifetime: Lifetime, read: () => string | null, write: (text: string) => void): MarkFile => ({
    read: () => {
      const text = read();
      return text === null ? Promise.reject(new Error('ENOENT')) : Promise.resolve(text);
    },
    write: async (text) => {
      if (!lifetime.alive) return;
      await timeline.pass(chance.between(1, 4));
      // The process may have ended while it wrote.
      if (lifetime.alive || chance.is(0.5)) write(text);
    },
  });
  const marksOf = (lifetime: Lifetime): MarkFiles => ({
    beside: markFile(
      lifetime,
      () => mark,
      (text) => void (mark = text),
    ),
    outside: markFile(
      lifetime,
      () => outside,
      (text) => void (outside = text),
    ),
  });

  /** The store with a power cut at the chosen moment of a writing transaction. */
  const cutting = (store: SqliteStore): SqliteStore => ({
    ...store,
    write: async (work) => {
      if (armed === null || !running) return store.write(work);
      const point = armed;
      armed = null;
      const cut = store.write(async (tx) => {
        const value = await work(tx);
        if (point === 'before-commit') throw new Error('power');
        return value;
      });
      await cut.catch(() => undefined);
      await server.kill();
      return new Promise(() => undefined);
    },
  });

  const open = async (): Promise<Running> => {
    const lifetime = makeLifetime();
    const opened = openSqlite(disk, ids.next(), undefined, undefined, world.verify);
    if (!opened.ok) throw new Error(`the register does not open: ${opened.error}`);
    const store = cutting(opened.value);
    const onFault = (error: unknown): void => void bugs.push(`high-water mark: ${String(error)}`);
    const later = (work: () => void, ms: number): (() => void) => timeline.after(ms, () => lifetime.alive && work());
    const opening = { asked: false, now: clock.now() };
    const { highWater } = await openHighWater(marksOf(lifetime), store, ids.next(), later, onFault, opening);
    const deps = depsOf({
      store,
      clock,
      ids,
      random,
      highWater,
      log: { error: (details: unknown) => void bugs.push(faultText(details)) },
      passwords: { hash: async (text) => text, matches: async (stored, text) => stored === text },
      settings: {
        ...{ sessionMs: 30 * 86_400_000, blockSize: world.blockSize, secure: false, version: 'sim' },
        enrolments: { perHour: 1000, unused: 1000 },
      },
      // Threads know no virtual time.
      verify: async (claims) => claims.map(({ key, text, sig }) => world.verify(key, text, sig)),
      door: { open: () => '', tries: () => false, close: () => undefined },
      masterFiles: { read: () => Promise.reject(new Error('no master files here')) },
      deflate: (text) => Promise.resolve(new Uint8Array(deflateRawSync(text, { level: 1 }))),
      later,
    });
    return { lifetime, store: opened.value, parts: deps, answerers: { ...exchange(deps), ...doorOf(deps) } };
  };

  const asked = ({ method, headers }: WireRequest): Asked => ({ method, headers, cookies: {} });
  /** An answer, or the connection breaks when the process dies. */
  const orReset = <T>(lifetime: Lifetime, work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      lifetime.onEnd(() => reject(new Error('ECONNRESET')));
      work.then((value) => lifetime.alive && resolve(value), reject);
    });

  const answer = async ({ answerers }: Running, request: WireRequest): Promise<WireAnswer> => {
    const answerer = answerers[request.path];
    if (!answerer) return onWire(failure('NOT_FOUND'));
    try {
      const body: unknown = request.body ? JSON.parse(textOf(request.body)) : null;
      const reply = await answerer(asked(request), body);
      if (reply.kind !== 'json') return onWire(reply);
      switch (request.path) {
        case paths.push:
          noteVerdicts(judged, reply.body as PushAnswer);
          noteNumbers(given, reply.body as PushAnswer);
          break;
        case paths.reconcile:
          noteOther(judged, body as ReconcileRequest, reply.body as PushAnswer);
          noteNumbers(given, reply.body as PushAnswer);
          break;
        case paths.lease: {
          const { book, year, to } = (reply.body as z.infer<typeof leaseAnswer>).lease;
          noteNumber(given, { book, year, no: to });
          break;
        }
        default:
      }
      return onWire(reply);
    } catch (error) {
      bugs.push(`${request.path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return onWire(failure('INTERNAL'));
    }
  };

  const server: SimServer = {
    bugs,
    judged,
    given,
    handle: (request) => {
      const now = running;
      if (!now) return Promise.reject(new Error('ECONNREFUSED'));
      return orReset(now.lifetime, answer(now, request));
    },
    async join(request, poke, end) {
      const now = running;
      if (!now) throw new Error('ECONNREFUSED');
      const caller = await orReset(now.lifetime, askerOf(now.parts, asked(request), 'session'));
      if (!caller.ok) return statusOf[caller.error];
      now.lifetime.onEnd(end);
      const mayStay = async (tx: Tx) => (await askerIn(tx, now.parts, asked(request), 'session')).ok;
      const { desk, session } = caller.value;
      return now.parts.live.join({ desk: desk?.id ?? null, session: session.tokenHash, mayStay, poke, end });
    },
    up: () => running !== null,
    start() {
      if (running) return Promise.resolve();
      starting ??= open().then((opened) => {
        running = opened;
        starting = null;
      });
      return starting;
    },
    async kill() {
      await starting;
      if (!running) return;
      const { lifetime, store } = running;
      running = null;
      armed = null;
      disk = Buffer.from(await store.copy());
      lifetime.end();
    },
    killAt: (point) => void (armed = point),
    async backup() {
      const copy = running ? Buffer.from(await running.store.copy()) : disk;
      markAt.set(copy, mark);
      return copy;
    },
    restore(backup, marks) {
      if (running) throw new Error('a register is restored while the server is down');
      disk = backup;
      if (marks === 'lost') mark = outside = null;
      if (marks === 'back') mark = markAt.get(backup) ?? null;
    },
    marked: () => mark !== null,
    parts: () => running?.parts ?? null,
  };
  return server;
}

function faultText(details: unknown): string {
  const { err: error, op } = Object(details) as { err?: unknown; op?: unknown };
  return `${JSON.stringify(op ?? null)} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
