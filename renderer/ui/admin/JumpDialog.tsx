import { Alert, Stack, Typography } from '@mui/material';
import { trustPaths, type JumpRequest, type RecoveryAnswer } from '../../../shared/sync/trust-api.ts';
import { useOffice } from '../office/office-context.tsx';
import { ConfirmDialog, useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { useOrder } from '../office/use-order.ts';

interface Props {
  /** Of the restore that was shown. */
  readonly epoch: string;
  /** Desks that have not reported yet. */
  readonly missing: RecoveryAnswer['desks'];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** PROTOCOL N4: opens numbering before every desk has reported, at the price of a thousand numbers per book. */
export function JumpDialog({ epoch, missing, onClose, onDone }: Props) {
  const t = useTexts();
  const say = useNotice();
  const order = useOrder();
  const office = useOffice();
  async function confirm(): Promise<void> {
    const body: JumpRequest = { epoch };
    const answer = await order.send(trustPaths.jump, body);
    if (!answer.ok) return;
    say(t('manage.recovery.jumpDone'));
    onClose();
    onDone();
    await office.syncNow();
  }
  return (
    <ConfirmDialog
      open
      danger
      disabled={order.busy}
      title={t('manage.recovery.jumpTitle')}
      confirm={t('manage.recovery.jumpConfirm')}
      onClose={onClose}
      onConfirm={() => void confirm()}
    >
      <Stack spacing={1}>
        <Typography variant="body2">{t('manage.recovery.jumpText')}</Typography>
        {missing.length > 0 && (
          <Typography variant="body2">
            {t('manage.recovery.jumpMissing', {
              desks: missing.map(({ code, name }) => `${code} (${name})`).join(', '),
            })}
          </Typography>
        )}
        {order.refusal !== null && <Alert severity="error">{refusalText(t, order.refusal)}</Alert>}
      </Stack>
    </ConfirmDialog>
  );
}
