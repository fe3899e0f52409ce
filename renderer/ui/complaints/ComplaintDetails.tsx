import { Box, Paper, Typography } from '@mui/material';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { ComplaintState } from '../../../shared/complaints/complaint-state.ts';
import type { Complaint } from '../../../shared/complaints/complaint.ts';
import type { Names } from '../office/names.ts';
import { useTexts, type TextKey } from '../texts/index.ts';
import { channelText, reporterText } from './complaint-words.ts';

interface Props {
  readonly complaint: Complaint;
  readonly state: ComplaintState;
  readonly names: Names;
}

/** The content of a complaint, and who has it now. */
export function ComplaintDetails({ complaint, state, names }: Props) {
  const t = useTexts();
  const lines: readonly (readonly [TextKey, string])[] = [
    ['complaints.field.kind', t(`complaints.kind.${complaint.kind}`)],
    ['complaints.field.channel', channelText(t, complaint)],
    ['complaints.field.received', longDate(complaint.received)],
    [
      'complaints.field.reporter',
      [reporterText(t, complaint), complaint.reporter.contact].filter((part) => part !== '').join(' · '),
    ],
    ['complaints.field.class', t(`complaints.class.${state.class}`)],
    ['complaints.field.holder', state.holder === null ? '–' : names.title(state.holder)],
  ];
  return (
    <Paper variant="outlined" component="section" aria-label={t('complaints.section.details')} sx={{ p: 2 }}>
      <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
        {t('complaints.section.details')}
      </Typography>
      <Typography variant="body1" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', mb: 1.5 }}>
        {complaint.text}
      </Typography>
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: '150px 1fr', rowGap: 0.75 }}>
        {lines.map(([label, text]) => (
          <Box key={label} sx={{ display: 'contents' }}>
            <Typography component="dt" variant="body2" color="textSecondary">
              {t(label)}
            </Typography>
            <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }}>
              {text}
            </Typography>
          </Box>
        ))}
      </Box>
    </Paper>
  );
}
