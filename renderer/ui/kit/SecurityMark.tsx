import { Box } from '@mui/material';
import { isSecret, type Security } from '../../../shared/letters/letter.ts';
import { useTexts } from '../texts/index.ts';

/** B, T, R, SR: the office writes R and SR in red. Nothing for an open letter, which is no news. */
export function SecurityMark({ security }: { readonly security: Security }) {
  const t = useTexts();
  if (security === 'biasa') return null;
  const secret = isSecret(security);
  return (
    <Box
      component="abbr"
      title={t(`app.security.${security}`)}
      sx={{
        fontWeight: 700,
        fontSize: '0.6875rem',
        px: 0.5,
        border: 1,
        borderRadius: 0.5,
        textDecoration: 'none',
        lineHeight: '18px',
        color: secret ? 'error.main' : 'text.secondary',
      }}
    >
      {t(`letters.securityMark.${security}`)}
    </Box>
  );
}
