/** A calendar date `YYYY-MM-DD`, without time and without zone. */
export type PlainDate = string;

export interface DateParts {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
}

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01 of a civil date (Howard Hinnant's algorithm, proleptic Gregorian). */
export function toDays({ year, month, day }: DateParts): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The civil date that lies `days` after 1970-01-01. */
export function fromDays(days: number): DateParts {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The parts of a date that exists, or null: 2026-02-30 is no date. */
export function parsePlainDate(text: string): DateParts | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return { year, month, day };
}

export function isPlainDate(text: string): boolean {
  return parsePlainDate(text) !== null;
}

export function formatPlainDate({ year, month, day }: DateParts): PlainDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function mustParse(date: PlainDate): DateParts {
  const deps = parsePlainDate(date);
  if (!deps) throw new RangeError(`not a date: ${date}`);
  return deps;
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return formatPlainDate(fromDays(toDays(mustParse(date)) + days));
}

/** Calendar months with the end of the month clamped: 30 November + 3 months is 28 (29) February. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = mustParse(date);
  const index = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
  return formatPlainDate({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) });
}

/** Whole days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return toDays(mustParse(to)) - toDays(mustParse(from));
}

/** 0 is Sunday. */
export function weekday(date: PlainDate): number {
  return (((toDays(mustParse(date)) + 4) % 7) + 7) % 7;
}

export function yearOf(date: PlainDate): number {
  return mustParse(date).year;
}
