import { Box, Link as MuiLink, Paper, Typography } from '@mui/material';
import { Link } from 'react-router';
import { useTexts } from '../texts/index.ts';
import { inboxPath } from '../links.ts';
import { workCounters, type WorkCounter } from './work-counts.ts';

/** The list behind a counter: letters one after the other, everything else on this page alone. */
function listOf(name: WorkCounter): string {
  const isOfLetters = name === 'undisposed' || name === 'unread' || name === 'unanswered';
  return isOfLetters ? inboxPath(name) : `/tugas?lihat=${name}`;
}

/** The counters above a person's work; each opens its list. */
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
            {counts[name] > 0 ? (
              <MuiLink
                component={Link}
                to={listOf(name)}
                color="inherit"
                aria-label={`${t(`letters.work.count.${name}`)}: ${counts[name]}`}
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
