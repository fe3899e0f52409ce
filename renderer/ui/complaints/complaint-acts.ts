import { complaintActName } from '../../../shared/complaints/commands.ts';
import type { Complaint, ComplaintAct } from '../../../shared/complaints/complaint.ts';
import type { Office } from '../../data/office.ts';
import { allowedOf } from '../office/allowed.ts';
import type { TypedDate } from '../kit/index.ts';
import type { TextKey } from '../texts/index.ts';
import type { About } from './AboutFields.tsx';

/** Acts with a button of their own; corrections begin at what they correct. */
export type ActKind = Exclude<ComplaintAct['kind'], 'correct'>;

/** In the order of the work. */
export const actKinds = [
  'assign',
  'follow-up',
  'reply',
  'close',
  'pass-on',
  'classify',
  'link',
  'reopen',
] as const satisfies readonly ActKind[];

/** Everything the dialog of an act may ask for; each act uses its own part of it. */
export interface ActForm {
  readonly class: string;
  readonly position: string | null;
  readonly on: TypedDate;
  readonly text: string;
  readonly number: string;
  readonly to: string;
  readonly about: About;
  /** Of a correction: the subject of the complaint itself, whether the act is taken back, and why. */
  readonly subject: string;
  readonly undo: boolean;
  readonly why: string;
}

/** The fields of acts; those of a correction stand in its own dialog. */
export type ActFieldName = Exclude<keyof ActForm, 'subject' | 'undo' | 'why'>;

/** What an act asks for, in the order of its dialog. `text` is labelled as the act calls it. */
export const actFields: Readonly<Record<ActKind, readonly ActFieldName[]>> = {
  classify: ['class'],
  assign: ['position'],
  'follow-up': ['on', 'text'],
  reply: ['on', 'number', 'text'],
  'pass-on': ['to', 'on', 'text'],
  close: ['on', 'text'],
  reopen: ['on', 'text'],
  link: ['about'],
};

export const textLabel: Readonly<Record<ActKind, TextKey>> = {
  classify: 'complaints.field.note',
  assign: 'complaints.field.note',
  'follow-up': 'complaints.field.followUp',
  reply: 'complaints.field.reply',
  'pass-on': 'complaints.field.reason',
  close: 'complaints.field.note',
  reopen: 'complaints.field.reason',
  link: 'complaints.field.note',
};

/** The links a person changed; other links that another desk changed meanwhile stay. */
function changed(about: About, before: About | null): Partial<About> {
  const differs = ([key, value]: [string, unknown]): boolean => before?.[key as keyof About] !== value;
  return Object.fromEntries(Object.entries(about).filter(differs));
}

/** The act as its command takes it. A missing date or position becomes an empty one, which the command refuses by name. */
function actOf(kind: ActKind, form: ActForm, before: About | null): Readonly<Record<string, unknown>> {
  const on = form.on ?? '';
  switch (kind) {
    case 'classify':
      return { class: form.class };
    case 'assign':
      return { position: form.position ?? '' };
    case 'follow-up':
      return { on, text: form.text };
    case 'reply':
      return { on, text: form.text, number: form.number };
    case 'pass-on':
      return { to: form.to, on, reason: form.text };
    case 'close':
      return { on, note: form.text };
    case 'reopen':
      return { on, reason: form.text };
    case 'link':
      return changed(form.about, before);
  }
}

export const actCommand = (kind: ActKind): string => complaintActName(kind);

/** The arguments of an act; `before` are the links as the dialog found them. */
export function actArgs(kind: ActKind, complaintId: string, form: ActForm, before: About | null = null): unknown {
  return { complaintId, act: actOf(kind, form, before) };
}

/** The field of the dialog that a path of the command means: `reason` and `note` are typed into the text. */
export function actField(kind: ActKind, path: string): string | null {
  const name = path === 'reason' || path === 'note' ? 'text' : path;
  return actFields[kind].find((known) => known === name) ?? null;
}

/** What this account may do with a complaint now. */
export async function allowedActs(office: Office, { id }: Complaint): Promise<ReadonlySet<ActKind>> {
  const allowed = await allowedOf(office, actKinds.map(actCommand), { type: 'complaint', id });
  return new Set(actKinds.filter((kind) => allowed.has(actCommand(kind))));
}
