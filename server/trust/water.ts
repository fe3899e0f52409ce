import type { Water } from '../../shared/sync/proof.ts';
import { bookOf, raiseBook, type BookName } from '../numbers/books.ts';
import type { Tx } from '../store/store.ts';
import { beginEpoch } from '../sync/recovery.ts';
import { knowsEpoch } from '../sync/epochs.ts';
import { sealsOf } from './seals.ts';

/** Books in the water: this year's, the next one's, and those a late letter may still need. */
const maxBooks = 8;

/**
 * The register's high-water statement, sealed and sent with every answer (PROTOCOL T12). One for an agency says nothing of
 * how much the office writes and books (P20); epoch and version show a loss as well.
 */
export async function waterOf(tx: Tx, agency: string | null = null): Promise<Water> {
  const { epoch, rv } = await tx.clock();
  if (agency !== null) return sealedWater(tx, { epoch, rv, entries: 0, books: [] });
  const newest = [...(await tx.numbers.books())].sort((a, b) => b.year - a.year || (a.book < b.book ? -1 : 1));
  const books = newest.slice(0, maxBooks).map(({ book, year, reached }) => ({ book, year, next: reached }));
  return sealedWater(tx, { epoch, rv, entries: await tx.desks.taken(), books });
}

async function sealedWater(tx: Tx, said: Omit<Water, 'seal'>): Promise<Water> {
  return { ...said, seal: (await sealsOf(tx)).of('water', said) };
}

/** Whether the register was once ahead of its present state. */
async function standsAbove(tx: Tx, { epoch, rv, entries, books }: Water): Promise<boolean> {
  const now = await tx.clock();
  if (epoch !== now.epoch) return rv > now.floor || !(await knowsEpoch(tx, epoch));
  if (rv > now.rv || entries > (await tx.desks.taken())) return true;
  for (const { book, year, next } of books) {
    if (next > (await bookOf(tx, { book, year })).reached) return true;
  }
  return false;
}

export interface Shown {
  /** The desk that presented the water. */
  readonly desk: string;
  /** Name of the epoch to begin if it stands above the register. */
  readonly newEpoch: string;
  readonly now: number;
}

/**
 * PROTOCOL E1: handles the register's own high-water statement presented by a desk. One above the register shows that
 * it was restored: a new epoch begins, and no numbers are issued until every desk has reported (N4). Counters rise to
 * what it states. A statement without the register's seal decides nothing and is noted. Returns the books whose counter
 * moved.
 */
export async function readWater(tx: Tx, water: Water, { desk, newEpoch, now }: Shown): Promise<readonly BookName[]> {
  const { seal, ...said } = water;
  const { epoch, rv, books } = said;
  if (!(await sealsOf(tx)).hold('water', said, seal)) {
    await tx.desks.addFault(desk, 'broken-seal', now);
    return [];
  }
  if (await standsAbove(tx, water)) {
    await beginEpoch(tx, { epoch: newEpoch, rv, countersKnown: false, now, foundBy: desk, lost: epoch });
  }
  const moved: BookName[] = [];
  for (const { book, year, next } of books) {
    if (next <= (await bookOf(tx, { book, year })).reached) continue;
    const passed = { class: 'restored', reason: null, by: null, at: now } as const;
    if (await raiseBook(tx, { book, year }, next, passed)) moved.push({ book, year });
  }
  return moved;
}
