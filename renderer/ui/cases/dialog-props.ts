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
  const refusal = entry.refusals.find(of) ?? (last ? entry.refusals.find((one) => one.field === undefined) : undefined);
  if (refusal) return refusalText(t, refusal);
  return last && entry.failed ? t('letters.register.failed') : null;
}
