import type { HelloRequest } from '../../shared/sync/protocol.ts';
import type { Tx } from '../store/store.ts';
import { recentlyRestored } from '../sync/recovery.ts';
import { raiseBook, type BookName } from './books.ts';

/** A number above this stands in no book of an office. */
const believable = 999_999;

/**
 * PROTOCOL N4: after a restore no number is given out below one that a desk has seen on a letter, also when the desk that
 * booked the letter never heard its number and the letter gets another one now. Returns the books whose counter moved.
 */
export async function raiseAboveSeen(tx: Tx, seen: HelloRequest['seen'], now: number): Promise<readonly BookName[]> {
  if (seen.length === 0 || !(await recentlyRestored(tx, now))) return [];
  const moved: BookName[] = [];
  for (const { book, year, no } of seen) {
    if (no > believable) continue;
    const passed = { class: 'restored', reason: null, by: null, at: now } as const;
    if (await raiseBook(tx, { book, year }, no + 1, passed)) moved.push({ book, year });
  }
  return moved;
}
