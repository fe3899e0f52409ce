import { Box, Typography } from '@mui/material';
import { OutsideLink } from './OutsideLink.tsx';
import { useTexts } from '../texts/index.ts';
import { laporLinks } from './lapor-links.ts';

/** The ways to LAPOR!, each with its address in full: it can be copied where the link cannot be opened. */
export function LaporLinks() {
  const t = useTexts();
  return (
    <Box component="section" aria-label={t('services.lapor.title')}>
      <Typography variant="body2">{t('services.lapor.text')}</Typography>
      <Box component="ul" sx={{ m: 0, mt: 1, pl: 2.5 }}>
        {laporLinks.map(({ text, url }) => (
          <Typography key={url} component="li" variant="body2">
            <OutsideLink url={url}>{t(text)}</OutsideLink>{' '}
            <Typography component="span" variant="caption" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
              {url}
            </Typography>
          </Typography>
        ))}
      </Box>
    </Box>
  );
}
