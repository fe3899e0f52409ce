import { Button, Paper, Typography } from '@mui/material';
import { Link } from 'react-router';
import { clockTime, longDate } from '../../../shared/dates/indonesian.ts';
import type { LetterStub } from '../../../shared/letters/letter.ts';
import { AgendaLabel, Page, SecurityChip } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';

/** What those see of a secret letter to whom it is not addressed. */
export function HiddenLetter({ stub }: { readonly stub: LetterStub }) {
  const t = useTexts();
  const { agenda, received, letterDate } = stub;
  return (
    <Page
      title={t('letters.page.hidden')}
      subtitle={t('letters.secretHidden')}
      actions={
        <Button component={Link} to="/" variant="outlined">
          {t('letters.page.back')}
        </Button>
      }
      width="form"
    >
      <Paper variant="outlined" sx={{ p: 2 }}>
        <Typography sx={{ fontSize: '1.75rem' }}>
          <AgendaLabel agenda={agenda} />
        </Typography>
        <SecurityChip security={stub.security} />
        <Typography variant="body2" sx={{ mt: 1 }}>
          {t('letters.field.received')}: {longDate(received.date)}, {clockTime(received.time)}
        </Typography>
        <Typography variant="body2">
          {t('letters.field.letterDate')}: {letterDate === null ? t('letters.undated') : longDate(letterDate)}
        </Typography>
      </Paper>
    </Page>
  );
}
