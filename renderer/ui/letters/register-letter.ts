import type { DayAnswer } from '../../../shared/dates/two-clocks.ts';
import type { Agenda, Letter } from '../../../shared/letters/letter.ts';
import { sameValue } from '../../../shared/commands/merge-fields.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { Position } from '../../../shared/people/people.ts';
import type { Right } from '../../../shared/people/people.ts';
import type { Office } from '../../data/office.ts';
import type { LetterDraft } from './draft.ts';
import { headerArgs, registerArgs } from './header-form.ts';

/** The outcome of an attempt to book. */
export type Booking =
  | { readonly kind: 'saved'; readonly agenda: Agenda | null }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  /** These ids already belong to another letter, booked from another window: new ids are needed. */
  | { readonly kind: 'taken' };

/** The account's position that gives it a right today, so that the record names the office it was used from. */
export function actingWith(office: Office, right: Right): string | undefined {
  const mine = new Set(office.who().positions);
  return office.master<Position>('position').find(({ id, rights }) => mine.has(id) && rights.includes(right))?.id;
}

function sameText(letter: Letter, draft: LetterDraft): boolean {
  const { sender, letterNumber, letterDate, subject } = headerArgs(draft.form);
  const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
  return (
    flat(letter.sender.name) === flat(sender.name) &&
    flat(letter.letterNumber) === flat(letterNumber) &&
    sameValue(letter.letterDate, letterDate) &&
    flat(letter.subject) === flat(subject)
  );
}

/** The letter of a draft if it was booked already: after a crash before the confirmation, or in another window. */
export async function bookedBefore(office: Office, draft: LetterDraft): Promise<'no' | 'same' | 'other'> {
  const letter = await office.get<Letter>('letter', draft.letterId);
  return letter === null ? 'no' : sameText(letter, draft) ? 'same' : 'other';
}

/** Books the draft under its own ids: however often it is called, one letter stands in the book. */
export async function book(
  office: Office,
  draft: LetterDraft,
  duplicate: boolean,
  dayAsked: DayAnswer | null = null,
  sure?: readonly string[],
): Promise<Booking> {
  const before = await bookedBefore(office, draft);
  if (before === 'other') return { kind: 'taken' };
  if (before === 'same') {
    const letter = await office.get<Letter>('letter', draft.letterId);
    return { kind: 'saved', agenda: letter?.agenda ?? null };
  }
  const acting = actingWith(office, 'book');
  const args = registerArgs(draft.form, draft.letterId, duplicate ? draft.duplicateReason : null, dayAsked);
  const result = await office.run('letter.register', sure === undefined ? args : { ...args, sure }, {
    opId: draft.opId,
    ...(acting === undefined ? {} : { acting }),
  });
  return result.ok ? { kind: 'saved', agenda: result.value.agenda } : { kind: 'refused', refusals: result.error };
}
