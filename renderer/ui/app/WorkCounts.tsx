import { Box, Link as MuiLink, Paper, Typography } from '@mui/material';
import { Link } from 'react-router';
import { useTexts } from '../texts/index.ts';
import { paramsFromFilter } from '../letters/letter-filter.ts';
import { awaitingDisposition, workCounters, type WorkCounter } from './work-counts.ts';

/** The counters above a person's work. The lists follow below, but that of letters, which is the agenda book. */
export function WorkCounts({ counts }: { readonly counts: Readonly<Record<WorkCounter, number>> }) {
  const t = useTexts();
  const colour = (name: WorkCounter): string => {
    if (counts[name] === 0) return 'text.secondary';
    return name === 'overdue' ? 'error.main' : 'primary.main';
  };
  return (
    <Box
      component="dl"
      aria-label={t('letters.work.counts')}
      sx={{ m: 0, mb: 2, display: 'grid', gap: 1, gridTemplateColumns: 'repeat(auto-fit, minmax(116px, 1fr))' }}
    >
      {workCounters.map((name) => (
        <Paper
          key={name}
          variant="outlined"
          sx={{ px: 1.25, py: 0.75, display: 'flex', flexDirection: 'column-reverse', justifyContent: 'flex-end' }}
        >
          <Typography component="dt" variant="caption" color="textSecondary">
            {t(`letters.work.count.${name}`)}
          </Typography>
          <Typography component="dd" variant="h1" sx={{ m: 0, color: colour(name) }}>
            {name === 'undisposed' && counts[name] > 0 ? (
              <MuiLink
                component={Link}
                to={`/?${paramsFromFilter(awaitingDisposition).toString()}`}
                color="inherit"
                aria-label={`${t('letters.work.count.undisposed')}: ${counts[name]}`}
              >
                {counts[name]}
              </MuiLink>
            ) : (
              counts[name]
            )}
          </Typography>
        </Paper>
      ))}
    </Box>
  );
}
