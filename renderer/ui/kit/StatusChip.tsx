import { Chip, type ChipProps } from '@mui/material';
import type { Security, Urgency } from '../../../shared/letters/letter.ts';
import type { LetterStatus } from '../../../shared/letters/status.ts';
import { useTexts } from '../texts/index.ts';

type Tone = 'neutral' | 'info' | 'warning' | 'success' | 'error' | 'primary' | 'secondary';

/** A quiet label: tinted ground, dark words; the word carries the meaning, not the colour alone. */
export function ToneChip({ tone, ...rest }: { readonly tone: Tone } & Omit<ChipProps, 'color'>) {
  return (
    <Chip
      {...rest}
      sx={{
        color: tone === 'neutral' ? 'text.secondary' : `${tone}.main`,
        bgcolor: tone === 'neutral' ? 'action.hover' : `${tone}.light`,
      }}
    />
  );
}

const statusTone: Readonly<Record<LetterStatus, Tone>> = {
  registered: 'info',
  printed: 'warning',
  disposed: 'primary',
  done: 'success',
  filed: 'neutral',
  void: 'error',
};

/** The status of a letter. */
export function StatusChip({ status }: { readonly status: LetterStatus }) {
  const t = useTexts();
  return <ToneChip tone={statusTone[status]} label={t(`app.status.${status}`)} />;
}

/** Shown only where a letter is urgent: `biasa` is no news. */
export function UrgencyChip({ urgency }: { readonly urgency: Urgency }) {
  const t = useTexts();
  if (urgency === 'biasa') return null;
  return <ToneChip tone={urgency === 'segera' ? 'warning' : 'error'} label={t(`app.urgency.${urgency}`)} />;
}

/** Shown only where a letter is not open to everyone. */
export function SecurityChip({ security }: { readonly security: Security }) {
  const t = useTexts();
  if (security === 'biasa') return null;
  return <ToneChip tone={security === 'terbatas' ? 'secondary' : 'error'} label={t(`app.security.${security}`)} />;
}
