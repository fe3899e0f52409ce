import {
  Box,
  Button,
  FormControlLabel,
  Switch,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useState } from 'react';
import { copiedFrom } from '../../../shared/desk/copies.ts';
import { desksAnswer, trustPaths, type DeskEntry } from '../../../shared/sync/trust-api.ts';
import { useDeskInfo } from '../office/desk-context.tsx';
import { useServerAnswer } from '../office/use-server-answer.ts';
import { DataTable, EmptyState, ToneChip, useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { AnswerState } from '../entry/AnswerState.tsx';
import { DeskDialog } from './DeskDialog.tsx';
import { blocksText, faultLines, momentText } from './desk-words.ts';
import { RetireDialog } from './RetireDialog.tsx';
import { labelOf } from './section.ts';
import { useLookup } from './use-lookup.ts';
import { useOrder } from '../office/use-order.ts';

type Open = { readonly desk: DeskEntry; readonly as: 'edit' | 'retire' | 'lose' };

/** Every desk of the office: when it was last seen, which numbers it holds, and what can be done about it. */
export function DeskSection() {
  const t = useTexts();
  const own = useDeskInfo()?.desk?.id;
  const state = useServerAnswer(trustPaths.desks, desksAnswer);
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const say = useNotice();
  const order = useOrder();
  const lookup = useLookup();
  const agencyName = (id: string): string => {
    const found = lookup('agency', id);
    return found ? labelOf(found) : id;
  };
  const desks = state.value?.desks ?? [];
  const shown = desks
    .filter(({ retired }) => all || !retired)
    .toSorted((a, b) => a.code.localeCompare(b.code, 'id', { numeric: true }));

  async function giveBack({ id, code }: DeskEntry): Promise<void> {
    const answer = await order.send(`${trustPaths.desks}/${id}/return`, {});
    if (answer.ok) say(t('manage.desk.givenBack', { code }));
    else say(refusalText(t, answer.error), 'error');
    state.again();
  }

  async function confirmCopy({ id, code }: DeskEntry): Promise<void> {
    const answer = await order.send(`${trustPaths.desks}/${id}`, { confirmed: true });
    if (answer.ok) say(t('manage.desk.confirmed', { code }));
    else say(refusalText(t, answer.error), 'error');
    state.again();
  }

  return (
    <>
      <AnswerState of={state} lead={t('manage.desk.lead')}>
        {desks.some(({ retired }) => retired) && (
          <FormControlLabel
            label={t('manage.desk.showRetired')}
            control={<Switch checked={all} onChange={(_event, on) => setAll(on)} />}
          />
        )}
      </AnswerState>
      {state.value !== null && shown.length === 0 && <EmptyState title={t('manage.desk.none')} />}
      {shown.length > 0 && (
        <DataTable label={t('manage.desk.table')}>
          <TableHead>
            <TableRow>
              {(['code', 'name', 'seen', 'life', 'blocks', 'state'] as const).map((column) => (
                <TableCell key={column}>{t(`manage.desk.${column}`)}</TableCell>
              ))}
              <TableCell component="td" />
            </TableRow>
          </TableHead>
          <TableBody>
            {shown.map((desk) => (
              <TableRow key={desk.id} hover>
                <TableCell component="th" scope="row" sx={{ fontWeight: 600 }}>
                  {desk.code}
                </TableCell>
                <TableCell>
                  {desk.name}
                  {desk.id === own && ` (${t('manage.desk.own')})`}
                </TableCell>
                <TableCell>{desk.lastSeen === null ? t('manage.desk.never') : momentText(desk.lastSeen)}</TableCell>
                <TableCell>{desk.inc}</TableCell>
                <TableCell>{blocksText(desk.blocks) || t('manage.desk.noBlocks')}</TableCell>
                <TableCell>
                  <ToneChip
                    tone={desk.lost ? 'warning' : desk.retired ? 'neutral' : 'success'}
                    label={t(`manage.desk.${desk.lost ? 'lost' : desk.retired ? 'retired' : 'active'}`)}
                  />
                  {desk.agency !== null && (
                    <Typography variant="body2" sx={{ mt: 0.5 }}>
                      {t('manage.desk.ofAgency', { name: agencyName(desk.agency) })}
                    </Typography>
                  )}
                  {desk.unconfirmed && !desk.retired && (
                    <Typography variant="body2" sx={{ mt: 0.5 }}>
                      {t('manage.desk.unconfirmed')}
                    </Typography>
                  )}
                  {faultLines(t, desk).map((line) => (
                    <Typography key={line} variant="body2" sx={{ mt: 0.5 }}>
                      {line}
                    </Typography>
                  ))}
                </TableCell>
                <TableCell align="right">
                  <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
                    {desk.unconfirmed && !desk.retired && (
                      <Button disabled={order.busy} onClick={() => void confirmCopy(desk)}>
                        {t('manage.desk.confirm')}
                      </Button>
                    )}
                    <Button onClick={() => setOpen({ desk, as: 'edit' })}>{t('manage.desk.edit')}</Button>
                    {!desk.retired && desk.id !== own && (
                      <Button color="error" onClick={() => setOpen({ desk, as: 'retire' })}>
                        {t('manage.desk.retire')}
                      </Button>
                    )}
                    {desk.retired && (
                      <Button disabled={order.busy} onClick={() => void giveBack(desk)}>
                        {t('manage.desk.giveBack')}
                      </Button>
                    )}
                    {!desk.lost && desk.id !== own && (
                      <Button color="error" onClick={() => setOpen({ desk, as: 'lose' })}>
                        {t('manage.desk.lose')}
                      </Button>
                    )}
                  </Box>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </DataTable>
      )}
      {open?.as === 'edit' && <DeskDialog desk={open.desk} onClose={() => setOpen(null)} onDone={state.again} />}
      {open !== null && open.as !== 'edit' && (
        <RetireDialog
          desk={open.desk}
          lost={open.as === 'lose'}
          copies={copiedFrom(open.desk.id, desks).filter(({ retired }) => !retired)}
          onClose={() => setOpen(null)}
          onDone={state.again}
        />
      )}
    </>
  );
}
