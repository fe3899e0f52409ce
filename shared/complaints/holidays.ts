import { yearOf, type PlainDate } from '../dates/plain-date.ts';
import type { Holiday } from '../office/master.ts';

/** The days that are no working days beside Saturday and Sunday; a day taken back by a later decree is one again. */
export function holidayDates(holidays: readonly Holiday[]): ReadonlySet<PlainDate> {
  return new Set(holidays.filter(({ closed }) => !closed).map(({ date }) => date));
}

/**
 * Years between two days, both included, for which the office has entered no day yet. Limits that reach into them are
 * counted by Saturdays and Sundays alone, which a screen has to state.
 */
export function yearsWithoutHolidays(
  from: PlainDate,
  to: PlainDate,
  holidays: ReadonlySet<PlainDate>,
): readonly number[] {
  const known = new Set([...holidays].map(yearOf));
  const years: number[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year++) if (!known.has(year)) years.push(year);
  return years;
}
