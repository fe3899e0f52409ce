import type { AgencyCase } from '../../../shared/cases/agency-case.ts';
import { isEnded, turnOf } from '../../../shared/cases/case-line.ts';
import { dueDate } from '../../../shared/cases/clock.ts';
import { daysBetween, type PlainDate } from '../../../shared/dates/plain-date.ts';
import type { ServiceDefinition, StepDefinition } from '../../../shared/services/definition.ts';
import { serviceByCode } from '../../../shared/services/standard.ts';

/** A case with what a page of its agency says about it on one day. */
export interface AgencyLine {
  readonly found: AgencyCase;
  readonly service: ServiceDefinition;
  readonly step: StepDefinition;
  /** Which time the present step is done. */
  readonly turn: number;
  readonly due: PlainDate;
  /** Days to the due date, from the day it ended where it has. */
  readonly left: number;
}

/** Null for a case of a service or a step this version does not know. */
export function agencyLine(found: AgencyCase, day: PlainDate): AgencyLine | null {
  const service = serviceByCode(found.service);
  const step = service?.steps.find(({ code }) => code === found.step);
  if (!service || !step) return null;
  const records = found.done.map((record) => ({ ...record, aside: false }));
  const due = dueDate(service, found.received);
  const measured = isEnded(found) ? (found.done.at(-1)?.on ?? day) : day;
  const turn = turnOf({ records }, step.code, found.round);
  return { found, service, step, turn, due, left: daysBetween(measured, due) };
}

const rank = ({ found }: AgencyLine): number => (isEnded(found) ? 2 : found.asked.length > 0 ? 0 : 1);

/** What is asked of the agency first, then what runs by its due date, then what has ended, the newest first. */
export function byAsking(a: AgencyLine, b: AgencyLine): number {
  const order = a.due < b.due ? -1 : a.due > b.due ? 1 : 0;
  return rank(a) - rank(b) || (rank(a) === 2 ? -order : order);
}
