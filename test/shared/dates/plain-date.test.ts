import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  daysInMonth,
  formatPlainDate,
  fromDays,
  isPlainDate,
  parsePlainDate,
  toDays,
  weekday,
} from '../../../shared/dates/plain-date.ts';

const dates = fc.integer({
  min: toDays({ year: 1900, month: 1, day: 1 }),
  max: toDays({ year: 2199, month: 12, day: 31 }),
});
const plain = dates.map((days) => formatPlainDate(fromDays(days)));

describe('a plain date', () => {
  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2025-02-29',
    '26-1-1',
    '2026-1-01',
    ' 2026-01-01',
    '',
  ])('%j does not exist', (text) => expect(isPlainDate(text)).toBe(false));

  it.each(['2024-02-29', '2000-02-29', '2026-12-31'])('%s exists', (text) => expect(isPlainDate(text)).toBe(true));

  it('knows that 1900 was no leap year and 2000 was one', () => {
    expect([daysInMonth(1900, 2), daysInMonth(2000, 2)]).toEqual([28, 29]);
  });

  it('is the same after a way through days', () => {
    fc.assert(
      fc.property(plain, (date) => {
        const deps = parsePlainDate(date);
        expect(deps && formatPlainDate(fromDays(toDays(deps)))).toBe(date);
      }),
    );
  });

  it('agrees with the calendar of the machine on days and weekdays', () => {
    fc.assert(
      fc.property(dates, (days) => {
        const machine = new Date(days * 86_400_000);
        const date = formatPlainDate(fromDays(days));
        expect([date, weekday(date)]).toEqual([machine.toISOString().slice(0, 10), machine.getUTCDay()]);
      }),
    );
  });
});

describe('date arithmetic', () => {
  it.each([
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-11-29', 3, '2027-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-10-08', 3, '2027-01-08'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-05-31', 0, '2026-05-31'],
  ])('%s and %i months are %s', (date, months, wanted) => expect(addMonths(date, months)).toBe(wanted));

  it('never leaves the month aimed at', () => {
    fc.assert(
      fc.property(plain, fc.integer({ min: -36, max: 36 }), (date, months) => {
        const from = parsePlainDate(date);
        const to = parsePlainDate(addMonths(date, months));
        expect(to && from && to.year * 12 + to.month - (from.year * 12 + from.month)).toBe(months);
      }),
    );
  });

  it('counts days forth and back', () => {
    fc.assert(
      fc.property(plain, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  it('throws on what is no date: a bug, not an input', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  });
});
