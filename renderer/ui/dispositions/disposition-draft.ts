import { isPlainDate } from '../../../shared/dates/plain-date.ts';
import type { Recipient } from '../../../shared/letters/facts.ts';
import type { TypedDate } from '../kit/index.ts';

/** A disposition being written. */
export interface DispositionDraft {
  readonly from: string | null;
  readonly to: readonly Recipient[];
  /** Ticked lines of the master list. */
  readonly ticked: readonly string[];
  /** One more instruction in free words. */
  readonly free: string;
  readonly note: string;
  readonly date: TypedDate;
}

/** Recipients whose due day lies before the day of the paraf: said, never forbidden. */
export function dueBeforeDate(draft: DispositionDraft): readonly string[] {
  const { date } = draft;
  if (date === null || !isPlainDate(date)) return [];
  return draft.to.filter(({ due }) => due !== null && isPlainDate(due) && due < date).map(({ position }) => position);
}

/** Instructions in the order of the master list, the free one last, none twice. */
export function instructionsOf(draft: DispositionDraft, listed: readonly string[]): readonly string[] {
  const free = draft.free.trim();
  const ticked = [
    ...listed.filter((text) => draft.ticked.includes(text)),
    ...draft.ticked.filter((t) => !listed.includes(t)),
  ];
  return [...new Set(free === '' ? ticked : [...ticked, free])];
}

export function isTouched(draft: DispositionDraft): boolean {
  return draft.to.length > 0 || draft.ticked.length > 0 || draft.free.trim() !== '' || draft.note.trim() !== '';
}

/** Chooses a recipient or takes it away; a due day given for one stays with it. */
export function withRecipient(to: readonly Recipient[], position: string, chosen: boolean): readonly Recipient[] {
  const known = to.some((recipient) => recipient.position === position);
  if (chosen) return known ? to : [...to, { position, due: null }];
  return to.filter((recipient) => recipient.position !== position);
}

export function withDue(to: readonly Recipient[], position: string, due: TypedDate): readonly Recipient[] {
  return to.map((recipient) => (recipient.position === position ? { ...recipient, due } : recipient));
}

/** The field of the form that a path of the command means. */
export function dispositionField(path: string): string | null {
  const [head = ''] = path.split('.');
  return ['from', 'to', 'note', 'date'].includes(head) ? head : head === 'instructions' ? 'free' : null;
}
