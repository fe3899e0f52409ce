import { yearOf } from '../../../shared/dates/plain-date.ts';
import { todayWib } from '../../../shared/dates/wib.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { leaseAnswer, paths, type BookNumbers, type HelloAnswer } from '../../../shared/sync/protocol.ts';
import type { LeaseState } from '../../../shared/desk/desk.ts';
import { dropMeta, meta, readMeta, writeMeta, type MetaKey } from '../meta.ts';
import type { Replica } from '../replica.ts';
import type { NetFault } from '../ports.ts';
import { ask } from './ask.ts';
import { keepWater } from './water.ts';

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

/** Whether the register names blocks of this desk that should be given back, beyond those it is known to have named. */
export async function isAskedToMove(replica: Replica, numbers: readonly BookNumbers[]): Promise<boolean> {
  const asked = new Set(numbers.flatMap(({ move }) => move));
  if (asked.size === 0) return false;
  const ownLeases = await replica.world.desk.leases();
  return ownLeases.ok && ownLeases.value.some(({ id, closed }) => !closed && asked.has(id));
}

/**
 * Closes in the journal the blocks that the desk may burn no more: those the server closed without it or asks for, and
 * those of books that are over (PROTOCOL N6, N12). Returns whether the server has yet to hear of a closed one;
 * `stated`: those the last handshake stated.
 */
export async function giveBack(replica: Replica, hello: HelloAnswer, stated: ReadonlySet<string>): Promise<boolean> {
  const { desk } = replica.world;
  const ownLeases = await desk.leases();
  if (!ownLeases.ok) return false;
  const asked = new Set(hello.numbers?.flatMap(({ move }) => move) ?? []);
  let news = false;
  for (const lease of ownLeases.value) {
    const { id } = lease;
    const isDead = hello.closed.includes(id) || asked.has(id) || !isOpen(hello, lease);
    const isClosed = lease.closed || (isDead && (await desk.closeLease(id)).ok);
    if (isClosed && !stated.has(id)) news = true;
  }
  return news;
}

function isOpen(hello: HelloAnswer, lease: LeaseState): boolean {
  return hello.openBooks.some(({ book, year }) => book === lease.book && year === lease.year);
}

/** Keeps a block of numbers ready for every open book; requests a new one when half of it is used. */
export async function refillLeases(replica: Replica, hello: HelloAnswer): Promise<Result<null, NetFault>> {
  const { desk, server, store } = replica.world;
  const { inc } = replica.identity;
  const ownLeases = await desk.leases();
  if (!ownLeases.ok) return ok(null);
  for (const { book, year } of hello.openBooks) {
    if (numbersLeft(ownLeases.value, book, year) > hello.blockSize / 2) continue;
    const request = meta.leaseRequest.of(book, year, inc);
    const body = { opId: await requestId(replica, request), inc, book, year, moves: true };
    const forget = () => store.write(['meta'], (tx) => Promise.resolve(dropMeta(tx, request)));
    const answer = await ask(server, paths.lease, body, leaseAnswer);
    if (!answer.ok) {
      const { status, code } = answer.error;
      // No block is open under that id: it was given back, or never came to be.
      if (code === 'TOO_MANY_BLOCKS') await forget();
      // Enough numbers, none available, or an account that books no letters: the round is complete all the same.
      if (status === 409 || code === 'BOOK_CLOSED' || code === 'FORBIDDEN') continue;
      return answer;
    }
    await keepWater(replica, answer.value.water, false);
    const granted = await desk.grantLease(answer.value.lease);
    if (granted.ok) await forget();
  }
  await forgetOld(replica, hello);
  return ok(null);
}

/** A restored register receives the blocks of this year and the last one; its mark covers earlier ones (E3, N4). */
function isLongOver({ year }: LeaseState, { serverTime }: HelloAnswer): boolean {
  return year < yearOf(todayWib(serverTime)) - 1;
}

/**
 * Forgets closed blocks the server knows of: those of long ago, and those given back before a number was burned, so that
 * neither handshakes nor the table of blocks grow for ever.
 */
async function forgetOld({ world: { desk } }: Replica, hello: HelloAnswer): Promise<void> {
  const ownLeases = await desk.leases();
  if (!ownLeases.ok) return;
  for (const lease of ownLeases.value) {
    const isEmpty = lease.used === null || isLongOver(lease, hello);
    if (lease.closed && isEmpty && hello.closed.includes(lease.id)) await desk.forgetLease(lease.id);
  }
}

/** Closes a block that holds up entries of this desk itself (PROTOCOL N14). */
export async function closeOwn({ world: { desk } }: Replica, lease: string): Promise<Result<null, NetFault>> {
  const done = await desk.closeLease(lease);
  return done.ok ? ok(null) : err({ status: 0, code: done.error.code });
}
