import { Alert, Checkbox, FormControlLabel, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { trustPaths, type DeskEntry, type RetireRequest } from '../../../shared/sync/trust-api.ts';
import { ConfirmDialog, useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { blocksText } from './desk-words.ts';
import { useOrder } from '../office/use-order.ts';

interface Props {
  readonly desk: DeskEntry;
  /** Lost for good, instead of taken out of use. */
  readonly lost: boolean;
  /** Desks in use that were copied from it. */
  readonly copies: readonly DeskEntry[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Explains what becomes of a desk and of its numbers before it is taken out of use. */
export function RetireDialog({ desk, lost, copies, onClose, onDone }: Props) {
  const t = useTexts();
  const say = useNotice();
  const order = useOrder();
  const [copiesToo, setCopiesToo] = useState(true);
  const blocks = blocksText(desk.blocks);
  const { code, name } = desk;
  const words = lost
    ? (['manage.desk.loseText', 'manage.desk.loseNumbers'] as const)
    : (['manage.desk.retireText', 'manage.desk.retireNumbers'] as const);
  async function confirm(): Promise<void> {
    const body: RetireRequest = { lost, copies: lost && copiesToo };
    const answer = await order.send(`${trustPaths.desks}/${desk.id}/retire`, body);
    if (!answer.ok) return;
    say(t(lost ? 'manage.desk.loseDone' : 'manage.desk.retireDone', { code }));
    onClose();
    onDone();
  }
  return (
    <ConfirmDialog
      open
      danger
      disabled={order.busy}
      title={t(lost ? 'manage.desk.loseTitle' : 'manage.desk.retireTitle', { code })}
      confirm={t(lost ? 'manage.desk.lose' : 'manage.desk.retire')}
      onClose={onClose}
      onConfirm={() => void confirm()}
    >
      <Stack spacing={1}>
        <Typography variant="body2">{t(words[0], { name })}</Typography>
        <Typography variant="body2">
          {blocks === '' ? t('manage.desk.retireNoNumbers') : t(words[1], { blocks })}
        </Typography>
        {lost && copies.length > 0 && (
          <>
            <Typography variant="body2">
              {t('manage.desk.loseCopies', { copies: copies.map(({ code, name }) => `${code} ${name}`).join(', ') })}
            </Typography>
            <FormControlLabel
              label={t('manage.desk.loseCopiesToo')}
              control={<Checkbox checked={copiesToo} onChange={(_event, on) => setCopiesToo(on)} />}
            />
          </>
        )}
        <Typography variant="body2">{t('manage.desk.retireUndo')}</Typography>
        {order.refusal !== null && <Alert severity="error">{refusalText(t, order.refusal)}</Alert>}
      </Stack>
    </ConfirmDialog>
  );
}
