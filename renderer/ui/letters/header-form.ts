import type { RegisterArgs } from '../../../shared/letters/register.ts';
import { sameValue } from '../../../shared/commands/merge-fields.ts';
import { letterHeader, type HeaderName, type LetterHeader } from '../../../shared/letters/header.ts';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import type { DayAnswer } from '../../../shared/dates/two-clocks.ts';
import type { WibMoment } from '../../../shared/dates/wib.ts';

type Mutable<T> = T extends readonly (infer E)[]
  ? Mutable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

/**
 * A letter's header while it is being typed. Same shape and names as {@link LetterHeader}, so that the field a refusal
 * names is the field on the screen; mutable and with a date of receipt that may still be missing.
 */
export type HeaderForm = {
  [F in HeaderName]: F extends 'received' ? { date: PlainDate | null; time: string } : Mutable<LetterHeader[F]>;
};

export const headerFields = letterHeader.names;

/** An empty form: received now, addressed to the head of the office. */
export function emptyHeader(now: WibMoment, head: string | null): HeaderForm {
  const received = { date: now.date, time: now.time };
  return { ...headerOf(letterHeader.blank), received, addressedTo: head === null ? [] : [head] };
}

export function headerOf(letter: LetterHeader): HeaderForm {
  return structuredClone(letterHeader.of(letter)) as HeaderForm;
}

/** `8.5`, `0805`, `08.05` and `08:05` all mean `08:05`; anything else stays as typed, for the command to refuse. */
export function clockInput(text: string): string {
  const match = /^(\d{1,2})[.:](\d{1,2})$/.exec(text.trim()) ?? /^(\d{2})(\d{2})$/.exec(text.trim());
  if (!match?.[1] || !match[2]) return text.trim();
  return `${match[1].padStart(2, '0')}:${match[2].padStart(2, '0')}`;
}

/** The time of a form as the office writes it, with a dot; while it is typed it is what was typed. */
export function shownClock(time: string): string {
  return /^\d{2}:\d{2}$/.test(time) ? time.replace(':', '.') : time;
}

/** The form as the header the commands take; a missing date becomes an empty one, which they refuse by name. */
export function headerArgs(form: HeaderForm): LetterHeader {
  return { ...form, received: { date: form.received.date ?? '', time: clockInput(form.received.time) } };
}

export function registerArgs(
  form: HeaderForm,
  letterId: string,
  duplicateReason: string | null,
  dayAsked: DayAnswer | null = null,
): RegisterArgs {
  const header = { ...headerArgs(form), addressedTo: [...form.addressedTo] };
  return { letterId, ...header, duplicateReason, ...(dayAsked ? { dayAsked } : {}) };
}

/** The fields of a correction: only what differs from the letter as it was when the form was opened. */
export function changedFields(before: LetterHeader, form: HeaderForm): Partial<LetterHeader> {
  const after = headerArgs(form);
  const changed = headerFields.filter((field) => !sameValue(headerOf(before)[field], after[field]));
  return Object.fromEntries(changed.map((field) => [field, after[field]]));
}

/** Fields of plain text: what a person typed stands in them as it was typed. */
export const textFields = headerFields.filter((field) => letterHeader.blank[field] === '');

/** Whether a person typed anything worth keeping; receipt and addressee are filled in by the program. */
export function hasTyped(form: HeaderForm): boolean {
  const words: readonly unknown[] = [form.sender.name, ...textFields.map((field) => form[field])];
  return form.letterDate !== null || words.some((text) => typeof text === 'string' && text.trim() !== '');
}
