import { describe, expect, it } from 'vitest';
import { differingDays } from '../../../shared/dates/two-clocks.ts';
import { fromWib } from '../../../shared/dates/wib.ts';

const hour = 3_600_000;
const at = (date: string, time: string): number => fromWib({ date, time }) ?? Number.NaN;

describe('[D24] two clocks', () => {
  it('nine hours apart on New Year’s Eve are of two years, whichever of them is behind', () => {
    expect(differingDays(at('2026-12-31', '18:00'), 9 * hour)).toEqual({
      pc: { date: '2026-12-31', time: '18:00' },
      office: { date: '2027-01-01', time: '03:00' },
    });
    expect(differingDays(at('2027-01-01', '03:00'), -9 * hour)).toMatchObject({
      pc: { date: '2027-01-01' },
      office: { date: '2026-12-31' },
    });
  });

  it('of one day are in no doubt, however far apart; nor is one whose register was never heard', () => {
    expect(differingDays(at('2026-12-31', '08:00'), 9 * hour)).toBeNull();
    expect(differingDays(at('2026-12-31', '23:59'), null)).toBeNull();
  });

  it('a few seconds apart at midnight are the way of a message', () => {
    expect(differingDays(at('2026-12-31', '23:59') + 59_000, 5_000)).toBeNull();
    expect(differingDays(at('2026-12-31', '23:59'), 120_000)).not.toBeNull();
  });
});
