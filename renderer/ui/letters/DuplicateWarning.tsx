import { Alert, AlertTitle, Box, Link, Typography } from '@mui/material';
import type { Ref } from 'react';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { LetterLine } from '../../data/office.ts';
import { agendaLabel, Field } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';

/** Letters with the same sender, number and date, beside the fields that say so. */
export function DuplicateWarning({ lines }: { readonly lines: readonly LetterLine[] }) {
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
    </Alert>
  );
}

interface ReasonProps {
  readonly reason: string;
  readonly missing: boolean;
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onReason: (reason: string) => void;
}

/** Why a letter that looks like one in the book is booked all the same: asked last, where it is out of the way of typing. */
export function DuplicateReason({ reason, missing, inputRef, onReason }: ReasonProps) {
  const t = useTexts();
  return (
    <Field
      label={t('letters.duplicate.reason')}
      required
      value={reason}
      onChange={({ target }) => onReason(target.value)}
      inputRef={inputRef}
      error={missing ? t('letters.duplicate.reasonMissing') : null}
      helperText={t('letters.duplicate.reasonHint')}
    />
  );
}
