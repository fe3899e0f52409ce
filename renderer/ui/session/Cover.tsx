import { Box, Paper, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly footer?: ReactNode;
  readonly children?: ReactNode;
}

/** The page before the office is open: name of the program and one card. */
export function Cover({ title, lead, footer, children }: Props) {
  const t = useTexts();
  return (
    <Box sx={{ minHeight: '100%', display: 'grid', placeItems: 'center', p: 3 }}>
      <Box component="main" sx={{ width: '100%', maxWidth: 440 }}>
        <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1.25, mb: 1.5 }}>
          <Typography component="p" sx={{ fontSize: '1.5rem', fontWeight: 700, color: 'primary.main' }}>
            {t('app.name')}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {t('app.office')}
          </Typography>
        </Box>
        <Paper variant="outlined" sx={{ p: 3, borderTop: 3, borderTopColor: 'primary.main' }}>
          <Typography variant="h1" sx={{ mb: lead === undefined ? 2 : 0.5 }}>
            {title}
          </Typography>
          {lead !== undefined && (
            <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
              {lead}
            </Typography>
          )}
          {children}
        </Paper>
        {footer !== undefined && <Box sx={{ mt: 1.5, color: 'text.secondary' }}>{footer}</Box>}
      </Box>
    </Box>
  );
}
