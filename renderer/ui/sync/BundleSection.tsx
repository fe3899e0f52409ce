import { Box, Typography } from '@mui/material';
import { useId } from 'react';
import { useTexts } from '../texts/index.ts';
import { ExportCard } from './ExportCard.tsx';
import { ImportCard } from './ImportCard.tsx';

/**
 * Export and import of bundles, for a network that does not come back: pending operations travel by file, whatever the
 * sync state.
 */
export function BundleSection() {
  const t = useTexts();
  const title = useId();
  return (
    <Box component="section" aria-labelledby={title} sx={{ mt: 4 }}>
      <Typography id={title} variant="h2" sx={{ mb: 1 }}>
        {t('carry.title')}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
        {t('carry.lead')}
      </Typography>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, alignItems: 'flex-start' }}>
        <ExportCard />
        <ImportCard />
      </Box>
    </Box>
  );
}
