import { Typography } from '@mui/material';
import { todayWib } from '../../../shared/dates/wib.ts';
import { useClock } from '../office/clock-context.tsx';
import { FormDate, FormField, type TypedDate } from '../kit/index.ts';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { useTexts } from '../texts/index.ts';
import type { CaseDialogProps } from './dialog-props.ts';

interface Props extends Omit<CaseDialogProps, 'known'> {
  readonly kind: 'maintain' | 'resume';
  readonly caseId: string;
}

interface Dated {
  readonly on: TypedDate;
  readonly note: string;
}

/** Records something that happened on a day: papers came, or data were brought up to date after the end. */
export function DatedDialog({ kind, caseId, onClose, onDone }: Props) {
  const t = useTexts();
  const clock = useClock();
  const entry = useEntryForm<Dated>({
    command: `case.${kind}`,
    start: { on: todayWib(clock.now()), note: '' },
    args: ({ on, note }) => ({ caseId, act: { on: on ?? '', note } }),
    onSaved: onDone,
  });
  const { form, values } = entry;
  const needsNote = kind === 'maintain';
  return (
    <EntryDialog
      small
      entry={entry}
      title={t(`cases.dialog.${kind}Title`)}
      confirm={t('cases.dialog.save')}
      canSave={values.on !== null && !(needsNote && values.note.trim() === '')}
      onClose={onClose}
    >
      <Typography variant="body2" color="textSecondary">
        {t(`cases.dialog.${kind}Text`)}
      </Typography>
      <FormDate control={form.control} name="on" label={t('cases.dialog.on')} />
      <FormField
        control={form.control}
        name="note"
        autoFocus
        multiline
        minRows={3}
        maxRows={10}
        required={needsNote}
        label={t(`cases.dialog.${kind}Label`)}
      />
    </EntryDialog>
  );
}
