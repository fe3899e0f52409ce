import { FormField } from '../kit/index.ts';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { useTexts } from '../texts/index.ts';
import type { CaseDialogProps } from './dialog-props.ts';

/** Another title: letters often name the application only roughly. */
export function TitleDialog({ known, onClose, onDone }: CaseDialogProps) {
  const t = useTexts();
  const entry = useEntryForm({
    command: 'case.title',
    start: { title: known.state.title },
    args: ({ title }) => ({ caseId: known.found.id, act: { title } }),
    onSaved: onDone,
  });
  return (
    <EntryDialog
      small
      entry={entry}
      title={t('cases.dialog.titleTitle')}
      confirm={t('cases.dialog.save')}
      canSave={entry.values.title.trim() !== ''}
      onClose={onClose}
    >
      <FormField
        control={entry.form.control}
        name="title"
        autoFocus
        multiline
        maxRows={8}
        required
        label={t('cases.dialog.titleLabel')}
      />
    </EntryDialog>
  );
}
