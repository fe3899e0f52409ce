import { Box, Typography } from '@mui/material';
import type { GapsAnswer } from '../../../shared/sync/trust-api.ts';
import { useTexts } from '../texts/index.ts';

/** Only said when there are such numbers; the others are always of interest, also when there are none. */
const rare = ['restored', 'unaccounted'] as const;
const usual = ['used', 'leased', 'void', 'lost', 'paper'] as const;

/** How many numbers of the book are where. */
export function GapsSummary({ gaps }: { readonly gaps: Pick<GapsAnswer, 'highest' | 'counts'> }) {
  const t = useTexts();
  const shown = [...usual, ...rare.filter((name) => gaps.counts[name] > 0)];
  const figures = [
    { name: t('numbers.highest'), value: gaps.highest, alarming: false },
    ...shown.map((name) => ({
      name: t(`numbers.class.${name}`),
      value: gaps.counts[name],
      alarming: name === 'unaccounted',
    })),
  ];
  return (
    <Box
      component="dl"
      aria-label={t('numbers.summary')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, m: 0, mb: 2 }}
    >
      {figures.map(({ name, value, alarming }) => (
        <Box
          key={name}
          sx={{ border: 1, borderColor: 'divider', borderRadius: 1, px: 1.5, py: 0.75, bgcolor: 'background.paper' }}
        >
          <Typography component="dt" variant="caption" color="textSecondary">
            {name}
          </Typography>
          <Typography
            component="dd"
            variant="h2"
            sx={{ m: 0, fontVariantNumeric: 'tabular-nums', ...(alarming ? { color: 'error.main' } : {}) }}
          >
            {value}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
