import { Alert, Box, Button, Typography } from '@mui/material';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { ConfirmDialog, enterMovesOn, Page } from '../kit/index.ts';
import { useLeaveGuard } from '../entry/use-leave-guard.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import type { ComplaintDraft } from './complaint-draft.ts';
import { ComplaintFields } from './ComplaintFields.tsx';
import { SecretLetterHint } from './SecretLetterHint.tsx';
import { useComplaintForm } from './use-complaint-form.ts';

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
  const { form, typed, secret, saving, trouble, refusals, markDate, save } = useComplaintForm(start, place, onSaved);
  const [clearing, setClearing] = useState(false);
  const fields = useRef<HTMLFormElement>(null);
  useEffect(() => fields.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), []);
  const leaving = useLeaveGuard(typed);
  const problems = Object.keys(form.formState.errors).length;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !event.ctrlKey) return;
    // Before the fields handle it: an open list of suggestions would take Enter for a choice.
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) void save();
  }
  return (
    <Page title={t('complaints.form.title')} subtitle={t('complaints.form.keys')} maxWidth={860}>
      <Box
        component="form"
        ref={fields}
        noValidate
        autoComplete="off"
        onKeyDownCapture={onKeyDown}
        onKeyDown={enterMovesOn}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        sx={{ pt: 1 }}
      >
        <ComplaintFields form={form} onInvalidDate={markDate} />
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, mt: 1.5 }}>
          <SecretLetterHint control={form.control} />
          {secret && <Alert severity="info">{t('complaints.form.secretNotKept')}</Alert>}
          {trouble !== null && <Alert severity="error">{t(`complaints.form.${trouble}`)}</Alert>}
          {refusals.map((refusal) => (
            <Alert key={refusal.code} severity="error">
              {refusalText(t, refusal)}
            </Alert>
          ))}
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
          <Button type="submit" variant="contained" disabled={saving} sx={{ minWidth: 120 }}>
            {t(saving ? 'complaints.form.saving' : 'complaints.form.save')}
          </Button>
          <Button disabled={!typed || saving} onClick={() => setClearing(true)}>
            {t('complaints.form.clear')}
          </Button>
          <Typography role="status" variant="body2" color="error">
            {problems > 0 ? t('complaints.form.problems', { count: problems }) : ''}
          </Typography>
        </Box>
      </Box>
      <ConfirmDialog
        open={clearing}
        title={t('complaints.form.clearTitle')}
        confirm={t('complaints.form.clearConfirm')}
        danger
        onClose={() => setClearing(false)}
        onConfirm={onClear}
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
