import { MenuItem, Typography } from '@mui/material';
import { useState } from 'react';
import { todayWib } from '../../../shared/dates/wib.ts';
import type { Side, Version } from '../../../shared/interchange/interchange.ts';
import { numberOf } from '../../../shared/interchange/next-version.ts';
import { scansOf } from '../../../shared/letters/attached-scan.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { errorText, Field, FormDate, FormField, type TypedDate } from '../kit/index.ts';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { useClock } from '../office/clock-context.tsx';
import { useTexts } from '../texts/index.ts';
import { numberText } from './MakeVersionDialog.tsx';

interface Props {
  readonly id: string;
  readonly version: Version;
  readonly party: Side;
  readonly letters: readonly Letter[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

interface SignForm {
  readonly name: string;
  readonly position: string;
  readonly on: TypedDate;
  readonly scanId: string;
}

/** Records, on behalf of an agency, that it signed a version on paper. */
export function SignDialog({ id, version, party, letters, onClose, onDone }: Props) {
  const t = useTexts();
  const clock = useClock();
  const scans = letters.flatMap((letter) => scansOf(letter).filter(({ removed }) => removed === null));
  const [start] = useState<SignForm>(() => ({ name: '', position: '', on: todayWib(clock.now()), scanId: '' }));
  const entry = useEntryForm<SignForm>({
    command: 'interchange.sign',
    start,
    args: ({ name, position, on, scanId }) => ({
      interchangeId: id,
      act: { version: version.act.id, party, name, position, on: on ?? '', scanId },
    }),
    onSaved: onDone,
  });
  const { control, setValue, formState } = entry.form;
  return (
    <EntryDialog
      small
      entry={entry}
      title={t('interchange.sign.title', {
        party: t(`interchange.sign.${party}`),
        version: numberText(numberOf(version)),
      })}
      confirm={t('interchange.sign.confirm')}
      onClose={onClose}
    >
      <Typography variant="body2">
        {t('interchange.sign.explain', { agency: version.contract.parties[party].name })}
      </Typography>
      <FormField control={control} name="name" required autoFocus label={t('interchange.sign.name')} />
      <FormField control={control} name="position" required label={t('interchange.sign.position')} />
      <FormDate control={control} name="on" required label={t('interchange.sign.on')} />
      <Field
        select
        required
        label={t('interchange.sign.scan')}
        value={scans.some((scan) => scan.id === entry.values.scanId) ? entry.values.scanId : ''}
        onChange={({ target }) => setValue('scanId', target.value, { shouldDirty: true })}
        error={errorText(t, formState.errors.scanId)}
        helperText={t('interchange.sign.scanHint')}
      >
        <MenuItem value="">{t('interchange.sign.noScan')}</MenuItem>
        {scans.map((scan) => (
          <MenuItem key={scan.id} value={scan.id}>
            {scan.name}
          </MenuItem>
        ))}
      </Field>
    </EntryDialog>
  );
}
