import type { Complaint } from '../../../shared/complaints/complaint.ts';
import type { Deadline } from '../../../shared/complaints/deadline.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import { yearsWithoutHolidays } from '../../../shared/complaints/holidays.ts';
import type { Texts } from '../texts/index.ts';
import type { ShownPhase } from './complaint-rows.ts';

/** Who complains; "Anonim" when nobody is named. */
export function reporterText(t: Texts, { anonymous, reporter }: Complaint): string {
  return anonymous ? t('complaints.anonymous') : reporter.name;
}

/** "LAPOR! 1234567", "Surat". */
export function channelText(t: Texts, { channel, trackingId }: Complaint): string {
  return [t(`complaints.channel.${channel}`), trackingId].filter((part) => part !== '').join(' ');
}

/** What is due and when; being late is said in words, not in colour alone. */
export function deadlineText(t: Texts, deadline: Deadline | null): string {
  if (deadline === null) return t('complaints.limits.over');
  const date = longDate(deadline.date);
  if (deadline.stage === 'answer') return t('complaints.limits.answer', { date });
  const stage = t(`complaints.stage.${deadline.stage}`);
  return t(deadline.late ? 'complaints.limits.late' : 'complaints.limits.now', { stage, date });
}

/** The note on limits that are counted without a table of holidays; null when there is one. */
export function missingHolidaysText(
  t: Texts,
  from: PlainDate,
  to: PlainDate,
  holidays: ReadonlySet<PlainDate>,
): string | null {
  const years = yearsWithoutHolidays(from, to, holidays);
  return years.length === 0 ? null : t('holidays.missing', { years: years.join(', ') });
}

export const phaseTone = {
  new: 'info',
  assigned: 'info',
  'in-progress': 'primary',
  answered: 'success',
  'passed-on': 'neutral',
  closed: 'neutral',
} as const satisfies Record<ShownPhase, string>;
