import { Alert, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { readRefusal } from '../../../shared/refusal.ts';
import { judgeAnswer, trustPaths, type JudgeRequest, type QuarantinedEntry } from '../../../shared/sync/trust-api.ts';
import { useOffice } from '../office/office-context.tsx';
import { ConfirmDialog, Field, useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { useOrder } from '../office/use-order.ts';

interface Props {
  readonly entry: QuarantinedEntry;
  readonly accept: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The verdict on a quarantined entry: released as it is, or refused with a reason its author reads. */
export function JudgeDialog({ entry, accept, onClose, onDone }: Props) {
  const t = useTexts();
  const say = useNotice();
  const order = useOrder();
  const office = useOffice();
  const [reason, setReason] = useState('');

  async function confirm(): Promise<void> {
    const { opId, desk, inc, seq, hash } = entry;
    const shown = { opId, desk: desk.id, inc, seq, hash };
    const body: JudgeRequest = accept
      ? { decision: 'accept', ...shown }
      : { decision: 'refuse', ...shown, reason: reason.trim() };
    const answer = await order.send(trustPaths.quarantine, body);
    if (!answer.ok) return;
    const judged = judgeAnswer.safeParse(answer.value);
    if (judged.success && accept && ['quarantined', 'rejected'].includes(judged.data.status)) {
      const why = refusalText(t, readRefusal(judged.data.code ?? 'INTERNAL'));
      say(t('manage.quarantine.still', { why }), 'warning');
    } else say(t(accept ? 'manage.quarantine.accepted' : 'manage.quarantine.refused'));
    onClose();
    onDone();
    await office.syncNow();
  }

  return (
    <ConfirmDialog
      open
      danger={!accept}
      disabled={order.busy || (!accept && reason.trim() === '')}
      title={t(accept ? 'manage.quarantine.acceptTitle' : 'manage.quarantine.refuseTitle')}
      confirm={t(accept ? 'manage.quarantine.accept' : 'manage.quarantine.refuse')}
      onClose={onClose}
      onConfirm={() => void confirm()}
    >
      <Stack spacing={1.5}>
        <Typography variant="body2">
          {t(accept ? 'manage.quarantine.acceptText' : 'manage.quarantine.refuseText')}
        </Typography>
        {!accept && (
          <Field
            autoFocus
            required
            multiline
            minRows={2}
            maxRows={8}
            label={t('manage.quarantine.reason')}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
        )}
        {order.refusal !== null && <Alert severity="error">{refusalText(t, order.refusal)}</Alert>}
      </Stack>
    </ConfirmDialog>
  );
}
