import { yearOf, isPlainDate } from '../../../shared/dates/plain-date.ts';
import { differingDays, type TwoClocks } from '../../../shared/dates/two-clocks.ts';
import { todayWib } from '../../../shared/dates/wib.ts';
import type { SyncState } from '../../data/office.ts';
import type { HeaderForm } from './header-form.ts';

/** Something unusual about a header. It is shown at `field` and never blocks. */
export type HeaderWarning =
  | { readonly code: 'receivedBeforeLetter'; readonly field: 'received.date' }
  | { readonly code: 'letterInFuture'; readonly field: 'letterDate' }
  | { readonly code: 'receivedInFuture'; readonly field: 'received.date' }
  | { readonly code: 'otherYear'; readonly field: 'received.date'; readonly year: number };

/** Warnings for a header typed at `now` (ms since 1970, this PC's clock). */
export function headerWarnings(form: Pick<HeaderForm, 'received' | 'letterDate'>, now: number): HeaderWarning[] {
  const today = todayWib(now);
  const received = form.received.date !== null && isPlainDate(form.received.date) ? form.received.date : null;
  const letter = form.letterDate !== null && isPlainDate(form.letterDate) ? form.letterDate : null;
  const found: HeaderWarning[] = [];
  if (letter !== null && received !== null && received < letter) {
    found.push({ code: 'receivedBeforeLetter', field: 'received.date' });
  }
  if (letter !== null && letter > today) found.push({ code: 'letterInFuture', field: 'letterDate' });
  if (received !== null && received > today) found.push({ code: 'receivedInFuture', field: 'received.date' });
  if (received !== null && yearOf(received) !== yearOf(today)) {
    found.push({ code: 'otherYear', field: 'received.date', year: yearOf(received) });
  }
  return found;
}

/**
 * Whether today is in doubt for a letter received on that day: the clocks of PC and register are not of one day, and the
 * letter is of one of them. A day that neither of them says was typed by a person.
 */
export function dayInDoubt(received: string | null, now: number, skewMs: number | null): TwoClocks | null {
  const clocks = differingDays(now, skewMs);
  return clocks && (received === clocks.pc.date || received === clocks.office.date) ? clocks : null;
}

/** A clock that is off by more than a day or a year books into the wrong book: a person has to confirm the date. */
export function clockNeedsConfirmation({ clock }: Pick<SyncState, 'clock'>): boolean {
  return clock === 'far-off';
}
