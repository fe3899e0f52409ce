import type { Clock } from '../../shared/clock.ts';
import { parsePlainDate } from '../../shared/dates/plain-date.ts';
import { todayWib } from '../../shared/dates/wib.ts';
import type { Book, Tx } from '../store/store.ts';

/** The register of incoming letters. */
export const incomingRegister = 'SM';

export interface BookName {
  readonly book: string;
  readonly year: number;
}

/** PROTOCOL N7: this year's book by the server's clock in WIB, from 1 December the next year's too. */
export function openBooks(clock: Clock): readonly BookName[] {
  const today = parsePlainDate(todayWib(clock.now()));
  if (!today) return [];
  const books = [{ book: incomingRegister, year: today.year }];
  if (today.month === 12) books.push({ book: incomingRegister, year: today.year + 1 });
  return books;
}

/** The book, made when first asked for: letters of closed years come too. */
export async function bookOf(tx: Tx, { book, year }: BookName): Promise<Book> {
  return (await tx.numbers.book(book, year)) ?? { book, year, next: 1 };
}
