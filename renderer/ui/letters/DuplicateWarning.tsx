import { Alert, AlertTitle, Box, Link, Typography } from '@mui/material';
import type { Ref } from 'react';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { LetterLine } from '../../data/office.ts';
import { agendaLabel, Field } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly lines: readonly LetterLine[];
  readonly reason: string;
  readonly missing: boolean;
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onReason: (reason: string) => void;
}

/** Letters with the same sender, number and date, and the reason why this one is booked all the same. */
export function DuplicateWarning({ lines, reason, missing, inputRef, onReason }: Props) {
  const t = useTexts();
  return (
    <Alert severity="warning" role="status" sx={{ alignItems: 'flex-start' }}>
      <AlertTitle sx={{ fontSize: '0.8125rem', fontWeight: 700, mb: 0 }}>{t('letters.duplicate.title')}</AlertTitle>
      <Typography variant="body2">{t('letters.duplicate.text')}</Typography>
      <Box component="ul" sx={{ my: 0.5, pl: 2.5 }}>
        {lines.slice(0, 5).map((line) => (
          <li key={line.id}>
            {t('letters.duplicate.item', {
              agenda: agendaLabel(t, line.agenda),
              date: longDate(line.receivedDate),
              subject: line.hidden ? t('letters.secret') : line.subject,
            })}{' '}
            <Link href={`#/surat/${encodeURIComponent(line.id)}`} target="_blank" rel="noreferrer">
              {t('letters.duplicate.open')}
            </Link>
          </li>
        ))}
      </Box>
      <Field
        label={t('letters.duplicate.reason')}
        required
        value={reason}
        onChange={({ target }) => onReason(target.value)}
        inputRef={inputRef}
        error={missing ? t('letters.duplicate.reasonMissing') : null}
        helperText={t('letters.duplicate.reasonHint')}
        sx={{ mt: 1 }}
      />
    </Alert>
  );
}
