import type { ActOf, CaseAct } from './case.ts';

type Finish = ActOf<'finish'>;
type Set = ActOf<'correct'>['set'];

/** A correction of a finished step, with what stood there before. */
export interface AppliedCorrection {
  readonly act: ActOf<'correct'>;
  readonly was: Set;
}

/** A finished step as it stands after its corrections. */
export interface CorrectedFinish {
  readonly finish: Finish;
  readonly corrections: readonly AppliedCorrection[];
  /** How many acts there were at the last correction: the papers it is judged by. */
  readonly seen: number;
  /** How many acts there were at the correction that gave it its outcome; null: it has the one it was recorded with. */
  readonly decided: number | null;
}

/** The record with other values; what is not named stays. */
export function withSet(finish: Finish, { fields, ...rest }: Set): Finish {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { ...finish, ...given, fields: { ...finish.fields, ...fields } };
}

function before(finish: Finish, { fields, ...rest }: Set): Set {
  const own = Object.fromEntries(Object.keys(fields ?? {}).map((key) => [key, finish.fields[key] ?? null]));
  const plain = Object.fromEntries(Object.keys(rest).map((key) => [key, finish[key as keyof typeof rest]]));
  return { ...plain, ...(fields ? { fields: own } : {}) };
}

/** Finished steps that were corrected, by the id of their record. */
export function correctedFinishes(acts: readonly CaseAct[]): ReadonlyMap<string, CorrectedFinish> {
  const found = new Map<string, CorrectedFinish>();
  for (const [at, act] of acts.entries()) {
    if (act.kind !== 'correct') continue;
    const known = found.get(act.of);
    const finish = known?.finish ?? acts.find((one): one is Finish => one.kind === 'finish' && one.id === act.of);
    if (!finish) continue;
    const corrections = [...(known?.corrections ?? []), { act, was: before(finish, act.set) }];
    const corrected = withSet(finish, act.set);
    const decided = corrected.outcome === finish.outcome ? (known?.decided ?? null) : at;
    found.set(act.of, { finish: corrected, corrections, seen: at, decided });
  }
  return found;
}
