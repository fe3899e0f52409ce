/**
 * The server's side of the sync protocol (PROTOCOL.md): desks are optimistic clients that push their outbox in order, and
 * the server decides each operation. Desks pull the confirmed versions and rebase what is still pending on them.
 */
import type { z } from 'zod';
import { ok, type Result } from '../../shared/result.ts';
import { todayWib } from '../../shared/dates/wib.ts';
import {
  bucketRequest,
  bucketsRequest,
  closeLeaseRequest,
  helloRequest,
  leaseRequest,
  paths,
  protocolVersion,
  pullRequest,
  pushLimit,
  pushRequest,
  snapshotRequest,
  type BookNumbers,
  type ErrorCode,
} from '../../shared/sync/protocol.ts';
import { reconcileRequest, renewRequest } from '../../shared/sync/recovery-api.ts';
import { bundleRequest } from '../../shared/sync/bundle.ts';
import { askerIn, askerOf, type Caller, type CallerFor, type Need } from '../auth/callers.ts';
import { wantsCookies, type Asked } from '../http/cookies.ts';
import { openBooks } from '../numbers/books.ts';
import { closeLease, grantLease, leaseOf } from '../numbers/lease.ts';
import { numbersFor } from '../numbers/placement.ts';
import type { Deps } from '../deps.ts';
import { waterOf } from '../trust/water.ts';
import { pushBundle } from './push-bundle.ts';
import { bucketSums, bucketText } from './buckets.ts';
import { confirmedOf, withheldChanges, noteWithheld } from './withheld.ts';
import { hello } from './hello.ts';
import { whoIs } from './masters.ts';
import { pullPage, pullText } from './pull.ts';
import { push } from './push.ts';
import type { Pushed } from './push-deps.ts';
import { reconcile } from './reconcile.ts';
import { renew } from './renew.ts';
import { scopesOf } from './scope-rows.ts';
import { snapshots } from './snapshot.ts';

/** The answer to a request of the protocol. `text` is JSON already serialised, `deskToken` goes into a cookie (T46). */
export type Reply =
  | { readonly kind: 'json'; readonly body: unknown; readonly deskToken?: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'fail'; readonly code: ErrorCode; readonly expect?: number };

export type Answerer = (asked: Asked, body: unknown) => Promise<Reply>;

export const json = (body: unknown): Reply => ({ kind: 'json', body });
export const failure = (code: ErrorCode, expect?: number): Reply =>
  expect === undefined ? { kind: 'fail', code } : { kind: 'fail', code, expect };

/** PROTOCOL V4: reading needs this version or the one before; entries are taken from every one. */
const readable = (proto: number): boolean => proto === protocolVersion || proto === protocolVersion - 1;

/** PROTOCOL P6; one operation alone is always taken. What arrived in fewer bytes is not written out again to count it. */
function tooMuch({ headers }: Asked, body: unknown): boolean {
  const ops = (body as { readonly ops?: unknown } | null)?.ops;
  if (!Array.isArray(ops) || ops.length <= 1) return false;
  if (ops.length > pushLimit.operations) return true;
  const isShort = Number(headers['content-length'] ?? Number.NaN) <= pushLimit.characters;
  return !isShort && JSON.stringify(ops).length > pushLimit.characters;
}

/** Checks the body, authorises the caller (PROTOCOL T5), then answers. */
function forNeed<T, N extends Need>(
  deps: Deps,
  schema: z.ZodType<T>,
  need: N,
  work: (body: T, caller: CallerFor<N>, asked: Asked) => Promise<Reply>,
): Answerer {
  return async (asked, raw) => {
    const body = schema.safeParse(raw);
    if (!body.success) return failure('BAD_REQUEST');
    const caller = await askerOf(deps, asked, need);
    return caller.ok ? work(body.data, caller.value, asked) : failure(caller.error);
  };
}

/** For anyone of the office who is signed in. */
export const forOffice = <T>(
  deps: Deps,
  schema: z.ZodType<T>,
  work: (body: T, caller: Caller, asked: Asked) => Promise<Reply>,
): Answerer => forNeed(deps, schema, 'session', work);

/** For what only a desk of the office may do. */
export const forDesks = <T>(
  deps: Deps,
  schema: z.ZodType<T>,
  work: (body: T, caller: CallerFor<'desk'>, asked: Asked) => Promise<Reply>,
): Answerer => forNeed(deps, schema, 'desk', work);

/** For what any desk may do, one of an agency too. */
export const forAnyDesk = <T>(
  deps: Deps,
  schema: z.ZodType<T>,
  work: (body: T, caller: CallerFor<'desk'>, asked: Asked) => Promise<Reply>,
): Answerer => forNeed(deps, schema, 'any-desk', work);

/** Reading, of agencies too: refuses programs that are too old. */
export function forReaders<T extends { readonly proto: number }>(
  deps: Deps,
  schema: z.ZodType<T>,
  work: (body: T, caller: Caller) => Promise<Reply>,
): Answerer {
  return forNeed(deps, schema, 'anyone', async (body, caller) =>
    readable(body.proto) ? work(body, caller) : failure('UPGRADE'),
  );
}

/** PROTOCOL.md as functions by path, served over HTTP or in a world without a network. */
export function exchange(deps: Deps): Readonly<Record<string, Answerer>> {
  const scopes = ({ masters, account }: Caller): readonly string[] =>
    scopesOf(masters, account, todayWib(deps.clock.now()));
  /** PROTOCOL N9, N15: numbers are for accounts that may put them on letters. */
  const mayBook = ({ masters, account }: Pick<Caller, 'masters' | 'account'>): boolean =>
    whoIs(masters, account, todayWib(deps.clock.now()), null).rights.has('book');
  /** Keeps the mark before any number is answered, and notifies the desks (PROTOCOL N4). */
  const announce = async ({ changed, counted }: Pick<Pushed, 'changed' | 'counted'>): Promise<void> => {
    if (changed || counted.length > 0) await deps.committed(counted);
  };
  const pushReply = async (pushed: Result<Pushed, { readonly code: ErrorCode; readonly expect?: number }>) => {
    if (!pushed.ok) return failure(pushed.error.code, pushed.error.expect);
    await announce(pushed.value);
    return json(pushed.value.answer);
  };
  const packs = snapshots(deps.store, deps.clock, deps.deflate);
  return {
    [paths.hello]: forAnyDesk(deps, helloRequest, async (body, caller) => {
      const { desk } = caller;
      const handshake = await deps.store.write(async (tx) => {
        const now = (await tx.desks.get(desk.id)) ?? desk;
        const by = { desk: now, account: caller.account.id };
        return hello(tx, by, scopes(caller), body, deps, mayBook(caller));
      }, desk.id);
      await announce(handshake);
      return json(handshake.answer);
    }),

    [paths.renew]: forAnyDesk(deps, renewRequest, async (body, { desk }, asked) => {
      const renewed = await deps.store.write(async (tx) => {
        // Who was disabled, and what was retired, a moment ago makes no copy any more.
        const now = await askerIn(tx, deps, asked, 'any-desk');
        return now.ok ? renew(tx, now.value.desk, body, now.value.account, deps) : now;
      }, desk.id);
      if (!renewed.ok) return failure(renewed.error);
      // The mark records a new desk before it is answered, as at enrolment.
      await deps.committed(openBooks(deps.clock));
      const { deskToken } = renewed.value;
      if (deskToken === null || !wantsCookies(asked)) return json(renewed.value);
      return { kind: 'json', body: { ...renewed.value, deskToken: null }, deskToken };
    }),

    [paths.reconcile]: async (asked, raw) => {
      if (tooMuch(asked, raw)) return failure('TOO_LARGE');
      const answer = forAnyDesk(deps, reconcileRequest, async (body, { desk, account }) =>
        pushReply(await reconcile(deps.push, { desk: desk.id, account: account.id }, body)),
      );
      return answer(asked, raw);
    },

    [paths.push]: async (asked, raw) => {
      if (tooMuch(asked, raw)) return failure('TOO_LARGE');
      const answer = forAnyDesk(deps, pushRequest, async (body, { desk, account }) =>
        pushReply(await push(deps.push, { desk: desk.id, account: account.id }, body)),
      );
      return answer(asked, raw);
    },

    [paths.carried]: async (asked, raw) => {
      if (tooMuch(asked, raw)) return failure('TOO_LARGE');
      const answer = forOffice(deps, bundleRequest, async (body, { masters, account }) => {
        const onWord = whoIs(masters, account, todayWib(deps.clock.now()), null).rights.has('admin');
        return pushReply(await pushBundle(deps.push, body, { account: account.id, onWord }));
      });
      return answer(asked, raw);
    },

    [paths.pull]: forReaders(deps, pullRequest, async (body, caller) => {
      const { held = {} } = body;
      const own = scopes(caller);
      const by = caller.desk ? { desk: caller.desk.id, account: caller.account.id, scopes: own } : null;
      const now = deps.clock.now();
      const read = await deps.store.read(async (tx) => {
        const { epoch, rv } = await tx.clock();
        // PROTOCOL E1: the desk read further than this register goes. It must do a handshake, so that the loss is
        // detected.
        if (body.epoch === epoch && Object.values(body.scopes).some((cursor) => cursor > rv)) return null;
        const page = await pullPage(tx, own, body);
        const confirm = by ? await confirmedOf(tx, by, held) : [];
        const numbers: BookNumbers[] = [];
        const agency = caller.desk?.agency ?? null;
        if (caller.desk && agency === null && !page.more) {
          for (const name of openBooks(deps.clock)) {
            numbers.push(await numbersFor(tx, caller.desk, name, deps.holders, mayBook(caller)));
          }
        }
        return {
          text: pullText(page, { epoch, serverTime: now, confirm, numbers, water: await waterOf(tx, agency) }),
          changes: by ? await withheldChanges(tx, by, held, now) : { put: [], drop: [] },
        };
      });
      if (!read) return failure('GAP');
      const { text, changes } = read;
      // Rare: only when a desk begins or ends to withhold something.
      if (changes.put.length + changes.drop.length > 0)
        await deps.store.write((tx) => noteWithheld(tx, changes), by?.desk);
      return { kind: 'text', text };
    }),

    [paths.buckets]: forReaders(deps, bucketsRequest, async ({ scope }, caller) => {
      if (!scopes(caller).includes(scope)) return failure('FORBIDDEN');
      return json(await deps.store.read((tx) => bucketSums(tx, scope)));
    }),

    [paths.bucket]: forReaders(deps, bucketRequest, async ({ scope, bucket }, caller) => {
      if (!scopes(caller).includes(scope)) return failure('FORBIDDEN');
      return { kind: 'text', text: await deps.store.read((tx) => bucketText(tx, scope, bucket)) };
    }),

    [paths.snapshot]: forReaders(deps, snapshotRequest, async (body, caller) => {
      if (!scopes(caller).includes(body.scope)) return failure('FORBIDDEN');
      const bytes = await packs.pack(body.scope, body.token);
      return bytes ? { kind: 'bytes', bytes } : failure('BAD_REQUEST');
    }),

    [paths.lease]: forDesks(deps, leaseRequest, async (body, caller, asked) => {
      if (!mayBook(caller)) return failure('FORBIDDEN');
      const given = await deps.store.write(async (tx) => {
        // A desk retired a moment ago gets no more numbers.
        const now = await askerIn(tx, deps, asked, 'desk');
        if (!now.ok) return now;
        const lease = await grantLease(tx, now.value.desk, body, deps);
        if (!lease.ok) return lease;
        const answer = { lease: await leaseOf(tx, lease.value), water: await waterOf(tx) };
        return ok({ answer, counted: [lease.value] });
      }, caller.desk.id);
      if (!given.ok) return failure(given.error);
      // The mark is on disk before the desk is answered its numbers (PROTOCOL N4).
      await deps.committed(given.value.counted);
      return json(given.value.answer);
    }),

    // PROTOCOL N15: whoever is at the desk gives back what it holds; its handshake says the same.
    [paths.closeLease]: forDesks(deps, closeLeaseRequest, async (body, { desk, account }) => {
      const by = { account: account.id, clock: deps.clock };
      const closed = await deps.store.write(
        async (tx) => closeLease(tx, (await tx.desks.get(desk.id)) ?? desk, body, by),
        desk.id,
      );
      if (!closed.ok) return failure(closed.error);
      // A register restored to before it must not take it for open again (PROTOCOL E1).
      await deps.committed(openBooks(deps.clock));
      return json({ void: closed.value });
    }),
  };
}
