import type { PlainDate } from '../dates/plain-date.ts';
import { keepUnknown } from '../result.ts';
import { laporClasses, laporLimits, type Complaint, type ComplaintAct, type LaporClass } from './complaint.ts';
import { asCorrected } from './corrected.ts';
import { addWorkingDays } from './working-days.ts';

export type ComplaintPhase = 'new' | 'in-progress' | 'answered' | 'passed-on' | 'closed';

/** Where a complaint stands. */
export interface ComplaintState {
  readonly phase: ComplaintPhase;
  readonly class: LaporClass;
  /** The position it was given to. */
  readonly holder: string | null;
  readonly service: string | null;
  readonly caseId: string | null;
  readonly letterId: string | null;
  readonly reopened: number;
}

function fold(state: ComplaintState, act: ComplaintAct): ComplaintState {
  switch (act.kind) {
    case 'classify':
      return { ...state, class: act.class };
    case 'assign':
      return { ...state, holder: act.position };
    case 'follow-up':
      return { ...state, phase: 'in-progress' };
    case 'reply':
      return { ...state, phase: 'answered' };
    case 'pass-on':
      return { ...state, phase: 'passed-on' };
    case 'close':
      return { ...state, phase: 'closed' };
    case 'correct':
      return state;
    case 'reopen':
      return { ...state, phase: 'in-progress', reopened: state.reopened + 1 };
    case 'link':
      return {
        ...state,
        service: act.service === undefined ? state.service : act.service,
        caseId: act.caseId === undefined ? state.caseId : act.caseId,
        letterId: act.letterId === undefined ? state.letterId : act.letterId,
      };
    default:
      return keepUnknown(act, state);
  }
}

/** Where a complaint stands, as it was corrected. */
export function complaintState(given: Complaint): ComplaintState {
  const complaint = asCorrected(given);
  const start: ComplaintState = {
    phase: 'new',
    class: complaint.class,
    holder: null,
    service: complaint.service,
    caseId: complaint.caseId,
    letterId: complaint.letterId,
    reopened: 0,
  };
  return complaint.acts.reduce(fold, start);
}

/** The days by which something has to be done, by the working-day table of the office. */
export interface ComplaintLimits {
  readonly verify: PlainDate;
  readonly followUp: PlainDate;
  /** The limit of its class, within which it has to be settled. */
  readonly settle: PlainDate;
}

export function complaintLimits(
  complaint: Pick<Complaint, 'received'>,
  state: Pick<ComplaintState, 'class'>,
  holidays: ReadonlySet<PlainDate>,
): ComplaintLimits {
  const after = (days: number): PlainDate => addWorkingDays(complaint.received, days, holidays);
  return {
    verify: after(laporLimits.verify),
    followUp: after(laporLimits.verify + laporLimits.followUp),
    settle: after(laporClasses[state.class]),
  };
}
