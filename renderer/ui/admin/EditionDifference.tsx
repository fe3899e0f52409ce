import { Box, Typography } from '@mui/material';
import type { Difference } from '../../../shared/services/difference.ts';
import { useTexts, type Texts } from '../texts/index.ts';

function sentence(t: Texts, { what, step, was, now }: Difference): string {
  if (what === 'closed') return t(now === 'closed' ? 'admin.service.nowClosed' : 'admin.service.nowOpen');
  const name = t(`admin.service.what.${what}`);
  const of = step === undefined ? name : t('admin.service.whatOf', { step, what: name });
  if (was === '') return t('admin.service.added', { what: of, now });
  return now === '' ? t('admin.service.gone', { what: of, was }) : t('admin.service.changed', { what: of, was, now });
}

/** What the next version has otherwise, a line each, before it is published. */
export function EditionDifference({ changes }: { readonly changes: readonly Difference[] }) {
  const t = useTexts();
  return (
    <Box component="section" aria-label={t('admin.service.difference')}>
      <Typography variant="h3">{t('admin.service.difference')}</Typography>
      {changes.length === 0 ? (
        <Typography variant="body2">{t('admin.service.same')}</Typography>
      ) : (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {changes.map((change, at) => (
            <Typography key={at} component="li" variant="body2" sx={{ overflowWrap: 'anywhere' }}>
              {sentence(t, change)}
            </Typography>
          ))}
        </Box>
      )}
    </Box>
  );
}
