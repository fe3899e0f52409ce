import type { ActOf, CaseAct } from './case.ts';

/** Whether a newer draft repeats everything that an older one of the same form, desk and account contained. */
function replaces(act: ActOf<'draft'>, older: CaseAct): boolean {
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
