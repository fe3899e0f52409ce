import { yearOf } from '../../../shared/dates/plain-date.ts';
import { todayWib } from '../../../shared/dates/wib.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { leaseAnswer, paths, type HelloAnswer } from '../../../shared/sync/protocol.ts';
import type { Desk, LeaseState } from '../../../shared/desk/desk.ts';
import { z } from 'zod';
import { dropMeta, meta, readMeta, writeMeta, type MetaKey } from '../meta.ts';
import type { Replica } from '../replica.ts';
import type { NetFault } from '../ports.ts';
import { ask } from './ask.ts';
import { keepWater } from './water.ts';

const given = z.object({ void: z.array(z.number()) });

/** Numbers of a book that the desk can still burn. */
export function numbersLeft(leases: readonly LeaseState[], book: string, year: number): number {
  return leases
    .filter((lease) => lease.book === book && lease.year === year && !lease.closed)
    .reduce((sum, { from, to, used }) => sum + to - (used ?? from - 1), 0);
}

/**
 * The id of the next request for a block: the same until the block has come, so a lost answer costs no numbers (N9).
 * `request` contains the incarnation: a new one makes a new request, because a copy may still print from the old block
 * (N5).
 */
async function requestId(replica: Replica, request: MetaKey<string>): Promise<string> {
  const { store, ids } = replica.world;
  const known = await readMeta(store, request);
  if (known !== null) return known;
  const id = ids.next();
  await store.write(['meta'], (tx) => Promise.resolve(writeMeta(tx, request, id)));
  return id;
}

/** The desk's blocks, after giving up those the server has closed without it. */
async function usable(desk: Desk, { closed }: HelloAnswer): ReturnType<Desk['leases']> {
  const ownLeases = await desk.leases();
  const dead = ownLeases.ok ? ownLeases.value.filter((lease) => !lease.closed && closed.includes(lease.id)) : [];
  for (const { id } of dead) await desk.closeLease(id);
  return dead.length === 0 ? ownLeases : desk.leases();
}

/** Keeps a block of numbers ready for every open book; requests a new one when half of it is used. */
export async function refillLeases(replica: Replica, hello: HelloAnswer): Promise<Result<null, NetFault>> {
  const { desk, server, store } = replica.world;
  const { inc } = replica.identity;
  const ownLeases = await usable(desk, hello);
  if (!ownLeases.ok) return ok(null);
  for (const { book, year } of hello.openBooks) {
    if (numbersLeft(ownLeases.value, book, year) > hello.blockSize / 2) continue;
    const request = meta.leaseRequest.of(book, year, inc);
    const body = { opId: await requestId(replica, request), inc, book, year };
    const answer = await ask(server, paths.lease, body, leaseAnswer);
    if (!answer.ok) {
      const { status, code } = answer.error;
      // Enough numbers, none available, or an account that books no letters: the round is complete all the same.
      if (status === 409 || code === 'BOOK_CLOSED' || code === 'FORBIDDEN') continue;
      return answer;
    }
    await keepWater(replica, answer.value.water, false);
    const granted = await desk.grantLease(answer.value.lease);
    if (granted.ok) {
      await store.write(['meta'], (tx) => Promise.resolve(dropMeta(tx, request)));
    }
  }
  return giveBackOld(replica, ownLeases.value, hello);
}

/** A restored register receives the blocks of this year and the last one; its mark covers earlier ones (E3, N4). */
function isLongOver({ year }: LeaseState, { serverTime }: HelloAnswer): boolean {
  return year < yearOf(todayWib(serverTime)) - 1;
}

/**
 * Gives back blocks of books that are no longer open: closed in the journal first, then reported to the server (N6).
 * Reported ones are forgotten a year later, so that neither handshakes nor the table of blocks grow for ever.
 */
async function giveBackOld(
  replica: Replica,
  ownLeases: readonly LeaseState[],
  hello: HelloAnswer,
): Promise<Result<null, NetFault>> {
  const { desk, server, store } = replica.world;
  const open = (lease: LeaseState): boolean =>
    hello.openBooks.some(({ book, year }) => book === lease.book && year === lease.year);
  const over = ownLeases.filter((lease) => !open(lease));
  if (over.length === 0) return ok(null);
  const known = (await readMeta(store, meta.closedBlocks)) ?? [];
  const reported = new Set([...known, ...hello.closed].filter((id) => over.some((lease) => lease.id === id)));
  const reportClosed = async (lease: LeaseState): Promise<Result<null, NetFault>> => {
    const done = await desk.closeLease(lease.id);
    if (!done.ok) return ok(null);
    const body = { lease: lease.id, inc: replica.identity.inc, highestUsed: done.value.used };
    const answer = await ask(server, paths.closeLease, body, given);
    if (!answer.ok && answer.error.status !== 404) return answer;
    reported.add(lease.id);
    return ok(null);
  };
  let stopped: Result<null, NetFault> = ok(null);
  for (const lease of over) {
    if (!reported.has(lease.id)) stopped = await reportClosed(lease);
    if (!stopped.ok) break;
    if (reported.has(lease.id) && isLongOver(lease, hello)) await desk.forgetLease(lease.id);
  }
  // Closing is reported until the server confirms it, because after a lost answer the numbers would belong to nobody.
  if (reported.size !== known.length || known.some((id) => !reported.has(id))) {
    await store.write(['meta'], (tx) => Promise.resolve(writeMeta(tx, meta.closedBlocks, [...reported])));
  }
  return stopped;
}
