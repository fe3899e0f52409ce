import { Box, Paper, Typography } from '@mui/material';
import { useTexts } from '../texts/index.ts';
import type { ComplaintRow } from './complaint-rows.ts';
import { ComplaintTable, walkLines } from './ComplaintTable.tsx';

/** Complaints that wait for this person, those past their limit first. */
export function ComplaintTasks({ rows }: { readonly rows: readonly ComplaintRow[] }) {
  const t = useTexts();
  return (
    <Box component="section" aria-label={t('complaints.work.title')} sx={{ mb: 2 }}>
      <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
        {`${t('complaints.work.title')} (${rows.length})`}
      </Typography>
      <Paper variant="outlined" sx={{ overflow: 'auto' }} onKeyDown={walkLines}>
        <ComplaintTable rows={rows} />
      </Paper>
    </Box>
  );
}
