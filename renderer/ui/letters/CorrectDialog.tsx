import { Typography } from '@mui/material';
import { useState } from 'react';
import type { Letter, LetterHeader } from '../../../shared/letters/letter.ts';
import { useTexts } from '../texts/index.ts';
import { useClock } from '../office/clock-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { formField } from './form-refusals.ts';
import { changedFields, headerOf, type HeaderForm } from './header-form.ts';
import { HeaderFields } from './HeaderFields.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
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
  const clock = useClock();
  const office = useOffice();
  // The version the person is looking at: a correction that arrives meanwhile must not be overwritten unseen.
  const [base] = useState(() => office.versionOf('letter', letter.id));
  // The values when the person began; a change arriving meanwhile must not look like theirs.
  const [before] = useState(letter);
  const [openedAt] = useState(() => clock.now());
  const entry = useEntryForm<HeaderForm>({
    command: 'letter.correct',
    start: headerOf({ ...before, ...proposed }),
    args: (form) => ({ letterId: letter.id, set: changedFields(before, form) }),
    fieldOf: formField,
    base,
    onSaved: onDone,
  });
  const { form, values } = entry;
  const changed = Object.keys(changedFields(before, values)).length > 0;

  return (
    <EntryDialog
      entry={{ ...entry, touched: changed }}
      title={t('letters.dialog.correctTitle')}
      confirm={t('app.action.save')}
      canSave={changed}
      hint={changed ? undefined : t('letters.dialog.correctNothing')}
      onClose={onClose}
    >
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
        {t('letters.dialog.correctText')}
      </Typography>
      <HeaderFields
        form={form}
        autoFocus={Object.keys(proposed).length > 0}
        warnings={headerWarnings(values, openedAt)}
      />
    </EntryDialog>
  );
}
