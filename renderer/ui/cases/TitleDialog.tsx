import { useState } from 'react';
import { ConfirmDialog, Field } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { entryError, type CaseDialogProps } from './dialog-props.ts';

/** Another title: letters often name the application only roughly. */
export function TitleDialog({ known, entry, onClose, onDone }: CaseDialogProps) {
  const t = useTexts();
  const [title, setTitle] = useState(known.state.title);
  return (
    <ConfirmDialog
      open
      title={t('cases.dialog.titleTitle')}
      confirm={t('cases.dialog.save')}
      disabled={entry.saving || title.trim() === ''}
      onClose={onClose}
      onConfirm={() => {
        void entry.run('case.title', { caseId: known.found.id, act: { title } }).then((done) => done && onDone());
      }}
    >
      <Field
        autoFocus
        multiline
        maxRows={8}
        required
        label={t('cases.dialog.titleLabel')}
        value={title}
        onChange={({ target }) => setTitle(target.value)}
        error={entryError(t, entry, 'title', true)}
      />
    </ConfirmDialog>
  );
}
