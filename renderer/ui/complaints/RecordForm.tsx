import { Alert, Box, Button, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import { ConfirmDialog, Page } from '../kit/index.ts';
import { useLeaveGuard } from '../entry/use-leave-guard.ts';
import { EntryFrame, EntryProblems } from '../entry/EntryFrame.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { useTexts } from '../texts/index.ts';
import { useLive, useOffice } from '../office/office-context.tsx';
import { draftKey, isSameComplaint, keptOf, type ComplaintDraft } from './complaint-draft.ts';
import { hasTyped, recordArgs } from './complaint-form.ts';
import { ComplaintFields } from './ComplaintFields.tsx';
import { SecretLetterHint } from './SecretLetterHint.tsx';

interface Props {
  readonly start: ComplaintDraft;
  /** The key under which the input is kept (`draftPlace`). */
  readonly place: string;
  readonly onSaved: (id: string) => void;
  /** A fresh form. */
  readonly onClear: () => void;
}

/** The form of one complaint. */
export function RecordForm({ start, place, onSaved, onClear }: Props) {
  const t = useTexts();
  const office = useOffice();
  const [{ opId, complaintId }, setIds] = useState({ opId: start.opId, complaintId: start.complaintId });
  const [elsewhere, setElsewhere] = useState(false);
  const entry = useEntryForm({
    command: 'complaint.record',
    start: start.form,
    args: (form) => recordArgs(form, complaintId),
    opId,
    draft: { key: draftKey(place), kept: (form) => keptOf({ opId, complaintId, form }) },
    onSaved: () => onSaved(complaintId),
  });
  const { form, frame, values, saving, problems } = entry;
  // Another window saved its complaint under the ids of the draft both began with: what stands here is one of its own.
  const taken = useLive((o) => o.records('complaint').find(({ id }) => id === complaintId) ?? null, [complaintId]);
  if (taken && !entry.saved && !saving && !isSameComplaint(taken, values)) {
    setIds({ opId: office.newId(), complaintId: office.newId() });
    setElsewhere(true);
  }
  const recorded = taken !== null && !entry.saved && !saving && isSameComplaint(taken, values);
  const { secret } = values;
  const typed = !entry.saved && hasTyped(values);
  const [clearing, setClearing] = useState(false);
  useEffect(() => frame.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), [frame]);
  const leaving = useLeaveGuard(typed);
  return (
    <Page title={t('complaints.form.title')} subtitle={t('complaints.form.keys')} width="form">
      <EntryFrame entry={entry}>
        <ComplaintFields form={form} />
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, mt: 1.5 }}>
          <SecretLetterHint control={form.control} />
          {elsewhere && <Alert severity="info">{t('complaints.form.elsewhere')}</Alert>}
          {recorded && <Alert severity="info">{t('complaints.form.recordedElsewhere')}</Alert>}
          {secret && <Alert severity="info">{t('complaints.form.secretNotKept')}</Alert>}
          <EntryProblems entry={entry} />
        </Box>
        <Box
          sx={{
            position: 'sticky',
            bottom: 0,
            zIndex: 2,
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            mt: 1.5,
            py: 1.25,
            bgcolor: 'background.default',
            borderTop: 1,
            borderColor: 'divider',
          }}
        >
          <Button type="submit" variant="contained" disabled={saving || recorded} sx={{ minWidth: 120 }}>
            {t(saving ? 'complaints.form.saving' : 'complaints.form.save')}
          </Button>
          <Button disabled={!typed || saving} onClick={() => setClearing(true)}>
            {t('complaints.form.clear')}
          </Button>
          <Typography role="status" variant="body2" color="error">
            {problems > 0 ? t('complaints.form.problems', { count: problems }) : ''}
          </Typography>
        </Box>
      </EntryFrame>
      <ConfirmDialog
        open={clearing}
        title={t('complaints.form.clearTitle')}
        confirm={t('complaints.form.clearConfirm')}
        danger
        onClose={() => setClearing(false)}
        onConfirm={() => {
          entry.forget();
          onClear();
        }}
      >
        {t('complaints.form.clearText')}
      </ConfirmDialog>
      <ConfirmDialog
        open={leaving !== null}
        title={t('complaints.form.leaveTitle')}
        confirm={t('complaints.form.leave')}
        onClose={() => leaving?.stay()}
        onConfirm={() => leaving?.leave()}
      >
        {t(secret ? 'complaints.form.leaveSecret' : 'complaints.form.leaveText')}
      </ConfirmDialog>
    </Page>
  );
}
