import { Alert, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { refuse } from '../../../shared/refusal.ts';
import { judgeAnswer, trustPaths, type JudgeRequest, type QuarantinedEntry } from '../../../shared/sync/trust-api.ts';
import { useOffice } from '../app/office-context.tsx';
import { ConfirmDialog, Field, useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { useOrder } from './use-order.ts';

interface Props {
  readonly entry: QuarantinedEntry;
  readonly accept: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The verdict on an entry put aside: taken up as it is, or refused with a reason its author reads. */
export function JudgeDialog({ entry, accept, onClose, onDone }: Props) {
  const t = useTexts();
  const say = useNotice();
  const order = useOrder();
  const office = useOffice();
  const [reason, setReason] = useState('');

  async function confirm(): Promise<void> {
    const { opId } = entry;
    const body: JudgeRequest = accept
      ? { decision: 'accept', opId }
      : { decision: 'refuse', opId, reason: reason.trim() };
    const answer = await order.send(trustPaths.quarantine, body);
    if (!answer.ok) return;
    const judged = judgeAnswer.safeParse(answer.value);
    if (judged.success && accept && ['quarantined', 'rejected'].includes(judged.data.status)) {
      const why = refusalText(t, refuse(judged.data.code ?? 'INTERNAL'));
      say(t('manage.putAside.still', { why }), 'warning');
    } else say(t(accept ? 'manage.putAside.accepted' : 'manage.putAside.refused'));
    onClose();
    onDone();
    await office.syncNow();
  }

  return (
    <ConfirmDialog
      open
      danger={!accept}
      disabled={order.busy || (!accept && reason.trim() === '')}
      title={t(accept ? 'manage.putAside.acceptTitle' : 'manage.putAside.refuseTitle')}
      confirm={t(accept ? 'manage.putAside.accept' : 'manage.putAside.refuse')}
      onClose={onClose}
      onConfirm={() => void confirm()}
    >
      <Stack spacing={1.5}>
        <Typography variant="body2">
          {t(accept ? 'manage.putAside.acceptText' : 'manage.putAside.refuseText')}
        </Typography>
        {!accept && (
          <Field
            autoFocus
            required
            multiline
            minRows={2}
            maxRows={8}
            label={t('manage.putAside.reason')}
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
