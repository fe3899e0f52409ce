import type { BookNumbers } from '../../shared/sync/protocol.ts';
import type { DeskRow, LeaseRow, Tx } from '../store/store.ts';
import { bookOf, type BookName } from './books.ts';
import { firstFree, heldTo } from './counter.ts';
import type { Holders } from './holders.ts';

/** How far ahead of the counter blocks begin for every desk that holds one, and at most. */
const aheadPerHolder = 10;
const farthestAhead = 200;
/** Blocks of absent desks that an answer names. */
const mostAbsent = 8;

/** Where the blocks of a desk lie among those of the others (PROTOCOL N13). */
export interface Placement {
  /** Whether another desk holds numbers the counter has yet to reach, or waits for some. */
  readonly shared: boolean;
  /** A new block begins here or behind it. */
  readonly start: number;
  /** Blocks of the desk that should be given back because they lie in the way, or too far ahead. */
  readonly misplaced: readonly LeaseRow[];
  /** The desk alone holds numbers and its block lies at the counter: it burns from there also when it is online. */
  readonly here: boolean;
}

/** The first number of a block that the register knows of no letter for; numbers of a block are burned in order. */
async function unusedFrom(tx: Tx, { book, year, from, to }: LeaseRow): Promise<number> {
  return ((await tx.numbers.usesBetween(book, year, from, to)).at(-1)?.no ?? from - 1) + 1;
}

/** Blocks of the only holder, from the counter on without a free number before or between them; the others. */
async function afterTheCounter(
  tx: Tx,
  name: BookName,
  next: number,
  blocks: readonly LeaseRow[],
): Promise<{ readonly placed: readonly LeaseRow[]; readonly misplaced: readonly LeaseRow[] }> {
  const before = (await tx.numbers.leasesFrom(name.book, name.year, next)).filter(
    ({ id }) => !blocks.some((block) => block.id === id),
  );
  const placed: LeaseRow[] = [];
  let at = next;
  for (const block of blocks) {
    while (at < block.from) {
      const no = at;
      const other = before.find((one) => one.from <= no && no <= heldTo(one));
      if (other) at = heldTo(other) + 1;
      else if (await tx.numbers.use(name.book, name.year, no)) at += 1;
      else return { placed, misplaced: blocks.filter((one) => !placed.includes(one)) };
    }
    placed.push(block);
    at = Math.max(at, block.to + 1);
  }
  return { placed, misplaced: [] };
}

/** Where a desk's numbers of a book are to begin, and which of its blocks lie elsewhere (PROTOCOL N13). */
export async function placementOf(tx: Tx, desk: DeskRow, name: BookName, holders: Holders): Promise<Placement> {
  const { next } = await bookOf(tx, name);
  const open = await tx.numbers.openIn(name.book, name.year);
  const ahead = open.filter(({ to }) => to >= next);
  const others = new Set(ahead.flatMap((lease) => (lease.desk === desk.id ? [] : [lease.desk])));
  const shared = others.size > 0 || holders.others(name, desk.id);
  const mine = open.filter((lease) => lease.desk === desk.id && lease.inc === desk.inc);
  const passed = mine.filter(({ to }) => to < next);
  const distance = Math.min(aheadPerHolder * Math.max(2, others.size + 1), farthestAhead);
  if (!shared) {
    const { placed, misplaced } = await afterTheCounter(
      tx,
      name,
      next,
      mine.filter(({ to }) => to >= next),
    );
    return { shared, start: next, misplaced: [...passed, ...misplaced], here: placed.length > 0 };
  }
  const near: LeaseRow[] = [];
  for (const lease of mine) {
    if (lease.to >= next && (await unusedFrom(tx, lease)) - next < distance / 2) near.push(lease);
  }
  const start = Math.max(next + distance, ...ahead.map(({ to }) => to + 1));
  return { shared, start, misplaced: [...passed, ...near], here: false };
}

/**
 * What a desk hears of a book: its next number, its own blocks that should move, and the blocks of desks that cannot be
 * reached, which the sequence has come to. `mayBook` false: whoever is at the desk burns no numbers, so that it gives
 * all of them back (PROTOCOL N15).
 */
export async function numbersFor(
  tx: Tx,
  desk: DeskRow,
  name: BookName,
  holders: Holders,
  mayBook: boolean,
): Promise<BookNumbers> {
  const { misplaced, here } = await placementOf(tx, desk, name, holders);
  const { next: counter } = await bookOf(tx, name);
  const next = await firstFree(tx, name, counter);
  const open = await tx.numbers.openIn(name.book, name.year);
  const isAbsent = (lease: LeaseRow): boolean => lease.desk !== desk.id && !holders.isReachable(lease.desk);
  const absent: BookNumbers['absent'] = [];
  for (const lease of open.filter((one) => one.from <= next && isAbsent(one)).slice(-mostAbsent)) {
    const holder = await tx.desks.get(lease.desk);
    const from = await unusedFrom(tx, lease);
    if (!holder || from > lease.to) continue;
    const since = Math.max(holder.lastSeen, holders.seenAt(holder.id) ?? 0);
    absent.push({ from, to: lease.to, code: holder.code, name: holder.name, since });
  }
  const mine = open.filter((lease) => lease.desk === desk.id && lease.inc === desk.inc);
  const move = (mayBook ? misplaced : mine).map(({ id }) => id);
  return { ...name, next, here: here && mayBook && misplaced.length === 0, move, absent };
}
