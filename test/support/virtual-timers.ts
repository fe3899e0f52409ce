import type { Clock } from '../../shared/clock.ts';
import type { Timers } from '../../renderer/data/ports.ts';

export interface VirtualTimers {
  readonly timers: Timers;
  readonly clock: Clock;
  /** Lets time pass and runs what falls due, in its order. */
  advance(ms: number): void;
  /** ms until the next timer; null when none is set. */
  next(): number | null;
}

/** Time the test controls. */
export function virtualTimers(start: number): VirtualTimers {
  let now = start;
  let count = 0;
  const set = new Map<number, { readonly at: number; readonly work: () => void }>();
  const first = (): readonly [number, { readonly at: number; readonly work: () => void }] | undefined =>
    [...set].sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
  return {
    timers: {
      set: (work, ms) => {
        set.set(++count, { at: now + ms, work });
        return count;
      },
      clear: (handle) => void set.delete(handle as number),
    },
    clock: { now: () => now },
    next: () => {
      const due = first();
      return due ? due[1].at - now : null;
    },
    advance: (ms) => {
      const until = now + ms;
      for (let due = first(); due && due[1].at <= until; due = first()) {
        set.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].work();
      }
      now = until;
    },
  };
}
