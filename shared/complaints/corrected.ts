import type { Stamp } from '../letters/facts.ts';
import type { Complaint, ComplaintAct, ComplaintCorrection } from './complaint.ts';

const known = new WeakMap<Complaint, Complaint>();

type Part = Complaint | ComplaintAct;
type EnteredOf<T> = Exclude<keyof T, keyof Stamp | 'kind'>;

/** What was entered of the complaint itself and can be entered otherwise; links have an act of their own. */
const ofComplaint: readonly (keyof Complaint)[] = [
  ...(['received', 'kind', 'channel', 'trackingId', 'reporter'] as const),
  ...(['subject', 'text', 'class'] as const),
];

/** The same of each act: never what kind of act it is, nor who recorded it and when. */
const ofAct: {
  readonly [K in ComplaintAct['kind']]: readonly EnteredOf<Extract<ComplaintAct, { readonly kind: K }>>[];
} = {
  classify: ['class'],
  assign: ['position'],
  'follow-up': ['on', 'text'],
  reply: ['on', 'text', 'number'],
  'pass-on': ['to', 'on', 'reason'],
  close: ['on', 'note'],
  reopen: ['on', 'reason'],
  link: [],
  correct: [],
};

/** The fields a correction may set of a complaint or of one of its acts; of a reporter nobody named there is none. */
export function correctableFields(part: Part): ReadonlySet<string> {
  if ('acts' in part) return new Set(ofComplaint.filter((key) => key !== 'reporter' || !part.anonymous));
  // An act of a kind this program does not know has none either.
  return new Set(Object.hasOwn(ofAct, part.kind) ? ofAct[part.kind] : []);
}

/** A part with other values; what is no field of it is left out, also of a correction that was taken before. */
export function withValues<T extends Part>(part: T, set: Readonly<Record<string, unknown>>): T {
  const fields = correctableFields(part);
  return { ...part, ...Object.fromEntries(Object.entries(set).filter(([key]) => fields.has(key))) };
}

/** The corrections of a complaint, in the order in which they came. */
export function correctionsOf({ acts }: Pick<Complaint, 'acts'>): readonly ComplaintCorrection[] {
  return acts.filter((act) => act.kind === 'correct');
}

/** Acts that were taken back, by id. */
export function undoneActs(complaint: Pick<Complaint, 'acts'>): ReadonlySet<string> {
  return new Set(correctionsOf(complaint).flatMap(({ of, undo }) => (undo === true ? [of] : [])));
}

/** What was entered of an act, or of the complaint where it is its id, as it stands after its corrections. */
export function correctedAct<T extends Part>(complaint: Pick<Complaint, 'acts'>, act: T): T {
  return correctionsOf(complaint)
    .filter(({ of }) => of === act.id)
    .reduce((now, { set }) => withValues(now, set), act);
}

/** A complaint as its corrections say it was: what was taken back is gone, and so are the corrections. */
export function asCorrected(complaint: Complaint): Complaint {
  if (correctionsOf(complaint).length === 0) return complaint;
  const before = known.get(complaint);
  if (before) return before;
  const undone = undoneActs(complaint);
  const acts = complaint.acts.flatMap((act) =>
    act.kind === 'correct' || undone.has(act.id) ? [] : [correctedAct(complaint, act)],
  );
  const corrected = { ...correctedAct(complaint, complaint), acts };
  known.set(complaint, corrected);
  return corrected;
}
