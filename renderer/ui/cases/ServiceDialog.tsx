import { Typography } from '@mui/material';
import { keptOf } from '../../../shared/services/edition.ts';
import { FormField } from '../kit/index.ts';
import { EntryDialog } from '../entry/EntryDialog.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { useOpenServices } from '../office/use-services.ts';
import { useTexts } from '../texts/index.ts';
import type { CaseDialogProps } from './dialog-props.ts';
import { ServiceField } from './ServiceField.tsx';

/** Another service than the one the case was opened for, while nothing was done yet. */
export function ServiceDialog({ known, onClose, onDone }: CaseDialogProps) {
  const t = useTexts();
  const services = useOpenServices();
  const entry = useEntryForm({
    command: 'case.service',
    start: { service: known.service.code, reason: '' },
    args: (act) => ({
      caseId: known.found.id,
      act: { ...act, ...keptOf(services.find(({ service }) => service.code === act.service)) },
    }),
    onSaved: onDone,
  });
  const { form, values } = entry;
  return (
    <EntryDialog
      small
      entry={entry}
      title={t('cases.dialog.serviceTitle')}
      confirm={t('cases.dialog.save')}
      canSave={values.service !== known.service.code && values.reason.trim() !== ''}
      onClose={onClose}
    >
      <Typography variant="body2" color="textSecondary">
        {t('cases.dialog.serviceText')}
      </Typography>
      <ServiceField control={form.control} autoFocus />
      <FormField control={form.control} name="reason" multiline required label={t('cases.dialog.reason')} />
    </EntryDialog>
  );
}
