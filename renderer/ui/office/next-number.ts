import { nextNumber } from '../../../shared/desk/grant-number.ts';
import type { LeaseState } from '../../../shared/desk/desk.ts';
import type { BookNumbers } from '../../../shared/sync/protocol.ts';
import type { SyncState } from '../../data/office.ts';
import type { BookChoice } from './gap-words.ts';

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
