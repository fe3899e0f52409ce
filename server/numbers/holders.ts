import type { Clock } from '../../shared/clock.ts';
import type { LeaseRow } from '../store/store.ts';
import type { LiveHub } from '../sync/live.ts';
import type { BookName } from './books.ts';

/** How long a letter waits for a block in the way to be moved, from the first letter that met it (PROTOCOL N14). */
export const waitMs = 3_000;
/** A wait nobody asked about for so long is over; the next letter begins another one. */
const forgottenMs = 10_000;
/** A channel that broke so lately may come back; the register has just started when none could come yet. */
const absentMs = 20_000;

/** Who can be asked to move a block of numbers, and whose block letters are waiting for. In memory alone. */
export interface Holders {
  /** Whether the desk has its live channel open, or had a moment ago. */
  isReachable(desk: string): boolean;
  /** When its channel was open last, ms; null: not since the register started. */
  seenAt(desk: string): number | null;
  /** Whether the register passes over an open block; otherwise notes that a letter of `pusher` waits for it. */
  mayPass(lease: LeaseRow, pusher: string): boolean;
  /** Whether letters of another desk wait for a block of that book. */
  others(name: BookName, desk: string): boolean;
  /** Hints the desk that something is asked of it. */
  hint(desk: string): void;
}

interface Wait extends BookName {
  readonly since: number;
  readonly last: number;
  readonly pusher: string;
}

export function makeHolders(live: Pick<LiveHub, 'reaches' | 'leftAt' | 'hint'>, clock: Clock): Holders {
  const started = clock.now();
  const waits = new Map<string, Wait>();
  const isRecent = (at: number, ms: number): boolean => Math.abs(clock.now() - at) < ms;
  const forget = (): void => {
    for (const [id, { last }] of waits) if (!isRecent(last, forgottenMs)) waits.delete(id);
  };
  const isReachable = (desk: string): boolean => {
    const left = live.leftAt(desk);
    return live.reaches(desk) || isRecent(left ?? started, absentMs);
  };
  return {
    isReachable,
    seenAt: (desk) => (live.reaches(desk) ? clock.now() : live.leftAt(desk)),
    mayPass: ({ id, desk, book, year }, pusher) => {
      forget();
      if (desk !== pusher && !isReachable(desk)) return true;
      const now = clock.now();
      const since = waits.get(id)?.since ?? now;
      waits.set(id, { book, year, since, last: now, pusher });
      return !isRecent(since, waitMs);
    },
    others: ({ book, year }, desk) => {
      forget();
      return [...waits.values()].some((one) => one.book === book && one.year === year && one.pusher !== desk);
    },
    hint: (desk) => live.hint(desk),
  };
}

/** For what is done without a network: nobody can be asked. */
export const nobodyReachable: Holders = {
  isReachable: () => false,
  seenAt: () => null,
  mayPass: () => true,
  others: () => false,
  hint: () => undefined,
};
