import { isSecret, securities, urgencies } from '../../../shared/letters/letter.ts';
import type { Drafts } from '../../data/office.ts';
import { hasTyped, textFields, type HeaderForm } from './header-form.ts';

/** What a form keeps until its entry is confirmed: the text, and the ids that make a repeated save the same save. */
export interface LetterDraft {
  readonly opId: string;
  readonly letterId: string;
  readonly form: HeaderForm;
  readonly duplicateReason: string;
}

const keyOf = (account: string): string => `lembar.draft.letter.${account}`;

/**
 * Saves the draft of an account, or deletes it when it is empty. A secret letter is never kept outside memory. Returns
 * whether it was saved; a full or forbidden storage is no reason to disturb the person typing.
 */
export function keepDraft(storage: Drafts, account: string, draft: LetterDraft): boolean {
  try {
    if (isSecret(draft.form.security) || !hasTyped(draft.form)) {
      storage.removeItem(keyOf(account));
      return false;
    }
    storage.setItem(keyOf(account), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(storage: Drafts, account: string): void {
  try {
    storage.removeItem(keyOf(account));
  } catch {
    // Nothing was saved where nothing can be removed.
  }
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
export function readDraft(storage: Drafts, account: string, empty: HeaderForm): LetterDraft | null {
  try {
    const raw = JSON.parse(storage.getItem(keyOf(account)) ?? 'null') as Record<string, unknown> | null;
    if (raw === null || !isText(raw['opId']) || !isText(raw['letterId'])) return null;
    const form = repairedForm((raw['form'] ?? {}) as Record<string, unknown>, empty);
    const reason = isText(raw['duplicateReason']) ? raw['duplicateReason'] : '';
    return { opId: raw['opId'], letterId: raw['letterId'], form, duplicateReason: reason };
  } catch {
    return null;
  }
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
