import { daysBetween, type PlainDate } from '../dates/plain-date.ts';
import type { Agenda, Security } from '../letters/letter.ts';
import type { Actor, ServiceDefinition, StepDefinition } from '../services/definition.ts';
import { onTurn } from './actors.ts';
import { stepOf } from './case-state.ts';
import type { Case, CasePhase, CaseState, StepRecord } from './case.ts';
import { dueDate, lateness, plannedEnd, type Lateness } from './clock.ts';
import { caseNumber } from './number.ts';

/** What lists need of a case on one day. */
export interface CaseLine {
  readonly id: string;
  /** `APL-2026-0417` */
  readonly number: string;
  readonly title: string;
  readonly agency: string;
  /** Code and prefix of the service it is now. */
  readonly service: Pick<ServiceDefinition, 'code' | 'prefix' | 'title'>;
  readonly phase: CasePhase;
  /** The step to be done; of an ended case the last one. */
  readonly step: { readonly no: number; readonly title: string; readonly round: number; readonly turn: number };
  /** Who acts in that step, as the standard calls them. */
  readonly actors: readonly Actor[];
  /** Positions and people of the office whose turn it is; none while only the agency can act. */
  readonly positions: readonly string[];
  readonly people: readonly string[];
  /** While the step is the agency's alone: those of the office who continue the case after it and keep it in view. */
  readonly next: { readonly positions: readonly string[]; readonly people: readonly string[] };
  /** Nothing continues before the agency did its part: it brings papers, or the step is its own. */
  readonly agencyTurn: boolean;
  readonly due: PlainDate;
  /** Days from `day`, or from the day it ended, to the due date; negative when late. */
  readonly left: number;
  readonly lateness: Lateness;
  /** Until when the plan has the present step end, and by how many days that is past; 0: not past, or over. */
  readonly stepDue: PlainDate;
  readonly behindPlan: number;
  readonly security: Security;
}

const ended: ReadonlySet<CasePhase> = new Set(['done', 'reused', 'refused', 'withdrawn']);

export function isEnded({ phase }: { readonly phase: CasePhase }): boolean {
  return ended.has(phase);
}

/** The day a case ended: of its last record that counts, or of its withdrawal; null while it runs. */
export function endedOn(state: CaseState): PlainDate | null {
  if (!isEnded(state)) return null;
  if (state.withdrawn) return state.withdrawn.at.slice(0, 10);
  return state.records.findLast(({ aside }) => !aside)?.finishedOn ?? null;
}

/**
 * Which time this step is done in a round of the case: a step that a returned case reaches for the first time is done
 * for the first time, whatever round the case is in.
 */
export function turnOf(
  { records }: { readonly records: readonly Pick<StepRecord, 'step' | 'round' | 'aside'>[] },
  step: string,
  round: number,
): number {
  const earlier = records.filter((record) => record.step === step && !record.aside && record.round < round);
  return 1 + new Set(earlier.map((record) => record.round)).size;
}

function afterAgency(service: ServiceDefinition, state: CaseState, step: StepDefinition): CaseLine['next'] {
  if (step.actors.some(({ kind }) => kind !== 'agency')) return { positions: [], people: [] };
  const turns = step.outcomes.flatMap(({ to }) =>
    to.kind === 'step' ? [onTurn(stepOf(service, to.step), state)] : [],
  );
  return { positions: turns.flatMap(({ positions }) => positions), people: turns.flatMap(({ people }) => people) };
}

/** The line of a case; `agenda` of its letter, null while that is not here. */
export function caseLine(
  found: Case,
  state: CaseState,
  service: ServiceDefinition,
  agenda: Agenda | null,
  day: PlainDate,
): CaseLine {
  const step = stepOf(service, state.step);
  const { positions, people } = onTurn(step, state);
  const due = dueDate(service, found.received);
  const stepDue = plannedEnd(service, found.received, step.code);
  const measured = endedOn(state) ?? day;
  return {
    id: found.id,
    number: caseNumber(service, agenda),
    title: state.title,
    agency: found.agency.name,
    service: { code: service.code, prefix: service.prefix, title: service.title },
    phase: state.phase,
    step: { no: step.no, title: step.title, round: state.round, turn: turnOf(state, step.code, state.round) },
    actors: step.actors,
    positions,
    people,
    next: afterAgency(service, state, step),
    agencyTurn: state.phase === 'waiting' || (!isEnded(state) && step.actors.every(({ kind }) => kind === 'agency')),
    due,
    left: daysBetween(measured, due),
    lateness: lateness(due, measured),
    stepDue,
    behindPlan: isEnded(state) ? 0 : Math.max(0, daysBetween(stepDue, day)),
    security: found.security,
  };
}

/** Cases that run first, the most urgent on top; ended ones after them, those with the newest due date first. */
export function byUrgency(a: CaseLine, b: CaseLine): number {
  const over = Number(isEnded(a)) - Number(isEnded(b));
  if (over !== 0) return over;
  const order = a.due < b.due ? -1 : a.due > b.due ? 1 : a.number < b.number ? -1 : 1;
  return isEnded(a) ? -order : order;
}
