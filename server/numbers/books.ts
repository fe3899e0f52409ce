import type { Clock } from '../../shared/clock.ts';
import { parsePlainDate, yearOf } from '../../shared/dates/plain-date.ts';
import { todayWib } from '../../shared/dates/wib.ts';
import { books } from '../../shared/records/kinds.ts';
import type { Book, NumberGap, Tx } from '../store/store.ts';

export interface BookName {
  readonly book: string;
  readonly year: number;
}

/** PROTOCOL N7: this year's book by the server's clock in WIB, from 1 December the next year's too. */
export function openBooks(clock: Clock): readonly BookName[] {
  const today = parsePlainDate(todayWib(clock.now()));
  if (!today) return [];
  const years = today.month === 12 ? [today.year, today.year + 1] : [today.year];
  return books.flatMap((book) => years.map((year) => ({ book, year })));
}

/** The book, made when first asked for: letters of closed years come too. */
export async function bookOf(tx: Tx, { book, year }: BookName): Promise<Book> {
  return (await tx.numbers.book(book, year)) ?? { book, year, next: 1, reached: 1 };
}

/** Why a counter advances without giving the numbers to anyone. */
export type Passed = Pick<NumberGap, 'class' | 'reason' | 'by' | 'at'>;

/**
 * Raises a counter to `next`, never lowers it; skipped numbers are noted for the register of gaps. Returns whether it
 * moved.
 */
export async function raiseBook(tx: Tx, name: BookName, next: number, passed: Passed): Promise<boolean> {
  const known = await bookOf(tx, name);
  if (next <= known.next) return false;
  const { book, year } = name;
  await tx.numbers.addGap({ book, year, from: known.next, to: next - 1, ...passed });
  await tx.numbers.putBook({ book, year, next });
  return true;
}

/**
 * PROTOCOL N4: a register that was restored goes on above every number that was ever given out, also in blocks that lay
 * ahead of the counter.
 */
export async function raiseAboveAll(tx: Tx, at: number): Promise<void> {
  for (const { book, year, reached } of await tx.numbers.books()) {
    await raiseBook(tx, { book, year }, reached, { class: 'restored', reason: null, by: null, at });
  }
}

/**
 * An administrator sets where a book continues; false: it is further already. Numbers left out of a book not yet begun
 * were written on paper.
 */
export async function moveBook(tx: Tx, name: BookName, next: number, by: string, clock: Clock): Promise<boolean> {
  const known = await bookOf(tx, name);
  if (next < known.next) return false;
  const paper = known.next === 1;
  await tx.numbers.putBook(known);
  await raiseBook(tx, name, next, {
    class: paper ? 'paper' : 'void',
    reason: paper ? null : 'stepped-over',
    by,
    at: clock.now(),
  });
  return true;
}

/** Year of the book that is this year's by the server's clock in WIB. */
export function thisYear(clock: Clock): number {
  return yearOf(todayWib(clock.now()));
}
