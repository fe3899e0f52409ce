import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockTime, fullDate, longDate, parseDateInput, shortDate } from '../../../shared/dates/indonesian.ts';
import { formatPlainDate, fromDays, toDays } from '../../../shared/dates/plain-date.ts';

function everyDayOf(year: number): readonly string[] {
  const first = toDays({ year, month: 1, day: 1 });
  const last = toDays({ year, month: 12, day: 31 });
  return Array.from({ length: last - first + 1 }, (_, i) => formatPlainDate(fromDays(first + i)));
}

describe('a date in words', () => {
  it.each([2020, 2024, 2026])('agrees with Intl on every day of %i', (year) => {
    const long = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone: 'UTC' });
    const full = new Intl.DateTimeFormat('id-ID', {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
    const days = everyDayOf(year);
    const instant = (date: string): number => Date.parse(`${date}T00:00:00Z`);
    expect(days.map((date) => longDate(date))).toEqual(days.map((date) => long.format(instant(date))));
    expect(days.map((date) => fullDate(date))).toEqual(days.map((date) => full.format(instant(date))));
  });

  it('writes the clock with a dot and its zone', () => expect(clockTime('14:05')).toBe('14.05 WIB'));

  it('leaves alone what is no date', () => {
    expect([longDate('-'), fullDate('kemarin'), shortDate('')]).toEqual(['-', 'kemarin', '']);
  });
});

describe('a typed date', () => {
  it.each([
    ['8/10/2026', '2026-10-08'],
    ['08-10-26', '2026-10-08'],
    ['8.10.2026', '2026-10-08'],
    ['081026', '2026-10-08'],
    ['08102026', '2026-10-08'],
    ['8 Okt 2026', '2026-10-08'],
    ['8 oktober 2026', '2026-10-08'],
    ['  2026-10-08 ', '2026-10-08'],
    ['22 Desember 2020', '2020-12-22'],
    ['22 November 2020', '2020-11-22'],
    ['17 Agustus 2026', '2026-08-17'],
    ['29/2/2024', '2024-02-29'],
  ])('%j is %s', (typed, wanted) => expect(parseDateInput(typed)).toBe(wanted));

  it.each([
    ['17 Agt 2026', '2026-08-17'],
    ['10 Nopember 2026', '2026-11-10'],
    ['3 Pebruari 2026', '2026-02-03'],
    ['5 Sept. 2026', '2026-09-05'],
  ])('%j, in a spelling offices use, is %s', (typed, wanted) => expect(parseDateInput(typed)).toBe(wanted));

  it.each([
    '10/31/2026',
    '31/11/2026',
    '29/2/2026',
    '0/1/2026',
    '1/0/2026',
    '8/10',
    '8/10/202',
    '8 October 2026',
    '8//2026',
    '2026-02-30',
    '2026/10/08',
    '8 10 2026 9',
    '310226',
    '',
    'besok',
    '1/1/20260',
    '١/١/2026',
  ])('%j is none', (typed) => expect(parseDateInput(typed)).toBeNull());

  it.each([
    ['28/11', '2026-11-28'],
    ['8-1', '2026-01-08'],
    ['17 Agustus', '2026-08-17'],
    ['31/11', null],
    ['29/2', null],
    ['2811', null],
    ['28', null],
  ])('%j without a year is %s in 2026', (typed, wanted) => {
    expect(parseDateInput(typed, '2026-10-08')).toBe(wanted);
  });

  it('reads back what the screen shows, for every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (days) => {
        const date = formatPlainDate(fromDays(days));
        expect([parseDateInput(shortDate(date)), parseDateInput(longDate(date))]).toEqual([date, date]);
      }),
    );
  });

  it('never throws and never invents a date', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const date = parseDateInput(typed);
        expect(date === null || /^\d{4}-\d{2}-\d{2}$/.test(date)).toBe(true);
      }),
    );
  });
});
