import type { Complaint } from '../../../shared/complaints/complaint.ts';
import type { Drafts } from '../../data/office.ts';
import { readDraft } from '../entry/drafts.ts';
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

/** The key of the draft in the account's drafts. */
export const draftKey = (place: string): string => `lembar.draft.complaint.${place}`;

/** What is kept of the input; null when nothing was typed. A secret complaint stays in memory alone. */
export function keptOf(draft: ComplaintDraft): ComplaintDraft | null {
  return draft.form.secret || !hasTyped(draft.form) ? null : draft;
}

/** Whether a complaint in the register is the one of this form: saved in another window, or just before the program ended. */
export function isSameComplaint(recorded: Complaint, form: ComplaintForm): boolean {
  const { text, subject, reporter } = recorded;
  const flat = (words: string): string => words.replace(/\s+/g, ' ').trim();
  return (
    flat(text) === flat(form.text) &&
    flat(subject) === flat(form.subject) &&
    (form.anonymous || flat(reporter.name) === flat(form.reporter.name))
  );
}

/** The draft under a key, or null when there is none or an unreadable one. */
export function readComplaintDraft(storage: Drafts, place: string, empty: ComplaintForm): ComplaintDraft | null {
  const { opId, complaintId, form } = readDraft(storage, draftKey(place)) ?? {};
  if (typeof opId !== 'string' || typeof complaintId !== 'string') return null;
  return { opId, complaintId, form: repairedComplaint((form ?? {}) as Record<string, unknown>, empty) };
}
