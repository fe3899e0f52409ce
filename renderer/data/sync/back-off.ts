/** First wait after a fault, ms. */
export const firstRetryMs = 1000;
const longestRetryMs = 300_000;

/** Full jitter, from 1 s to 5 min (PROTOCOL P7). `chance`: 0 up to 1; `faults`: how many in a row, 1 or more. */
export function backOff(faults: number, chance: number): number {
  return Math.max(200, chance * Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(faults - 1, 16)));
}
