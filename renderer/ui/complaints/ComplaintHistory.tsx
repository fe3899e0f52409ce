import type { Complaint } from '../../../shared/complaints/complaint.ts';
import { History } from '../entry/History.tsx';
import type { Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import { complaintEvents } from './complaint-events.ts';

interface Props {
  readonly complaint: Complaint;
  readonly names: Names;
}

/** Everything that was done with a complaint: by whom, from which position, when, at which desk. */
export function ComplaintHistory({ complaint, names }: Props) {
  const t = useTexts();
  const lines = complaintEvents(t, names, complaint).map((event) => ({ key: event.stamp.id, ...event }));
  return <History title={t('complaints.section.history')} lines={lines} names={names} />;
}
