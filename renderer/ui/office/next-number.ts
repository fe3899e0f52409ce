import { clockTime, shortDate } from '../../../shared/dates/indonesian.ts';
import { toWib } from '../../../shared/dates/wib.ts';
import { nextNumber } from '../../../shared/desk/grant-number.ts';
import type { LeaseState } from '../../../shared/desk/desk.ts';
import type { BookNumbers } from '../../../shared/sync/protocol.ts';
import type { GapRange } from '../../../shared/sync/trust-api.ts';
import type { SyncState } from '../../data/office.ts';
import type { Texts } from '../texts/index.ts';

/** Register of the number and its year. */
export interface BookChoice {
  readonly book: string;
  readonly year: number;
}

/** The number the next letter gets; null: it gets a provisional code. */
export interface NextNumber {
  readonly no: number;
  /** Burned at this desk, or given by the server. */
  readonly by: 'desk' | 'server';
}

/** What the server last stated of a book. */
export function numbersOf({ numbers }: Pick<SyncState, 'numbers'>, chosen: BookChoice): BookNumbers | null {
  return numbers.find(({ book, year }) => book === chosen.book && year === chosen.year) ?? null;
}

/** The next number of a book as far as this desk knows. */
export function nextNumberOf(
  sync: Pick<SyncState, 'numbers' | 'reachable' | 'numbering'>,
  leases: readonly LeaseState[],
  chosen: BookChoice,
): NextNumber | null {
  const stated = numbersOf(sync, chosen);
  if (sync.reachable && !stated?.here) {
    return stated && sync.numbering === 'open' ? { no: stated.next, by: 'server' } : null;
  }
  const own = nextNumber(leases, chosen.book, chosen.year, { above: () => 0, usedOf: () => 0 });
  return own && { no: own.no, by: 'desk' };
}

/** `411–417`, or `411` for one number. */
export function numbersText({ from, to }: Pick<GapRange, 'from' | 'to'>): string {
  return from === to ? String(from) : `${from}–${to}`;
}

/** Day and time since when a desk was not reached. */
export function momentText(at: number): string {
  const { date, time } = toWib(at);
  return `${shortDate(date)} ${clockTime(time)}`;
}

/** Whose numbers the sequence passed over, and since when that desk was not reached. */
export function absentText(t: Texts, { from, to, code, name, since }: BookNumbers['absent'][number]): string {
  const named = { numbers: numbersText({ from, to }), name: `${code} (${name})` };
  return t('numbers.absent', { ...named, since: momentText(since) });
}
