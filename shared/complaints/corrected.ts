import type { Complaint, ComplaintAct, ComplaintCorrection } from './complaint.ts';

const known = new WeakMap<Complaint, Complaint>();

const setOn = <T extends object>(target: T, set: Readonly<Record<string, unknown>>): T => ({
  ...target,
  ...Object.fromEntries(Object.entries(set).filter(([key]) => Object.hasOwn(target, key))),
});

/** The corrections of a complaint, in the order in which they came. */
export function correctionsOf({ acts }: Pick<Complaint, 'acts'>): readonly ComplaintCorrection[] {
  return acts.filter((act) => act.kind === 'correct');
}

/** Acts that were taken back, by id. */
export function undoneActs(complaint: Pick<Complaint, 'acts'>): ReadonlySet<string> {
  return new Set(correctionsOf(complaint).flatMap(({ of, undo }) => (undo === true ? [of] : [])));
}

/** What was entered of an act, or of the complaint where it is its id, as it stands after its corrections. */
export function correctedAct<T extends Complaint | ComplaintAct>(complaint: Pick<Complaint, 'acts'>, act: T): T {
  return correctionsOf(complaint)
    .filter(({ of }) => of === act.id)
    .reduce((now, { set }) => setOn(now, set), act);
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
