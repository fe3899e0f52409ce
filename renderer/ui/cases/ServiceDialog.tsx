import { Box, Typography } from '@mui/material';
import { useState } from 'react';
import { ConfirmDialog, Field } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { entryError, type CaseDialogProps } from './dialog-props.ts';
import { ServiceField } from './ServiceField.tsx';

/** Another service than the one the case was opened for, while nothing was done yet. */
export function ServiceDialog({ known, entry, onClose, onDone }: CaseDialogProps) {
  const t = useTexts();
  const [service, setService] = useState(known.service.code);
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      open
      title={t('cases.dialog.serviceTitle')}
      confirm={t('cases.dialog.save')}
      disabled={entry.saving || service === known.service.code || reason.trim() === ''}
      onClose={onClose}
      onConfirm={() => {
        const args = { caseId: known.found.id, act: { service, reason } };
        void entry.run('case.service', args).then((done) => done && onDone());
      }}
    >
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {t('cases.dialog.serviceText')}
      </Typography>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        <ServiceField autoFocus value={service} error={entryError(t, entry, 'service')} onChange={setService} />
        <Field
          multiline
          required
          label={t('cases.dialog.reason')}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          error={entryError(t, entry, 'reason', true)}
        />
      </Box>
    </ConfirmDialog>
  );
}
