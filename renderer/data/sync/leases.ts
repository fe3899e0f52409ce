import { ok, type Result } from '../../../shared/result.ts';
import { leaseAnswer, paths, type HelloAnswer } from '../../../shared/sync/protocol.ts';
import type { Desk, LeaseState } from '../../../shared/desk/desk.ts';
import { z } from 'zod';
import type { Filing } from '../filing.ts';
import type { NetFault } from '../ports.ts';
import { ask } from './ask.ts';

const given = z.object({ void: z.array(z.number()) });

/** Numbers of a book that the desk can still burn. */
export function numbersLeft(leases: readonly LeaseState[], book: string, year: number): number {
  return leases
    .filter((lease) => lease.book === book && lease.year === year && !lease.closed)
    .reduce((sum, { from, to, used }) => sum + to - (used ?? from - 1), 0);
}

/**
 * The id of the next request for a block: the same until the block has come, so a lost answer costs no numbers (N9).
 * `name` holds the incarnation: another life asks anew, its old block may be printed from elsewhere (N5).
 */
async function requestId(filing: Filing, name: string): Promise<string> {
  const { store, ids } = filing.world;
  const known = (await store.get('meta', name))?.value;
  if (typeof known === 'string') return known;
  const id = ids.next();
  await store.write(['meta'], (tx) => Promise.resolve(tx.put('meta', { key: name, value: id })));
  return id;
}

/** The desk's blocks, after those were given up that the server has closed without it. */
async function usable(desk: Desk, { closed }: HelloAnswer): ReturnType<Desk['leases']> {
  const held = await desk.leases();
  const dead = held.ok ? held.value.filter((lease) => !lease.closed && closed.includes(lease.id)) : [];
  for (const { id } of dead) await desk.closeLease(id);
  return dead.length === 0 ? held : desk.leases();
}

/** Keeps a block of numbers at hand for every open book; asks for a new one when half of it is used. */
export async function refillLeases(filing: Filing, hello: HelloAnswer): Promise<Result<null, NetFault>> {
  const { desk, server, store } = filing.world;
  const { inc } = filing.identity;
  const held = await usable(desk, hello);
  if (!held.ok) return ok(null);
  for (const { book, year } of hello.openBooks) {
    if (numbersLeft(held.value, book, year) > hello.blockSize / 2) continue;
    const name = `lease:${book}:${year}:${inc}`;
    const body = { opId: await requestId(filing, name), inc, book, year };
    const answer = await ask(server, paths.lease, body, leaseAnswer);
    if (!answer.ok) {
      if (answer.error.status === 409 || answer.error.code === 'BOOK_CLOSED') continue;
      return answer;
    }
    const granted = await desk.grantLease(answer.value.lease);
    if (granted.ok) {
      await store.write(['meta'], (tx) => Promise.resolve(tx.delete('meta', name)));
    }
  }
  return giveBackOld(filing, held.value, hello);
}

/** Blocks of books that are no longer open go back: closed in the journal first, then told to the server (N6). */
async function giveBackOld(
  filing: Filing,
  held: readonly LeaseState[],
  hello: HelloAnswer,
): Promise<Result<null, NetFault>> {
  const { desk, server, store } = filing.world;
  const open = (lease: LeaseState): boolean =>
    hello.openBooks.some(({ book, year }) => book === lease.book && year === lease.year);
  for (const lease of held) {
    if (open(lease) || (await store.get('meta', `closed:${lease.id}`))) continue;
    const done = await desk.closeLease(lease.id);
    if (!done.ok) continue;
    const body = { lease: lease.id, inc: filing.identity.inc, highestUsed: done.value.used };
    const told = await ask(server, paths.closeLease, body, given);
    if (!told.ok && told.error.status !== 404) return told;
    // Closing is told until it was heard; a lost answer would leave the numbers in nobody's hand.
    await store.write(['meta'], (tx) => Promise.resolve(tx.put('meta', { key: `closed:${lease.id}`, value: true })));
  }
  return ok(null);
}
