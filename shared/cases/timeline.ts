import { daysBetween, type PlainDate } from '../dates/plain-date.ts';
import type { Letter } from '../letters/letter.ts';
import type { ServiceDefinition, StepDefinition } from '../services/definition.ts';
import type { CaseState, StepRecord, Wait } from './case.ts';
import { plannedDates } from './clock.ts';
import { derivedRecords } from './derived.ts';

/** A step on the way of a case: until when it was planned, and when it ended in each round. */
export interface TimelineStep {
  readonly step: StepDefinition;
  readonly planned: PlainDate;
  /** Records that count, oldest first; the day of a derived step comes from the letter. */
  readonly rounds: readonly { readonly round: number; readonly on: PlainDate; readonly record: StepRecord | null }[];
  /** It is to be done now. */
  readonly present: boolean;
  readonly waits: readonly Wait[];
  /** Days after the plan in which it ended last, or up to `day` while it is due; negative: earlier. Null: not yet due. */
  readonly behind: number | null;
}

function roundsOf(step: StepDefinition, state: CaseState): TimelineStep['rounds'] {
  return state.records
    .filter((record) => record.step === step.code && !record.aside)
    .map((record) => ({ round: record.round, on: record.finishedOn, record }));
}

/** The whole way of a case, planned against actual. `letter` null: it is not here, so what derives from it is unknown. */
export function timeline(
  service: ServiceDefinition,
  state: CaseState,
  received: PlainDate,
  letter: Letter | null,
  day: PlainDate,
): readonly TimelineStep[] {
  const planned = plannedDates(service, received);
  const derived = letter ? derivedRecords(service, letter) : [];
  const running = state.phase === 'active' || state.phase === 'waiting';
  return service.steps.map((step, at): TimelineStep => {
    const until = planned[at] ?? received;
    const known = derived.find((record) => record.step === step.code)?.done ?? null;
    const rounds =
      step.derived === undefined
        ? roundsOf(step, state)
        : known === null
          ? []
          : [{ round: 1, on: known, record: null }];
    const present = running && step.code === state.step;
    const last = rounds.at(-1)?.on ?? null;
    const measured = present ? day : last;
    return {
      step,
      planned: until,
      rounds,
      present,
      waits: state.waits.filter((wait) => wait.step === step.code),
      behind: measured === null || (present && measured <= until) ? null : daysBetween(until, measured),
    };
  });
}
