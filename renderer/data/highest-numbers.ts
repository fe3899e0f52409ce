import type { HelloRequest } from '../../shared/sync/protocol.ts';
import type { LetterIndex } from './letter-index.ts';

/**
 * Per book the highest number on a letter that this account sees (PROTOCOL N4): it may stand on paper here although the
 * desk that booked the letter never heard of it. A number in dispute is left out: it may be any.
 */
export function highestNumbers(index: LetterIndex): HelloRequest['seen'] {
  const highest = new Map<string, HelloRequest['seen'][number]>();
  for (const { line } of index.entries()) {
    const { book, year, no, conflict } = line.agenda;
    if (no === null || conflict) continue;
    const name = `${book}/${year}`;
    if (no > (highest.get(name)?.no ?? 0)) highest.set(name, { book, year, no });
  }
  return [...highest.values()];
}
