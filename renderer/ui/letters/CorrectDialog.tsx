import { Alert, Typography } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import type { Letter, LetterHeader } from '../../../shared/letters/letter.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { useClock } from '../office/clock-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { formField, showRefusals } from './form-refusals.ts';
import { changedFields, headerOf, type HeaderForm } from './header-form.ts';
import { HeaderFields } from './HeaderFields.tsx';
import { leaveField } from '../kit/index.ts';
import { useEntry } from '../entry/use-entry.ts';
import { headerWarnings } from './warnings.ts';

interface Props {
  readonly letter: Letter;
  /** Values of a correction that was refused, to be reviewed and saved again. */
  readonly proposed?: Partial<LetterHeader>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Corrects header fields. Only what was changed here is sent, so that others' corrections of other fields stand. */
export function CorrectDialog({ letter, proposed = {}, onClose, onDone }: Props) {
  const t = useTexts();
  const entry = useEntry();
  const clock = useClock();
  const office = useOffice();
  // The version the person is looking at: a correction that arrives meanwhile must not be overwritten unseen.
  const [base] = useState(() => office.versionOf('letter', letter.id));
  // The values when the person began; a change arriving meanwhile must not look like theirs.
  const [before] = useState(letter);
  const [openedAt] = useState(() => clock.now());
  const form = useForm<HeaderForm>({ defaultValues: headerOf({ ...before, ...proposed }) });
  const values = useWatch({ control: form.control, compute: (all) => all });
  const badDates = useRef(new Set<string>());
  const [datesWrong, setDatesWrong] = useState(false);
  const { setError } = form;
  const changed = Object.keys(changedFields(before, values)).length > 0;

  useEffect(() => {
    showRefusals(entry.refusals, setError);
  }, [entry.refusals, setError]);

  async function save(): Promise<void> {
    const goBack = leaveField();
    form.clearErrors();
    setDatesWrong(badDates.current.size > 0);
    const set = changedFields(before, form.getValues());
    const sound = badDates.current.size === 0 && Object.keys(set).length > 0;
    if (sound && (await entry.run('letter.correct', { letterId: letter.id, set }, { base: await base }))) onDone();
    else goBack();
  }

  return (
    <EntryDialog
      title={t('letters.dialog.correctTitle')}
      touched={changed}
      saveLabel={t('app.action.save')}
      canSave={changed && !entry.saving}
      {...(changed ? {} : { hint: t('letters.dialog.correctNothing') })}
      onSave={() => void save()}
      onClose={onClose}
    >
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
        {t('letters.dialog.correctText')}
      </Typography>
      <HeaderFields
        form={form}
        autoFocus={Object.keys(proposed).length > 0}
        warnings={headerWarnings(values, openedAt)}
        onInvalidDate={(field, bad) => {
          if (bad) badDates.current.add(field);
          else badDates.current.delete(field);
        }}
      />
      {datesWrong && (
        <Alert severity="error" sx={{ mt: 1 }}>
          {t('letters.register.badDates')}
        </Alert>
      )}
      {entry.failed && (
        <Alert severity="error" sx={{ mt: 1 }}>
          {t('letters.register.failed')}
        </Alert>
      )}
      {entry.refusals
        .filter(({ field }) => formField(field) === null)
        .map((refusal) => (
          <Alert key={refusal.code} severity="error" sx={{ mt: 1 }}>
            {refusalText(t, refusal)}
          </Alert>
        ))}
    </EntryDialog>
  );
}
