import { z } from 'zod';
import { refuse, type ConfirmableCode, type Refusal, type RefusalCode } from '../refusal.ts';
import { longDate } from './indonesian.ts';
import { daysBetween, isPlainDate, type PlainDate } from './plain-date.ts';

/**
 * Every two dates that are held against each other: the first of them is never after the second. `impossible`: refused.
 * `unlikely`: it happens, so whoever enters it is asked once. The sentence of each is in the catalogue of refusals. All are
 * questions of state: what happened is kept at the register, at worst flagged (PROTOCOL P9).
 */
export const datePairs = {
  /** Any of them that lies ahead no further than a clock may be slow. */
  DATE_AHEAD: 'unlikely',
  /** The day of receipt, today. */
  RECEIVED_IN_FUTURE: 'impossible',
  /** The date of a letter, the day of its receipt. */
  LETTER_AFTER_RECEIPT: 'unlikely',
  /** Receipt of the letter, paraf on its disposition. */
  PARAF_BEFORE_RECEIPT: 'impossible',
  /** Paraf, today. */
  PARAF_IN_FUTURE: 'impossible',
  /** Paraf, the day by which a recipient has to be done. */
  DUE_BEFORE_PARAF: 'impossible',
  /** Receipt of the request, a step that ended. */
  STEP_BEFORE_RECEIPT: 'unlikely',
  /** The step before, the step after it. */
  STEP_BEFORE_LAST: 'unlikely',
  /** A step that ended, today. */
  STEP_IN_FUTURE: 'impossible',
  /** What happened in a step, the day the step ended. */
  FIELD_AFTER_STEP: 'unlikely',
  /** The beginning of something, its end. */
  FIELD_ENDS_EARLY: 'impossible',
  /** Papers sent back, papers completed. */
  COMPLETED_BEFORE_RETURN: 'impossible',
  COMPLETED_IN_FUTURE: 'impossible',
  /** Receipt of the request, an update after the end. */
  UPDATE_BEFORE_RECEIPT: 'impossible',
  /** The end of the request, an update after it. */
  UPDATE_BEFORE_END: 'unlikely',
  UPDATE_IN_FUTURE: 'impossible',
  /** Receipt of the request, a paper about it. */
  PAPER_BEFORE_RECEIPT: 'unlikely',
  /** A paper, today: an invitation may be dated tomorrow. */
  PAPER_IN_FUTURE: 'unlikely',
  /** Receipt of a complaint, whatever was done about it. */
  ACT_BEFORE_COMPLAINT: 'impossible',
  ACT_IN_FUTURE: 'impossible',
  /** The last reply, the end or the reopening of a complaint. */
  ACT_BEFORE_REPLY: 'unlikely',
} as const satisfies Partial<Record<ConfirmableCode, 'unlikely'>> &
  Partial<Record<Exclude<RefusalCode, ConfirmableCode>, 'impossible'>>;
export type DatePair = keyof typeof datePairs;

/** Codes that whoever entered it confirmed; absent: nobody was asked, an older program entered it. */
export const sureArgs = { sure: z.array(z.string().max(60)).max(50).optional() } as const;
export type Sure = readonly string[] | undefined;

type Day = PlainDate | null | undefined;

/** What is wrong with two dates of a pair, said at the field of the one that was entered; dates not known hold. */
export function holdDates(
  pair: DatePair,
  [earlier, later]: readonly [Day, Day],
  { field, sure }: { readonly field: string; readonly sure: Sure },
): readonly Refusal[] {
  if (!earlier || !later || !isPlainDate(earlier) || !isPlainDate(later) || earlier <= later) return [];
  if (datePairs[pair] === 'unlikely' && (sure === undefined || sure.includes(pair))) return [];
  return [refuse(pair, { field, params: { earlier: longDate(earlier), later: longDate(later) } })];
}

/** How far a day may lie ahead because a clock is slow, and of a receipt, which is never refused for the clock of a PC. */
const aheadDays = 1;
const receiptAheadDays = 31;

/**
 * What is wrong with a day that has not come: a little ahead whoever enters it is asked, for clocks are slow and midnight is
 * near; further ahead it is refused.
 */
export function holdFuture(
  pair: Extract<DatePair, `${string}_IN_FUTURE`>,
  date: Day,
  day: Day,
  at: { readonly field: string; readonly sure: Sure },
): readonly Refusal[] {
  if (!date || !day || !isPlainDate(date) || date <= day) return [];
  const room = pair === 'RECEIVED_IN_FUTURE' ? receiptAheadDays : aheadDays;
  return holdDates(daysBetween(day, date) <= room ? 'DATE_AHEAD' : pair, [date, day], at);
}
