import { addDays, addMonths, daysBetween, type PlainDate } from '../dates/plain-date.ts';
import type { ServiceDefinition } from '../services/definition.ts';
import type { Wait } from './case.ts';

/** Calendar months from receipt, end of month clamped; never restarted by a way back, never stopped by waiting. */
export function dueDate(service: ServiceDefinition, received: PlainDate): PlainDate {
  return addMonths(received, service.months);
}

/** Until when each step would have to end for the whole to be in time: the span in equal parts. */
export function plannedDates(service: ServiceDefinition, received: PlainDate): readonly PlainDate[] {
  const span = daysBetween(received, dueDate(service, received));
  return service.steps.map((_, i) => addDays(received, Math.floor((span * (i + 1)) / service.steps.length)));
}

export type Lateness = 'in-time' | 'soon' | 'late';

/** A fortnight before the end a case is `soon` due. */
const soonDays = 14;

/** How an open case stands against its due date; an ended one is measured by the day it ended. */
export function lateness(due: PlainDate, day: PlainDate): Lateness {
  const left = daysBetween(day, due);
  return left < 0 ? 'late' : left <= soonDays ? 'soon' : 'in-time';
}

type Waits = { readonly waits: readonly Pick<Wait, 'from' | 'until'>[] };

/** Days a case waited for its agency up to a day; shown beside the clock, not taken off it. */
export function daysWaited({ waits }: Waits, day: PlainDate): number {
  return waits.reduce((sum, { from, until }) => sum + Math.max(0, daysBetween(from, until ?? day)), 0);
}
