import { daysBetween, type PlainDate } from '../dates/plain-date.ts';
import type { Letter } from '../letters/letter.ts';
import type { ServiceDefinition, StepDefinition } from '../services/definition.ts';
import type { CaseState, StepRecord, Wait } from './case.ts';
import { plannedDates } from './clock.ts';
import { derivedRecords } from './derived.ts';

/** A round of a step: from the end of what was done before it, or of the wait it continues, to its own end. */
interface TimelineRound {
  readonly round: number;
  readonly from: PlainDate;
  readonly on: PlainDate;
  /** Null: the letter states it. */
  readonly record: StepRecord | null;
}

/** A step on the way of a case: from when until when it was planned, and when it began and ended in each round. */
export interface TimelineStep {
  readonly step: StepDefinition;
  readonly plannedFrom: PlainDate;
  readonly planned: PlainDate;
  /** Records that count, oldest first; the day of a derived step comes from the letter. */
  readonly rounds: readonly TimelineRound[];
  /** Since when it is done now; null: it is not, or the agency is waited for. */
  readonly since: PlainDate | null;
  /** It is to be done now. */
  readonly present: boolean;
  readonly waits: readonly Wait[];
  /**
   * Days after the plan in which it ended last, or up to `day` while it is due; negative: earlier. Null: not yet due, or it
   * ended before the clock began, where nothing can be early.
   */
  readonly behind: number | null;
}

interface End {
  readonly step: StepDefinition;
  readonly on: PlainDate;
  readonly record: StepRecord | null;
}

/** Every end of a step that counts, in the order in which they were recorded; what the letter states comes first. */
function endsOf(service: ServiceDefinition, state: CaseState, letter: Letter | null): readonly End[] {
  const named = (code: string): StepDefinition | undefined => service.steps.find((step) => step.code === code);
  const stated = letter ? derivedRecords(service, letter) : [];
  return [
    ...stated.flatMap(({ step: code, done }) => {
      const step = named(code);
      return step === undefined || done === null ? [] : [{ step, on: done, record: null }];
    }),
    ...state.records.flatMap((record) => {
      const step = named(record.step);
      return step === undefined || step.derived !== undefined || record.aside
        ? []
        : [{ step, on: record.finishedOn, record }];
    }),
  ];
}

const latest = (days: readonly PlainDate[]): PlainDate => days.reduce((one, other) => (other > one ? other : one));

/** Since when a step could be done that follows what ended on `ended`: papers that came back later open it again. */
function begunBy(ended: PlainDate, waits: CaseState['waits'], day: PlainDate): PlainDate {
  const back = waits.flatMap(({ until }) => (until === null || until > day ? [] : [until]));
  return latest([ended, ...back]);
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
  const running = state.phase === 'active' || state.phase === 'waiting';
  const rounds = new Map<string, TimelineRound[]>();
  let ended = received;
  for (const { step, on, record } of endsOf(service, state, letter)) {
    const begun = begunBy(ended, state.waits, on);
    const one = { round: record?.round ?? 1, from: begun < on ? begun : on, on, record };
    rounds.set(step.code, [...(rounds.get(step.code) ?? []), one]);
    ended = latest([ended, on]);
  }
  return service.steps.map((step, at): TimelineStep => {
    const until = planned[at] ?? received;
    const done = rounds.get(step.code) ?? [];
    const present = running && step.code === state.step;
    const last = done.at(-1)?.on ?? null;
    const measured = present ? day : last;
    const early = present || step.derived === 'submission' || (measured !== null && measured < received);
    return {
      step,
      plannedFrom: planned[at - 1] ?? received,
      planned: until,
      rounds: done,
      since: present && state.phase === 'active' ? begunBy(ended, state.waits, day) : null,
      present,
      waits: state.waits.filter((wait) => wait.step === step.code),
      behind: measured === null || (early && measured <= until) ? null : daysBetween(until, measured),
    };
  });
}
