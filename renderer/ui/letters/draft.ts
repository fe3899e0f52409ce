import { isSecret, securities, urgencies } from '../../../shared/letters/letter.ts';
import type { Drafts } from '../../data/office.ts';
import { readDraft } from '../entry/drafts.ts';
import { hasTyped, textFields, type HeaderForm } from './header-form.ts';

/** What a form keeps until its entry is confirmed: the text, and the ids that make a repeated save the same save. */
export interface LetterDraft {
  readonly opId: string;
  readonly letterId: string;
  readonly form: HeaderForm;
  readonly duplicateReason: string;
}

/** The key of an account's draft in its drafts. */
export const draftKey = (account: string): string => `lembar.draft.letter.${account}`;

/** What is kept of the input; null when nothing was typed. A secret letter is never kept outside memory. */
export function keptOf(draft: LetterDraft): LetterDraft | null {
  return isSecret(draft.form.security) || !hasTyped(draft.form) ? null : draft;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Input of an older version may lack fields or have others: every member with the right shape is taken over. */
function repairedForm(raw: Record<string, unknown>, empty: HeaderForm): HeaderForm {
  const received = (raw['received'] ?? {}) as Record<string, unknown>;
  const sender = (raw['sender'] ?? {}) as Record<string, unknown>;
  const texts = textFields.map((field) => [field, isText(raw[field]) ? raw[field] : '']);
  return {
    ...empty,
    ...(Object.fromEntries(texts) as Partial<HeaderForm>),
    received: {
      date: isText(received['date']) ? received['date'] : empty.received.date,
      time: isText(received['time']) ? received['time'] : empty.received.time,
    },
    sender: {
      agencyId: isText(sender['agencyId']) ? sender['agencyId'] : null,
      name: isText(sender['name']) ? sender['name'] : '',
    },
    letterDate: isText(raw['letterDate']) ? raw['letterDate'] : null,
    urgency: urgencies.find((value) => value === raw['urgency']) ?? empty.urgency,
    security: securities.find((value) => value === raw['security']) ?? empty.security,
    addressedTo: Array.isArray(raw['addressedTo']) ? raw['addressedTo'].filter(isText) : empty.addressedTo,
  };
}

/** The account's draft, or null when there is none or none that can be read. */
export function letterDraft(storage: Drafts, account: string, empty: HeaderForm): LetterDraft | null {
  const { opId, letterId, form, duplicateReason } = readDraft(storage, draftKey(account)) ?? {};
  if (!isText(opId) || !isText(letterId)) return null;
  const repaired = repairedForm((form ?? {}) as Record<string, unknown>, empty);
  return { opId, letterId, form: repaired, duplicateReason: isText(duplicateReason) ? duplicateReason : '' };
}

/**
 * The draft from an entry that was refused or lost: its text under its own letter id, so that a sheet already printed
 * still fits, and a new operation. `args` are those of the booking, or the letter a restored server lost.
 */
export function draftAgain(args: unknown, opId: string, freshId: string, empty: HeaderForm): LetterDraft {
  const raw = args !== null && typeof args === 'object' ? (args as Record<string, unknown>) : {};
  const known = raw['letterId'] ?? raw['id'];
  const reason = raw['duplicateReason'];
  return {
    opId,
    letterId: isText(known) ? known : freshId,
    form: repairedForm(raw, empty),
    duplicateReason: isText(reason) ? reason : '',
  };
}
