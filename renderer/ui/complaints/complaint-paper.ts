import type { ComplaintAct } from '../../../shared/complaints/complaint.ts';
import { shortDate } from '../../../shared/dates/indonesian.ts';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import { serviceByCode } from '../../../shared/services/standard.ts';
import { shownPhase, type ComplaintRow } from './complaint-rows.ts';
import { channelText, reporterText } from './complaint-words.ts';
import type { Texts } from '../texts/index.ts';

/** One line of the printed register, in words. */
export interface ComplaintPaperRow {
  readonly id: string;
  readonly received: PlainDate;
  readonly kind: string;
  readonly channel: string;
  readonly reporter: string;
  readonly subject: string;
  readonly service: string;
  readonly holder: string;
  readonly answer: string;
  readonly limit: string;
  readonly late: boolean;
  readonly phase: string;
}

/** The last thing that was done for the reporter: "12/10/2026, surat 555/…: …". */
function answerText(acts: readonly ComplaintAct[]): string {
  const act = acts.findLast(({ kind }) => kind === 'follow-up' || kind === 'reply' || kind === 'pass-on');
  switch (act?.kind) {
    case 'follow-up':
      return `${shortDate(act.on)}: ${act.text}`;
    case 'reply':
      return `${[shortDate(act.on), act.number].filter(Boolean).join(', ')}: ${act.text}`;
    case 'pass-on':
      return `${shortDate(act.on)}, ${act.to}: ${act.reason}`;
    default:
      return '';
  }
}

/**
 * A complaint as a line on paper. Paper is read by anyone who passes: of a secret one it shows dates, limits and the word
 * "Rahasia", whoever prints it.
 */
export function complaintPaperRow(
  { complaint, state, deadline }: ComplaintRow,
  t: Texts,
  shortTitle: (position: string) => string,
): ComplaintPaperRow {
  const limit = deadline === null ? '-' : shortDate(deadline.date);
  const bare = {
    id: complaint.id,
    received: complaint.received,
    limit: deadline?.late === true ? `${limit} (${t('complaints.late').toLowerCase()})` : limit,
    late: deadline?.late === true,
    phase: t(`complaints.phase.${shownPhase(state)}`),
  };
  if (complaint.secret) {
    const subject = t('complaints.paper.secret');
    return { ...bare, subject, kind: '', channel: '', reporter: '', service: '', holder: '', answer: '' };
  }
  return {
    ...bare,
    kind: t(`complaints.kind.${complaint.kind}`),
    channel: channelText(t, complaint),
    reporter: reporterText(t, complaint),
    subject: complaint.subject,
    service: serviceByCode(state.service)?.title ?? state.service ?? '-',
    holder: state.holder === null ? '-' : shortTitle(state.holder),
    answer: answerText(complaint.acts),
  };
}
