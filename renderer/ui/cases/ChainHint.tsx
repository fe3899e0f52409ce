import { Alert, Button } from '@mui/material';
import { Link } from 'react-router';
import { forwardingOf, openChain, reviewerOf } from '../../../shared/cases/derived.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { StepDefinition } from '../../../shared/services/definition.ts';
import type { Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';
import type { KnownCase } from '../office/case-states.ts';

interface Props {
  readonly known: KnownCase;
  readonly step: StepDefinition;
  readonly letter: Letter | null;
  readonly names: Names;
}

/**
 * What the letter's chain says of the present step: how it was passed on, or what is still to be entered there. Shown
 * to everybody who sees the step, because dispositions are often typed in by somebody else.
 */
export function ChainHint({ known, step, letter, names }: Props) {
  const t = useTexts();
  if (letter === null) return null;
  const reviewer = reviewerOf(known.service, step);
  const forwarding = reviewer === null ? null : forwardingOf(letter, reviewer);
  const open = openChain(known.service, step, letter);
  if (open) {
    return (
      <Alert
        severity="warning"
        sx={{ mt: 1 }}
        action={
          <Button color="inherit" component={Link} to={`/surat/${encodeURIComponent(letter.id)}`}>
            {t('cases.head.openLetter')}
          </Button>
        }
      >
        {open === 'no-disposition'
          ? t('cases.step.noDisposition')
          : t('cases.step.notForwarded', { who: names.title(reviewer ?? '') })}
      </Alert>
    );
  }
  if (!forwarding) return null;
  const to = forwarding.to.map(({ position }) => names.short(position)).join(', ');
  const note = [to, ...forwarding.instructions, forwarding.note].filter(Boolean).join(' · ');
  return (
    <Alert severity="info" sx={{ mt: 1 }}>
      {t('cases.step.forwarded', { who: names.title(forwarding.from), date: longDate(forwarding.date), note })}
    </Alert>
  );
}
