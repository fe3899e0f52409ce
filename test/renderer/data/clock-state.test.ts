import { describe, expect, it } from 'vitest';
import { clockState } from '../../../renderer/data/sync/clock-state.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const builtAt = Date.UTC(2026, 0, 1);
const now = Date.UTC(2026, 9, 8);

describe('the state of this PC’s clock', () => {
  it.each([
    [null, 'right'],
    [0, 'right'],
    [5 * minute, 'right'],
    [-5 * minute, 'right'],
    [5 * minute + 1, 'off'],
    [-5 * minute - 1, 'off'],
    [day, 'off'],
    [day + 1, 'far-off'],
    [-20 * 365 * day, 'far-off'],
  ] as const)('a skew of %s ms: %s', (skew, state) => {
    expect(clockState(skew, now, builtAt)).toBe(state);
  });

  it('a clock before the year of the build is wrong even without a server’s answer', () => {
    expect(clockState(null, builtAt - 1, builtAt)).toBe('far-off');
    expect(clockState(null, builtAt, builtAt)).toBe('right');
  });
});
