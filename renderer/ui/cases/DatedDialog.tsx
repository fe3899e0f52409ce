import { Box, Typography } from '@mui/material';
import { useState } from 'react';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import { todayWib } from '../../../shared/dates/wib.ts';
import { useClock } from '../office/clock-context.tsx';
import { ConfirmDialog, DateField, Field } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { entryError, type CaseDialogProps } from './dialog-props.ts';

interface Props extends Omit<CaseDialogProps, 'known'> {
  readonly kind: 'maintain' | 'resume';
  readonly caseId: string;
}

/** Records something that happened on a day: papers came, or data were brought up to date after the end. */
export function DatedDialog({ kind, caseId, entry, onClose, onDone }: Props) {
  const t = useTexts();
  const clock = useClock();
  const [on, setOn] = useState<PlainDate | null>(() => todayWib(clock.now()));
  const [note, setNote] = useState('');
  const [invalid, setInvalid] = useState(false);
  const needsNote = kind === 'maintain';
  return (
    <ConfirmDialog
      open
      title={t(`cases.dialog.${kind}Title`)}
      confirm={t('cases.dialog.save')}
      disabled={entry.saving || invalid || on === null || (needsNote && note.trim() === '')}
      onClose={onClose}
      onConfirm={() => {
        void entry.run(`case.${kind}`, { caseId, act: { on, note } }).then((done) => done && onDone());
      }}
    >
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {t(`cases.dialog.${kind}Text`)}
      </Typography>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        <DateField
          label={t('cases.dialog.on')}
          value={on}
          onChange={setOn}
          onInvalid={setInvalid}
          error={entryError(t, entry, 'on')}
        />
        <Field
          autoFocus
          multiline
          minRows={3}
          maxRows={10}
          required={needsNote}
          label={t(`cases.dialog.${kind}Label`)}
          value={note}
          onChange={({ target }) => setNote(target.value)}
          error={entryError(t, entry, 'note', true)}
        />
      </Box>
    </ConfirmDialog>
  );
}
