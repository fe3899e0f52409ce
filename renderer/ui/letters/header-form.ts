import type { RegisterArgs } from '../../../shared/letters/register.ts';
import { sameValue } from '../../../shared/commands/merge-fields.ts';
import type { LetterHeader, Security, Urgency } from '../../../shared/letters/letter.ts';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import type { DayAnswer } from '../../../shared/dates/two-clocks.ts';
import type { WibMoment } from '../../../shared/dates/wib.ts';

/**
 * A letter's header while it is being typed. Same shape and names as {@link LetterHeader}, so that the field a refusal
 * names is the field on the screen; mutable and with dates that may still be missing.
 */
export interface HeaderForm {
  received: { date: PlainDate | null; time: string };
  sender: { agencyId: string | null; name: string };
  letterNumber: string;
  letterDate: PlainDate | null;
  subject: string;
  attachments: string;
  urgency: Urgency;
  security: Security;
  classification: string;
  delivery: string;
  externalNumber: string;
  remark: string;
  addressedTo: string[];
}

export const headerFields = [
  'received',
  'sender',
  'letterNumber',
  'letterDate',
  'subject',
  'attachments',
  'urgency',
  'security',
  'classification',
  'delivery',
  'externalNumber',
  'remark',
  'addressedTo',
] as const satisfies readonly (keyof LetterHeader)[];

/** An empty form: received now, addressed to the head of the office. */
export function emptyHeader(now: WibMoment, head: string | null): HeaderForm {
  return {
    received: { date: now.date, time: now.time },
    sender: { agencyId: null, name: '' },
    letterNumber: '',
    letterDate: null,
    subject: '',
    attachments: '',
    urgency: 'biasa',
    security: 'biasa',
    classification: '',
    delivery: '',
    externalNumber: '',
    remark: '',
    addressedTo: head === null ? [] : [head],
  };
}

export function headerOf(letter: LetterHeader): HeaderForm {
  return {
    received: { ...letter.received },
    sender: { ...letter.sender },
    letterNumber: letter.letterNumber,
    letterDate: letter.letterDate,
    subject: letter.subject,
    attachments: letter.attachments,
    urgency: letter.urgency,
    security: letter.security,
    classification: letter.classification,
    delivery: letter.delivery,
    externalNumber: letter.externalNumber,
    remark: letter.remark,
    addressedTo: [...letter.addressedTo],
  };
}

/** `8.5`, `0805`, `08.05` and `08:05` all mean `08:05`; anything else stays as typed, for the command to refuse. */
export function clockInput(text: string): string {
  const match = /^(\d{1,2})[.:](\d{1,2})$/.exec(text.trim()) ?? /^(\d{2})(\d{2})$/.exec(text.trim());
  if (!match?.[1] || !match[2]) return text.trim();
  return `${match[1].padStart(2, '0')}:${match[2].padStart(2, '0')}`;
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

/** Whether a person typed anything worth keeping; receipt and addressee are filled in by the program. */
export function hasTyped(form: HeaderForm): boolean {
  const { sender, letterNumber, letterDate, subject, attachments, classification, delivery, externalNumber, remark } =
    form;
  const words = [sender.name, letterNumber, subject, attachments, classification, delivery, externalNumber, remark];
  return letterDate !== null || words.some((text) => text.trim() !== '');
}
