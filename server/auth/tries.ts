import type { Clock } from '../../shared/clock.ts';

/** Counts wrong passwords: a right one clears the count, so that an office behind one address is not shut out. */
export interface Tries {
  /** Takes one try; false when there are none left for a while. */
  take(key: string): boolean;
  clear(key: string): void;
}

export function makeTries(clock: Clock, most: number, windowMs: number): Tries {
  const counts = new Map<string, { n: number; until: number }>();
  const sweep = (now: number): void => {
    for (const [key, { until }] of counts) if (until <= now) counts.delete(key);
  };
  return {
    take(key) {
      const now = clock.now();
      if (counts.size > 10_000) sweep(now);
      const known = counts.get(key);
      const count = known && known.until > now ? known : { n: 0, until: now + windowMs };
      count.n += 1;
      counts.set(key, count);
      return count.n <= most;
    },
    clear(key) {
      counts.delete(key);
    },
  };
}
