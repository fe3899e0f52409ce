import { Box, Paper, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { Stamp } from '../../../shared/letters/facts.ts';
import { whenText, type Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';

/** Something that was recorded: what it was, what was typed with it, and by whom, when and where. */
export interface HistoryLine {
  readonly key: string;
  readonly title: string;
  /** Empty: the title says all. */
  readonly text?: string;
  readonly details?: ReactNode;
  readonly stamp: Pick<Stamp, 'at' | 'by'> & { readonly desk?: string };
}

interface Props {
  readonly title: string;
  readonly lines: readonly HistoryLine[];
  readonly names: Names;
  /** What is shown of it, above the list in place of its title. */
  readonly choice?: ReactNode;
}

/** A dot on a line that leads from each entry to the one before it. */
const timelineItem = {
  position: 'relative',
  pl: 2.5,
  pb: 1.25,
  '&:last-of-type': { pb: 0 },
  '&::before': {
    content: '""',
    position: 'absolute',
    left: 0,
    top: 6,
    width: 9,
    height: 9,
    borderRadius: '50%',
    bgcolor: 'primary.main',
  },
  '&:not(:last-of-type)::after': {
    content: '""',
    position: 'absolute',
    left: 4,
    top: 19,
    bottom: -2,
    width: '1px',
    bgcolor: 'divider',
  },
} as const;

/** The one list of what was recorded of something, in the order given. */
export function History({ title, lines, names, choice }: Props) {
  const t = useTexts();
  return (
    <Paper variant="outlined" component="section" aria-label={title} sx={{ p: 2 }}>
      {choice ?? (
        <Typography variant="h3" component="h2">
          {title}
        </Typography>
      )}
      <Box component="ol" sx={{ listStyle: 'none', p: 0, m: 0, mt: 1 }}>
        {lines.map(({ key, title: what, text = '', details, stamp: { at, by, desk } }) => {
          const said = { name: names.author(by), when: whenText(at) };
          return (
            <Box component="li" key={key} sx={timelineItem}>
              <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                {what}
              </Typography>
              {text !== '' && (
                <Typography
                  variant="body2"
                  color="textSecondary"
                  sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
                >
                  {text}
                </Typography>
              )}
              {details}
              <Typography variant="caption" color="textSecondary" component="p">
                {desk === undefined ? t('app.history.by', said) : t('app.history.byAt', { ...said, desk })}
              </Typography>
            </Box>
          );
        })}
      </Box>
    </Paper>
  );
}
