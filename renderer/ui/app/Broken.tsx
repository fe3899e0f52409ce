import { Alert, Box, Button, Typography } from '@mui/material';
import { useTexts } from '../texts/index.ts';

/** A fault of the program: a plain message, with the assurance that nothing saved is lost. */
export function Broken({ error }: { readonly error: unknown }) {
  const t = useTexts();
  return (
    <Box role="alert" sx={{ p: 4, maxWidth: 640 }}>
      <Typography variant="h1">{t('app.broken.title')}</Typography>
      <Typography variant="body1" sx={{ my: 1 }}>
        {t('app.broken.text')}
      </Typography>
      <Alert severity="error" sx={{ mb: 2, wordBreak: 'break-word' }}>
        {error instanceof Error ? error.message : String(error)}
      </Alert>
      <Button variant="contained" onClick={() => location.reload()}>
        {t('app.action.reload')}
      </Button>
    </Box>
  );
}
