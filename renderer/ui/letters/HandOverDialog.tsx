import { Typography } from '@mui/material';
import { Controller } from 'react-hook-form';
import type { Letter } from '../../../shared/letters/letter.ts';
import type { OfficeIdentity } from '../../../shared/office/master.ts';
import { useOffice } from '../office/office-context.tsx';
import { errorText } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { PositionField } from '../entry/PositionField.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';

interface Props {
  readonly letter: Letter;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Records that the letter with its sheet was handed to someone; the head of the office is proposed. */
export function HandOverDialog({ letter, onClose, onDone }: Props) {
  const t = useTexts();
  const office = useOffice();
  const entry = useEntryForm<{ to: string | null }>({
    command: 'letter.forward',
    start: { to: office.master<OfficeIdentity>('office')[0]?.headPosition ?? null },
    args: ({ to }) => ({ letterId: letter.id, to }),
    onSaved: onDone,
  });
  return (
    <EntryDialog
      small
      entry={entry}
      title={t('letters.dialog.forwardTitle')}
      confirm={t('letters.dialog.forwardConfirm')}
      canSave={entry.values.to !== null}
      onClose={onClose}
    >
      <Typography variant="body2" color="textSecondary">
        {t('letters.dialog.forwardText')}
      </Typography>
      <Controller
        control={entry.form.control}
        name="to"
        render={({ field, fieldState }) => (
          <PositionField
            label={t('letters.dialog.to')}
            value={field.value}
            error={errorText(t, fieldState.error)}
            onChange={field.onChange}
          />
        )}
      />
    </EntryDialog>
  );
}
