import type { Refusal } from '../../../shared/refusal.ts';
import type { Entry } from '../entry/use-entry.ts';
import { refusalText, type Texts } from '../texts/index.ts';
import type { KnownCase } from '../office/case-states.ts';

/** What every dialog about a case is given. */
export interface CaseDialogProps {
  readonly known: KnownCase;
  readonly entry: Entry;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The error at a field of a dialog; the last field also shows errors that belong to none. */
export function entryError(t: Texts, entry: Entry, field: string, last = false): string | null {
  const of = ({ field: at }: Refusal): boolean => at?.replace(/^act\./, '') === field;
  // An entry that is too large may name a field that no field of the dialog shows.
  const ofNone = ({ field: at, code }: Refusal): boolean => at === undefined || code === 'ENTRY_TOO_LARGE';
  const refusal = entry.refusals.find(of) ?? (last ? entry.refusals.find(ofNone) : undefined);
  if (refusal) return refusalText(t, refusal);
  return last && entry.failed ? t('letters.register.failed') : null;
}
