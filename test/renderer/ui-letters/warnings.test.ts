import { describe, expect, it } from 'vitest';
import { clockNeedsConfirmation, headerWarnings } from '../../../renderer/ui/letters/warnings.ts';
import { fromWib } from '../../../shared/dates/wib.ts';

const at = (date: string, time: string): number => fromWib({ date, time }) ?? Number.NaN;
const codes = (received: string | null, letter: string | null, now: number): readonly string[] =>
  headerWarnings({ received: { date: received, time: '08:00' }, letterDate: letter }, now).map(({ code }) => code);

describe('warnings about a header', () => {
  const now = at('2026-11-20', '09:00');

  it('says nothing about an ordinary letter', () => {
    expect(codes('2026-11-20', '2026-11-18', now)).toEqual([]);
    expect(codes('2026-11-20', null, now)).toEqual([]);
  });

  it('says when a letter was received before it was written', () => {
    expect(codes('2026-11-17', '2026-11-18', now)).toEqual(['receivedBeforeLetter']);
  });

  it('says when the letter date or the receipt lies ahead', () => {
    expect(codes('2026-11-21', '2026-11-21', now)).toEqual(['letterInFuture', 'receivedInFuture']);
  });

  it('names the book of a receipt in another year', () => {
    const [warning] = headerWarnings({ received: { date: '2025-12-30', time: '08:00' }, letterDate: null }, now);
    expect(warning).toEqual({ code: 'otherYear', field: 'received.date', year: 2025 });
  });

  it('takes the year of the WIB calendar, whatever the zone of the PC', () => {
    // 31 December 18:30 UTC is already 1 January in Pekanbaru.
    const newYear = Date.UTC(2026, 11, 31, 18, 30);
    expect(codes('2027-01-01', null, newYear)).toEqual([]);
    expect(codes('2026-12-31', null, newYear)).toEqual(['otherYear']);
  });

  it('ignores what is no date, which the command refuses by itself', () => {
    expect(codes('2026-02-30', '2026-13-01', now)).toEqual([]);
    expect(codes(null, '2026-11-18', now)).toEqual([]);
  });
});

describe('a clock that is off', () => {
  it('has the receipt date confirmed only when it is far off', () => {
    expect((['right', 'off', 'far-off'] as const).map((clock) => clockNeedsConfirmation({ clock }))).toEqual([
      false,
      false,
      true,
    ]);
  });
});
