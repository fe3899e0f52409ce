import type { ClockState } from '../office.ts';

const offMs = 5 * 60_000;
const farOffMs = 24 * 3600_000;

/**
 * The state of this PC's clock. `skewMs`: the server's minus this one's, null before the first answer; `builtAt`: no
 * right clock is before it. Shown to people only: no decision of the sync depends on a clock.
 */
export function clockState(skewMs: number | null, now: number, builtAt: number): ClockState {
  const skew = Math.abs(skewMs ?? 0);
  if (now < builtAt || skew > farOffMs) return 'far-off';
  return skew > offMs ? 'off' : 'right';
}
