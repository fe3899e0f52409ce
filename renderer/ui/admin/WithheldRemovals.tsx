import { Alert, Button, Stack, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import type { Position } from '../../../shared/people/people.ts';
import { trustPaths, type ConfirmRemovalRequest, type RecoveryAnswer } from '../../../shared/sync/trust-api.ts';
import { useLive } from '../office/office-context.tsx';
import { useAccountName } from '../office/use-account-name.ts';
import { DataTable, ConfirmDialog, useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { scopeText } from './recovery-words.ts';
import { useOrder } from '../office/use-order.ts';

type WithheldRemoval = RecoveryAnswer['held'][number];

interface Props {
  readonly held: readonly WithheldRemoval[];
  readonly onDone: () => void;
}

/** PROTOCOL L12: removals of very many documents are withheld until a person confirms them. */
export function WithheldRemovals({ held, onDone }: Props) {
  const t = useTexts();
  const say = useNotice();
  const order = useOrder();
  const positions = useLive((office) => office.master<Position>('position'));
  const nameOf = useAccountName();
  const [asked, setAsked] = useState<WithheldRemoval | null>(null);
  const titleOf = (id: string): string | null => positions.find((position) => position.id === id)?.title ?? null;

  async function confirm({ scope, desk, account, remove }: WithheldRemoval): Promise<void> {
    const body: ConfirmRemovalRequest = { scope, desk: desk.id, account, remove };
    const answer = await order.send(trustPaths.confirmRemoval, body);
    if (!answer.ok) return;
    say(t('manage.recovery.confirmed'));
    setAsked(null);
    onDone();
  }

  return (
    <>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {t('manage.recovery.held')}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {t('manage.recovery.heldLead')}
      </Typography>
      <DataTable label={t('manage.recovery.held')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('manage.recovery.heldDesk')}</TableCell>
            <TableCell>{t('manage.recovery.heldScope')}</TableCell>
            <TableCell>{t('manage.recovery.heldCount')}</TableCell>
            <TableCell component="td" />
          </TableRow>
        </TableHead>
        <TableBody>
          {held.map((one) => (
            <TableRow key={`${one.desk.id} ${one.account} ${one.scope}`}>
              <TableCell>
                {t('manage.recovery.heldWhose', {
                  desk: `${one.desk.code} (${one.desk.name})`,
                  name: nameOf(one.account) ?? one.account,
                })}
              </TableCell>
              <TableCell>{scopeText(t, one.scope, titleOf)}</TableCell>
              <TableCell>{t('manage.recovery.heldOf', { remove: one.remove, of: one.of })}</TableCell>
              <TableCell align="right">
                <Button color="error" onClick={() => setAsked(one)}>
                  {t('manage.recovery.confirm')}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </DataTable>
      {asked !== null && (
        <ConfirmDialog
          open
          danger
          disabled={order.busy}
          title={t('manage.recovery.confirmTitle', { desk: asked.desk.code })}
          confirm={t('manage.recovery.confirm')}
          onClose={() => setAsked(null)}
          onConfirm={() => void confirm(asked)}
        >
          <Stack spacing={1}>
            <Typography variant="body2">
              {t('manage.recovery.confirmText', { remove: asked.remove, of: asked.of })}
            </Typography>
            {order.refusal !== null && <Alert severity="error">{refusalText(t, order.refusal)}</Alert>}
          </Stack>
        </ConfirmDialog>
      )}
    </>
  );
}
