import type { ClockState } from '../office.ts';

const offMs = 5 * 60_000;
const farOffMs = 24 * 3600_000;

/**
 * What this PC's clock is worth. `skewMs`: the server's minus this one's, null before the first answer; `builtAt`: no
 * clock of a running program stands before it. Said to people only: no decision of the exchange hangs on a clock.
 */
export function clockState(skewMs: number | null, now: number, builtAt: number): ClockState {
  const skew = Math.abs(skewMs ?? 0);
  if (now < builtAt || skew > farOffMs) return 'far-off';
  return skew > offMs ? 'off' : 'right';
}
