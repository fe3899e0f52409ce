import { Box, Paper, Typography } from '@mui/material';
import type { Complaint } from '../../../shared/complaints/complaint.ts';
import { whenText, type Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import { complaintEvents } from './complaint-events.ts';

interface Props {
  readonly complaint: Complaint;
  readonly names: Names;
}

/** Everything that was done with a complaint: by whom, from which position, when, at which desk. */
export function ComplaintHistory({ complaint, names }: Props) {
  const t = useTexts();
  return (
    <Paper variant="outlined" component="section" aria-label={t('complaints.section.history')} sx={{ p: 2 }}>
      <Typography variant="h3" component="h2">
        {t('complaints.section.history')}
      </Typography>
      <Box
        component="ol"
        sx={{ listStyle: 'none', p: 0, m: 0, mt: 1, display: 'flex', flexDirection: 'column', gap: 1.25 }}
      >
        {complaintEvents(t, names, complaint).map(({ stamp, title, text }) => (
          <Box component="li" key={stamp.id}>
            <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
              {title}
            </Typography>
            {text !== '' && (
              <Typography variant="body2" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                {text}
              </Typography>
            )}
            <Typography variant="caption" color="textSecondary" component="p">
              {t('complaints.event.by', {
                name: names.author(stamp.by),
                when: whenText(stamp.at),
                desk: stamp.desk,
              })}
            </Typography>
          </Box>
        ))}
      </Box>
    </Paper>
  );
}
