import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWib, isoWib, parseIsoWib, todayWib, toWib } from '../../../shared/dates/wib.ts';

const instants = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2150, 0, 1) });

describe("the office's clock", () => {
  it('is already in the next month at 17.20 UTC', () => {
    expect(toWib(Date.parse('2026-09-30T17:20:00Z'))).toEqual({ date: '2026-10-01', time: '00:20' });
  });

  it('is still in the old year ten minutes before midnight in WIB', () => {
    const late = Date.parse('2025-12-31T23:50:00+07:00');
    expect([todayWib(late), todayWib(late + 10 * 60_000)]).toEqual(['2025-12-31', '2026-01-01']);
  });

  it('shows what Intl shows for Asia/Jakarta', () => {
    const jakarta = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Jakarta',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    fc.assert(
      fc.property(instants, (instant) => {
        const { date, time } = toWib(instant);
        expect(`${date} ${time}`).toBe(jakarta.format(instant));
      }),
    );
  });

  it('finds the instant of a moment again, to the minute', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(fromWib(toWib(instant))).toBe(Math.floor(instant / 60_000) * 60_000);
      }),
    );
  });

  it.each([
    { date: '2026-02-30', time: '10:00' },
    { date: '2026-02-28', time: '24:00' },
    { date: '2026-02-28', time: '9:00' },
  ])('knows no $date $time', (moment) => expect(fromWib(moment)).toBeNull());
});

describe('an instant as text', () => {
  it('names its offset', () => {
    expect(isoWib(Date.parse('2026-09-30T17:20:05.007Z'))).toBe('2026-10-01T00:20:05.007+07:00');
  });

  it('is read again exactly', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(parseIsoWib(isoWib(instant))).toBe(instant);
      }),
    );
  });

  it.each(['2026-10-01T00:20:05.007Z', '2026-10-01', '', '2026-02-30T00:00:00.000+07:00'])('%j is none', (text) => {
    expect(parseIsoWib(text)).toBeNull();
  });
});
