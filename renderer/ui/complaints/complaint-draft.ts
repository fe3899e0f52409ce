import type { Drafts } from '../../data/office.ts';
import { hasTyped, repairedComplaint, type ComplaintForm } from './complaint-form.ts';

/** What the form keeps until its entry is confirmed: the text, and the ids that make a repeated save the same save. */
export interface ComplaintDraft {
  readonly opId: string;
  readonly complaintId: string;
  readonly form: ComplaintForm;
}

/** A complaint made from a letter has a key of its own: it never overwrites one that is being typed freely. */
export function draftPlace(account: string, letterId: string | undefined): string {
  return letterId === undefined ? account : `${account}.${letterId}`;
}

const keyOf = (place: string): string => `lembar.draft.complaint.${place}`;

/** Saves the draft under a key, or deletes it when it is empty. A secret one stays in memory alone. */
export function keepComplaintDraft(storage: Drafts, place: string, draft: ComplaintDraft): void {
  try {
    if (draft.form.secret || !hasTyped(draft.form)) storage.removeItem(keyOf(place));
    else storage.setItem(keyOf(place), JSON.stringify(draft));
  } catch {
    // A full or forbidden storage is no reason to disturb the person typing.
  }
}

export function dropComplaintDraft(storage: Drafts, place: string): void {
  try {
    storage.removeItem(keyOf(place));
  } catch {
    // Nothing was saved where nothing can be removed.
  }
}

/** The draft under a key, or null when there is none or an unreadable one. */
export function readComplaintDraft(storage: Drafts, place: string, empty: ComplaintForm): ComplaintDraft | null {
  try {
    const raw = JSON.parse(storage.getItem(keyOf(place)) ?? 'null') as Record<string, unknown> | null;
    const { opId, complaintId, form } = raw ?? {};
    if (typeof opId !== 'string' || typeof complaintId !== 'string') return null;
    return { opId, complaintId, form: repairedComplaint((form ?? {}) as Record<string, unknown>, empty) };
  } catch {
    return null;
  }
}
