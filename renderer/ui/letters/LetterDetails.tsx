import { Box, Paper, Typography } from '@mui/material';
import { letterHeader, type HeaderName } from '../../../shared/letters/header.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { AgendaLabel, SecurityChip, StatusChip, UrgencyChip, PendingMark } from '../kit/index.ts';
import { letterStatus } from '../../../shared/letters/status.ts';
import { useTexts } from '../texts/index.ts';
import { fieldText } from './field-text.ts';
import { whenText, type Names } from '../office/names.ts';

interface Props {
  readonly letter: Letter;
  readonly names: Names;
  readonly pending: number;
}

const first = [
  'sender',
  'letterNumber',
  'letterDate',
  'received',
  'attachments',
] as const satisfies readonly HeaderName[];
const last = ['addressedTo', 'remark'] as const satisfies readonly HeaderName[];
/** Shown in the head of the page. */
const apart = ['subject', 'urgency', 'security'] as const satisfies readonly HeaderName[];
const named: readonly HeaderName[] = [...first, ...last, ...apart];
const shown = [...first, ...letterHeader.names.filter((field) => !named.includes(field)), ...last];
/** Shown also where they are empty; of the others most letters have none. */
const always: readonly HeaderName[] = first;

function Line({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <>
      <Typography component="dt" variant="body2" color="textSecondary">
        {label}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Typography>
    </>
  );
}

/** The head of a letter's page: number, status, both axes, and the fields as they stand now. */
export function LetterDetails({ letter, names, pending }: Props) {
  const t = useTexts();
  const { agenda, voided } = letter;
  const header = letterHeader.of(letter);
  const waiting = agenda.no === null;
  return (
    <Paper variant="outlined" component="section" aria-label={t('letters.page.details')} sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Box sx={{ mr: 1 }}>
          <Typography variant="caption" color="textSecondary" component="p">
            {t(waiting && agenda.provisional !== null ? 'letters.agenda.provisional' : 'letters.agenda.label')}
          </Typography>
          <Typography component="p" sx={{ fontSize: '1.875rem', lineHeight: 1.15 }}>
            <AgendaLabel agenda={agenda} />
          </Typography>
        </Box>
        <StatusChip status={letterStatus(letter)} />
        <UrgencyChip urgency={letter.urgency} />
        <SecurityChip security={letter.security} />
        <PendingMark count={pending} />
      </Box>
      {agenda.conflict && (
        <Typography variant="body2" color="error" role="alert" sx={{ mt: 1 }}>
          {t('letters.agenda.conflictLong')}
        </Typography>
      )}
      {voided && (
        <Typography variant="body2" color="error" sx={{ mt: 1 }}>
          {t('letters.page.voided', { reason: voided.reason })} (
          {t('letters.page.by', { name: names.author(voided.by), when: whenText(voided.at) })})
        </Typography>
      )}
      <Typography component="h2" sx={{ fontSize: '0.9375rem', fontWeight: 600, mt: 1.5, overflowWrap: 'anywhere' }}>
        {letter.subject}
      </Typography>
      <Box
        component="dl"
        sx={{ display: 'grid', gridTemplateColumns: '130px minmax(0, 1fr)', gap: 0.5, mt: 1.25, mb: 0 }}
      >
        {shown
          .filter((field) => always.includes(field) || header[field] !== '')
          .map((field) => (
            <Line key={field} label={t(`letters.field.${field}`)} text={fieldText(t, names, field, header[field])} />
          ))}
        {letter.duplicateReason !== null && letter.duplicateReason !== '' && (
          <Line label={t('letters.page.duplicateReason')} text={letter.duplicateReason} />
        )}
      </Box>
    </Paper>
  );
}
