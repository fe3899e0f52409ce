import { addDays, addMonths, daysBetween, type PlainDate } from '../dates/plain-date.ts';
import type { ServiceDefinition } from '../services/definition.ts';
import type { Wait } from './case.ts';

/** Calendar months from receipt, end of month clamped; never restarted by a way back, never stopped by waiting. */
export function dueDate(service: Pick<ServiceDefinition, 'months'>, received: PlainDate): PlainDate {
  return addMonths(received, service.months);
}

/**
 * Until when each step would have to end for the whole to be in time: the span by the plan days of the steps, in equal parts
 * where one has none.
 */
export function plannedDates({ steps, months }: ServiceDefinition, received: PlainDate): readonly PlainDate[] {
  const span = daysBetween(received, dueDate({ months }, received));
  const days = steps.map(({ plan }) => plan);
  const parts = days.every((part) => part !== undefined) ? days : steps.map(() => 1);
  const whole = parts.reduce((sum, part) => sum + part, 0);
  let passed = 0;
  return parts.map((part) => {
    passed += part;
    return addDays(received, Math.floor((span * passed) / whole));
  });
}

/** Until when a step is planned to end. */
export function plannedEnd(service: ServiceDefinition, received: PlainDate, step: string): PlainDate {
  const at = service.steps.findIndex(({ code }) => code === step);
  return plannedDates(service, received)[at] ?? dueDate(service, received);
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
