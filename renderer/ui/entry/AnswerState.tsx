import { Alert, Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { ServerAnswer } from '../office/use-server-answer.ts';
import { refusalText, useTexts } from '../texts/index.ts';

interface Props {
  readonly of: ServerAnswer<unknown>;
  readonly lead: string;
  readonly children?: ReactNode;
}

/** The head of a section whose content comes from the server: its title, a reload button, and why it may be missing. */
export function AnswerState({ of, lead, children }: Props) {
  const t = useTexts();
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mb: 1 }}>
        <Typography variant="body2" color="textSecondary" sx={{ flex: 1 }}>
          {lead}
        </Typography>
        {children}
        <Button disabled={of.asking} onClick={of.again}>
          {t('manage.refresh')}
        </Button>
      </Box>
      {of.refusal !== null && (
        <Alert severity="warning" sx={{ mb: 1 }}>
          {`${t('manage.online')} ${refusalText(t, of.refusal)}`}
        </Alert>
      )}
      {of.value === null && of.refusal === null && <Typography sx={{ py: 2 }}>{t('app.loading')}</Typography>}
    </>
  );
}
