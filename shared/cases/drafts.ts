import { sameFields } from './fields.ts';
import type { ActOf, CaseAct } from './case.ts';

type Draft = ActOf<'draft'>;
/** A form: the step, in one of its rounds. */
type Form = Pick<Draft, 'step' | 'round'>;

const isOf =
  ({ step, round }: Form) =>
  (act: CaseAct): act is Draft =>
    act.kind === 'draft' && act.step === step && act.round === round;

/** Whether a newer draft repeats everything that an older one of the same form, desk and account contained. */
function replaces(act: Draft, older: CaseAct): boolean {
  return (
    older.kind === 'draft' &&
    older.desk === act.desk &&
    older.by.account === act.by.account &&
    older.step === act.step &&
    older.round === act.round &&
    Object.keys(older.set).every((key) => key in act.set)
  );
}

/**
 * The acts with one more. A draft replaces those it repeats: a form that is saved with every field would otherwise fill
 * the case with its own past. Every other act stays for ever.
 */
export function withAct(acts: readonly CaseAct[], act: CaseAct): readonly CaseAct[] {
  const kept = act.kind === 'draft' ? acts.filter((older) => !replaces(act, older)) : acts;
  return [...kept, act];
}

/** Of each field of a form, the last draft of another account that has it. */
export function lastOfOthers(acts: readonly CaseAct[], form: Form, account: string): Readonly<Record<string, string>> {
  const others = acts.filter(isOf(form)).filter(({ by }) => by.account !== account);
  return Object.fromEntries(others.flatMap(({ id, set }) => Object.keys(set).map((key) => [key, id] as const)));
}

/** A field two people wrote at the same time: the draft that stands, and the one its author had not seen. */
export interface DraftClash {
  readonly key: string;
  readonly kept: Draft;
  readonly lost: Draft;
}

/** Every field of a draft that stands in the place of what somebody else wrote meanwhile; the acts as they came. */
export function draftClashes(acts: readonly CaseAct[]): readonly DraftClash[] {
  return acts.flatMap((kept, at): readonly DraftClash[] => {
    if (kept.kind !== 'draft' || !kept.over) return [];
    const before = acts.slice(0, at).filter(isOf(kept));
    return Object.entries(kept.over).flatMap(([key, seen]) => {
      const unseen = before.slice(before.findIndex(({ id }) => id === seen) + 1);
      const lost = unseen.findLast(({ by, set }) => by.account !== kept.by.account && key in set);
      return lost && !sameFields(lost.set[key], kept.set[key]) ? [{ key, kept, lost }] : [];
    });
  });
}

/** Clashes of a form that nobody has settled by writing the field again since, by field. */
export function openClashes(acts: readonly CaseAct[], form: Form): ReadonlyMap<string, DraftClash> {
  const drafts = acts.filter(isOf(form));
  const open = draftClashes(drafts).filter(({ key, kept }) => drafts.findLast(({ set }) => key in set)?.id === kept.id);
  return new Map(open.map((clash) => [clash.key, clash]));
}
