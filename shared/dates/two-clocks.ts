import type { PlainDate } from './plain-date.ts';
import { toWib, type WibMoment } from './wib.ts';

/** Below this a difference between two clocks is the way of a message and no wrong clock. */
const same = 60_000;

/** What this PC's clock says, and what the register's must say now by the difference last measured. */
export interface TwoClocks {
  readonly pc: WibMoment;
  readonly office: WibMoment;
}

/** Both, when they are not of one day: then neither may choose the book of a year unasked. Null: they agree. */
export function differingDays(now: number, skewMs: number | null): TwoClocks | null {
  if (skewMs === null || Math.abs(skewMs) < same) return null;
  const [pc, office] = [toWib(now), toWib(now + skewMs)];
  return pc.date === office.date ? null : { pc, office };
}

/** The day of today a person chose, knowing of both clocks; goes along with the entry. */
export interface DayAnswer {
  readonly pc: PlainDate;
  readonly office: PlainDate;
  readonly chosen: 'pc' | 'office';
}
