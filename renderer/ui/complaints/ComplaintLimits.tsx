import { Alert, Box, Paper, Typography } from '@mui/material';
import { complaintLimits, type ComplaintState } from '../../../shared/complaints/complaint-state.ts';
import { laporClasses, type Complaint } from '../../../shared/complaints/complaint.ts';
import { deadline, type Stage } from '../../../shared/complaints/deadline.ts';
import { fullDate, longDate } from '../../../shared/dates/indonesian.ts';
import { useToday } from '../office/clock-context.tsx';
import { useTexts } from '../texts/index.ts';
import { deadlineText, missingHolidaysText } from './complaint-words.ts';
import { useHolidays } from './use-complaints.ts';

const order: readonly Stage[] = ['verify', 'follow-up', 'settle', 'answer'];

interface Props {
  readonly complaint: Complaint;
  readonly state: ComplaintState;
}

/** The limits of a complaint as dates, the running one in words. */
export function ComplaintLimits({ complaint, state }: Props) {
  const t = useTexts();
  const today = useToday();
  const holidays = useHolidays();
  const limits = complaintLimits(complaint, state, holidays);
  const now = deadline(complaint, holidays, today, state);
  const missing = missingHolidaysText(t, complaint.received, limits.settle, holidays);
  const lines = [
    ['verify', t('complaints.limits.verify'), limits.verify],
    ['follow-up', t('complaints.limits.followUp'), limits.followUp],
    ['settle', t('complaints.limits.settle', { days: laporClasses[state.class] }), limits.settle],
  ] as const;
  return (
    <Paper variant="outlined" component="section" aria-label={t('complaints.limits.title')} sx={{ p: 2 }}>
      <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
        {t('complaints.limits.title')}
      </Typography>
      <Alert severity={now?.late === true ? 'error' : 'info'} icon={false} sx={{ mb: 1 }}>
        {deadlineText(t, now)}
      </Alert>
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: '1fr auto', columnGap: 2, rowGap: 0.5 }}>
        {lines.map(([stage, label, date]) => {
          const running = now?.stage === stage;
          // A stage that waits is late when its day is over, also the ones after the first that was missed.
          const late = now?.late === true && date < today && order.indexOf(stage) >= order.indexOf(now.stage);
          const sx = { m: 0, ...(running && { fontWeight: 700 }), ...(late && { color: 'error.main' }) };
          return (
            <Box key={stage} sx={{ display: 'contents' }}>
              <Typography component="dt" variant="body2" sx={sx}>
                {label}
              </Typography>
              <Typography component="dd" variant="body2" sx={sx}>
                {fullDate(date)}
              </Typography>
            </Box>
          );
        })}
      </Box>
      <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 1 }}>
        {[t('complaints.limits.basis', { date: longDate(complaint.received) }), missing].filter(Boolean).join(' ')}
      </Typography>
    </Paper>
  );
}
