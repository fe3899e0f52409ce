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
  type ErrorCode,
} from '../../shared/sync/protocol.ts';
import { reconcileRequest, renewRequest } from '../../shared/sync/recovery-api.ts';
import { carriedRequest } from '../../shared/sync/bundle.ts';
import { askerIn, askerOf, type Caller, type CallerFor, type Need } from '../auth/callers.ts';
import type { Asked } from '../http/cookies.ts';
import { openBooks } from '../numbers/books.ts';
import { closeLease, grantLease, leaseOf } from '../numbers/lease.ts';
import type { Parts } from '../parts.ts';
import { waterOf } from '../trust/water.ts';
import { pushCarried } from './carried.ts';
import { bucketSums, bucketText } from './buckets.ts';
import { confirmedOf, heldChanges, noteHeld } from './held.ts';
import { hello } from './hello.ts';
import { whoIs } from './masters.ts';
import { pullPage, pullText } from './pull.ts';
import { push, type Pushed } from './push.ts';
import { reconcile } from './reconcile.ts';
import { renew } from './renew.ts';
import { scopesOf } from './scope-rows.ts';
import { snapshots } from './snapshot.ts';

/** What a request of the protocol is answered with. `text` is JSON already written. */
export type Reply =
  | { readonly kind: 'json'; readonly body: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'fail'; readonly code: ErrorCode; readonly expect?: number };

export type Answerer = (asked: Asked, body: unknown) => Promise<Reply>;

export const json = (body: unknown): Reply => ({ kind: 'json', body });
export const failure = (code: ErrorCode, expect?: number): Reply =>
  expect === undefined ? { kind: 'fail', code } : { kind: 'fail', code, expect };

/** PROTOCOL V4: reading needs this version or the one before; entries are taken from every one. */
const readable = (proto: number): boolean => proto === protocolVersion || proto === protocolVersion - 1;

/** PROTOCOL P6; one operation alone is always taken. */
function tooMuch(body: unknown): boolean {
  const ops = (body as { readonly ops?: unknown } | null)?.ops;
  if (!Array.isArray(ops) || ops.length <= 1) return false;
  return ops.length > pushLimit.operations || JSON.stringify(ops).length > pushLimit.characters;
}

/** Checks the body, asks who it is (PROTOCOL T5), then answers. */
function forNeed<T, N extends Need>(
  parts: Parts,
  schema: z.ZodType<T>,
  need: N,
  work: (body: T, caller: CallerFor<N>, asked: Asked) => Promise<Reply>,
): Answerer {
  return async (asked, raw) => {
    const body = schema.safeParse(raw);
    if (!body.success) return failure('BAD_REQUEST');
    const caller = await askerOf(parts, asked, need);
    return caller.ok ? work(body.data, caller.value, asked) : failure(caller.error);
  };
}

/** For anyone signed in. */
export const forAnyone = <T>(
  parts: Parts,
  schema: z.ZodType<T>,
  work: (body: T, caller: Caller, asked: Asked) => Promise<Reply>,
): Answerer => forNeed(parts, schema, 'session', work);

/** For what a desk alone may do. */
export const forDesks = <T>(
  parts: Parts,
  schema: z.ZodType<T>,
  work: (body: T, caller: CallerFor<'desk'>, asked: Asked) => Promise<Reply>,
): Answerer => forNeed(parts, schema, 'desk', work);

/** Reading: refuses programs that are too old. */
export function forReaders<T extends { readonly proto: number }>(
  parts: Parts,
  schema: z.ZodType<T>,
  work: (body: T, caller: Caller) => Promise<Reply>,
): Answerer {
  return forAnyone(parts, schema, async (body, caller) =>
    readable(body.proto) ? work(body, caller) : failure('UPGRADE'),
  );
}

/** PROTOCOL.md as functions by path: HTTP serves them, and so does a world without a network. */
export function exchange(parts: Parts): Readonly<Record<string, Answerer>> {
  const scopes = ({ masters, account }: Caller): readonly string[] =>
    scopesOf(masters, account, todayWib(parts.clock.now()));
  /** Keeps the mark before anyone hears of a number, and wakes the desks (PROTOCOL N4). */
  const told = async ({ changed, counted }: Pick<Pushed, 'changed' | 'counted'>): Promise<void> => {
    if (changed || counted.length > 0) await parts.committed(counted);
  };
  const pushReply = async (pushed: Result<Pushed, { readonly code: ErrorCode; readonly expect?: number }>) => {
    if (!pushed.ok) return failure(pushed.error.code, pushed.error.expect);
    await told(pushed.value);
    return json(pushed.value.answer);
  };
  const packs = snapshots(parts.store, parts.clock, parts.deflate);
  return {
    [paths.hello]: forDesks(parts, helloRequest, async (body, caller) => {
      const { desk } = caller;
      const greeted = await parts.store.write(async (tx) => {
        const now = (await tx.desks.get(desk.id)) ?? desk;
        return hello(tx, now, scopes(caller), body, parts);
      });
      await told(greeted);
      return json(greeted.answer);
    }),

    [paths.renew]: forDesks(parts, renewRequest, async (body, { desk }) => {
      const renewed = await parts.store.write(async (tx) =>
        renew(tx, (await tx.desks.get(desk.id)) ?? desk, body, parts),
      );
      if (!renewed.ok) return failure(renewed.error);
      // The mark knows a new desk before the desk does, as at enrolment.
      await parts.committed(openBooks(parts.clock));
      return json(renewed.value);
    }),

    [paths.reconcile]: async (asked, raw) => {
      if (tooMuch(raw)) return failure('TOO_LARGE');
      const answer = forDesks(parts, reconcileRequest, async (body, { desk }) =>
        pushReply(await reconcile(parts.push, desk.id, body)),
      );
      return answer(asked, raw);
    },

    [paths.push]: async (asked, raw) => {
      if (tooMuch(raw)) return failure('TOO_LARGE');
      const answer = forDesks(parts, pushRequest, async (body, { desk }) =>
        pushReply(await push(parts.push, desk.id, body)),
      );
      return answer(asked, raw);
    },

    [paths.carried]: async (asked, raw) => {
      if (tooMuch(raw)) return failure('TOO_LARGE');
      const answer = forAnyone(parts, carriedRequest, async (body) => pushReply(await pushCarried(parts.push, body)));
      return answer(asked, raw);
    },

    [paths.pull]: forReaders(parts, pullRequest, async (body, caller) => {
      const { held = {} } = body;
      const by = caller.desk ? { desk: caller.desk.id, account: caller.account.id } : null;
      const now = parts.clock.now();
      const read = await parts.store.read(async (tx) => {
        const { epoch, rv } = await tx.clock();
        // PROTOCOL E1: it read further than this register goes. It has to greet, so that the loss is noticed.
        if (body.epoch === epoch && Object.values(body.scopes).some((cursor) => cursor > rv)) return null;
        const page = await pullPage(tx, scopes(caller), body);
        const confirm = by ? await confirmedOf(tx, by, held) : [];
        return {
          text: pullText(page, { epoch, serverTime: now, confirm, water: await waterOf(tx) }),
          changes: by ? await heldChanges(tx, by, held, now) : { put: [], drop: [] },
        };
      });
      if (!read) return failure('GAP');
      const { text, changes } = read;
      // Rare: only when a desk begins or ends to hold something back.
      if (changes.put.length + changes.drop.length > 0) await parts.store.write((tx) => noteHeld(tx, changes));
      return { kind: 'text', text };
    }),

    [paths.buckets]: forReaders(parts, bucketsRequest, async ({ scope }, caller) => {
      if (!scopes(caller).includes(scope)) return failure('FORBIDDEN');
      return json(await parts.store.read((tx) => bucketSums(tx, scope)));
    }),

    [paths.bucket]: forReaders(parts, bucketRequest, async ({ scope, bucket }, caller) => {
      if (!scopes(caller).includes(scope)) return failure('FORBIDDEN');
      return { kind: 'text', text: await parts.store.read((tx) => bucketText(tx, scope, bucket)) };
    }),

    [paths.snapshot]: forReaders(parts, snapshotRequest, async (body, caller) => {
      if (!scopes(caller).includes(body.scope)) return failure('FORBIDDEN');
      const bytes = await packs.pack(body.scope, body.token);
      return bytes ? { kind: 'bytes', bytes } : failure('BAD_REQUEST');
    }),

    [paths.lease]: forDesks(parts, leaseRequest, async (body, { account, masters }, asked) => {
      // Numbers are for who may put them on letters.
      const who = whoIs(masters, account, todayWib(parts.clock.now()), null);
      if (!who.rights.has('book')) return failure('FORBIDDEN');
      const given = await parts.store.write(async (tx) => {
        // A desk put out of use a moment ago gets no numbers any more.
        const now = await askerIn(tx, parts, asked, 'desk');
        if (!now.ok) return now;
        const lease = await grantLease(tx, now.value.desk, body, parts);
        if (!lease.ok) return lease;
        const answer = { lease: await leaseOf(tx, lease.value), water: await waterOf(tx) };
        return ok({ answer, counted: [lease.value] });
      });
      if (!given.ok) return failure(given.error);
      // The mark is on disk before the desk hears of its numbers (PROTOCOL N4).
      await parts.committed(given.value.counted);
      return json(given.value.answer);
    }),

    [paths.closeLease]: forDesks(parts, closeLeaseRequest, async (body, { desk, account }) => {
      const by = { account: account.id, clock: parts.clock };
      const closed = await parts.store.write((tx) => closeLease(tx, desk, body, by));
      return closed.ok ? json({ void: closed.value }) : failure(closed.error);
    }),
  };
}
