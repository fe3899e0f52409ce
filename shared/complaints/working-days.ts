import { addDays, weekday, type PlainDate } from '../dates/plain-date.ts';

/** Saturday, Sunday and the days of the yearly joint decree (libur nasional, cuti bersama). */
export function isWorkingDay(date: PlainDate, holidays: ReadonlySet<PlainDate>): boolean {
  const day = weekday(date);
  return day !== 0 && day !== 6 && !holidays.has(date);
}

/** The last of `count` working days after a date; the day itself does not count. */
export function addWorkingDays(from: PlainDate, count: number, holidays: ReadonlySet<PlainDate>): PlainDate {
  let date = from;
  for (let left = count; left > 0;) {
    date = addDays(date, 1);
    if (isWorkingDay(date, holidays)) left -= 1;
  }
  return date;
}
