import { Typography } from '@mui/material';
import { derivedRecords } from '../../../shared/cases/derived.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { ServiceDefinition, StepDefinition } from '../../../shared/services/definition.ts';
import type { Names } from '../office/names.ts';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly service: ServiceDefinition;
  readonly step: StepDefinition;
  readonly letter: Letter | null;
  readonly names: Names;
}

/** A step that is the letter's booking or its chain: derived from there, never typed again. */
export function DerivedStep({ service, step, letter, names }: Props) {
  const t = useTexts();
  const record = letter && derivedRecords(service, letter).find((one) => one.step === step.code);
  const to = record?.disposition?.to.map(({ position }) => names.short(position)).join(', ');
  const text =
    letter === null
      ? t('cases.step.derivedUnknown')
      : record?.done
        ? t('cases.step.derivedDone', { date: longDate(record.done) })
        : t('cases.step.derivedOpen');
  return (
    <Typography variant="body2">
      {to ? `${text} → ${to}` : text}{' '}
      <Typography component="span" variant="caption" color="textSecondary">
        {t('cases.step.derived')}
      </Typography>
    </Typography>
  );
}
