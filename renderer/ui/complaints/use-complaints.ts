import { useMemo } from 'react';
import { asCorrected } from '../../../shared/complaints/corrected.ts';
import { holidayDates } from '../../../shared/complaints/holidays.ts';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import type { Holiday } from '../../../shared/office/master.ts';
import { useToday } from '../office/clock-context.tsx';
import { useLive } from '../office/office-context.tsx';
import { complaintRows, type ComplaintRow } from './complaint-rows.ts';

/** The holidays of the table. */
export function useHolidays(): ReadonlySet<PlainDate> {
  const holidays = useLive((office) => office.master<Holiday>('holiday'));
  return useMemo(() => holidayDates(holidays), [holidays]);
}

/** Every complaint this account may read, with its state of today. */
export function useComplaintRows(): readonly ComplaintRow[] {
  const complaints = useLive((office) => office.records('complaint'));
  const holidays = useHolidays();
  const today = useToday();
  return useMemo(() => complaintRows(complaints.map(asCorrected), holidays, today), [complaints, holidays, today]);
}
