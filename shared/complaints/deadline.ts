import { asCorrected } from './corrected.ts';
import { daysBetween, type PlainDate } from '../dates/plain-date.ts';
import type { Complaint, ComplaintAct } from './complaint.ts';
import { laporLimits } from './complaint.ts';
import { complaintLimits, complaintState, type ComplaintState } from './complaint-state.ts';
import { addWorkingDays } from './working-days.ts';

/**
 * What a complaint waits for. `verify`: nobody has taken it up. `follow-up`: given to someone, nothing done yet.
 * `settle`: being worked on. `answer`: answered, and the reporter may still come back.
 */
export type Stage = 'verify' | 'follow-up' | 'settle' | 'answer';

/** The limit that runs now. */
export interface Deadline {
  readonly stage: Stage;
  /** The last day on which it is in time; for `answer` the day after which it may be closed. */
  readonly date: PlainDate;
  /** Passed. An answer that nobody came back to is never late, it may be closed. */
  readonly late: boolean;
  /** Calendar days left, negative when passed. */
  readonly daysLeft: number;
}

/** Naming what it belongs to is no taking up, nor is an act of a kind not known here. */
const takesUp = ({ kind }: ComplaintAct): boolean => kind === 'classify' || kind === 'assign';

function stageOf(complaint: Complaint, { phase }: ComplaintState): Stage | null {
  switch (phase) {
    case 'closed':
    case 'passed-on':
      return null;
    case 'answered':
      return 'answer';
    case 'in-progress':
      return 'settle';
    case 'new':
      return complaint.acts.some(takesUp) ? 'follow-up' : 'verify';
  }
}

/** Working days run from the last reply; without one there is nothing to come back to. */
function answerLimit({ acts }: Complaint, holidays: ReadonlySet<PlainDate>): PlainDate | null {
  const reply = acts.findLast((act) => act.kind === 'reply');
  return reply?.kind === 'reply' ? addWorkingDays(reply.on, laporLimits.answer, holidays) : null;
}

/**
 * The limit that runs on a day (SP4N-LAPOR!: 3 working days to verify, 5 more to follow up, the class's days to settle,
 * 10 for the reporter to come back); null when nothing runs any more. Reopening restarts no clock: the settling still
 * counts from the receipt.
 */
export function deadline(
  given: Complaint,
  holidays: ReadonlySet<PlainDate>,
  today: PlainDate,
  state: ComplaintState = complaintState(given),
): Deadline | null {
  const complaint = asCorrected(given);
  const stage = stageOf(complaint, state);
  if (stage === null) return null;
  const limits = complaintLimits(complaint, state, holidays);
  const dates = { verify: limits.verify, 'follow-up': limits.followUp, settle: limits.settle };
  const date = stage === 'answer' ? (answerLimit(complaint, holidays) ?? limits.settle) : dates[stage];
  return { stage, date, late: stage !== 'answer' && date < today, daysLeft: daysBetween(today, date) };
}
