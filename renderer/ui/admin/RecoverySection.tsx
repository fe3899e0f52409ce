import { Alert, Button, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { clockTime, longDate } from '../../../shared/dates/indonesian.ts';
import { toWib } from '../../../shared/dates/wib.ts';
import type { RecoveryAnswer } from '../../../shared/sync/trust-api.ts';
import type { ServerAnswer } from '../office/use-server-answer.ts';
import { DataTable, EmptyState, ToneChip } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { AnswerState } from '../entry/AnswerState.tsx';
import { momentText } from './desk-words.ts';
import { WithheldRemovals } from './WithheldRemovals.tsx';
import { JumpDialog } from './JumpDialog.tsx';
import { isRecovering } from './recovery-words.ts';

/** A restored server: since when, what it waits for, and the two decisions a person may take. */
export function RecoverySection({ state }: { readonly state: ServerAnswer<RecoveryAnswer> }) {
  const t = useTexts();
  const [jumping, setJumping] = useState(false);
  const now = state.value;
  const since = now?.since == null ? null : toWib(now.since);
  return (
    <>
      <AnswerState of={state} lead={t('manage.recovery.lead')} />
      {now !== null && !isRecovering(now) && (
        <EmptyState title={t('manage.recovery.never')}>{t('manage.recovery.neverText')}</EmptyState>
      )}
      {now !== null && isRecovering(now) && (
        <>
          <Alert
            severity={now.numbering === 'closed' ? 'warning' : 'info'}
            sx={{ mb: 2 }}
            action={
              now.numbering === 'closed' ? (
                <Button color="inherit" variant="outlined" onClick={() => setJumping(true)}>
                  {t('manage.recovery.jump')}
                </Button>
              ) : undefined
            }
          >
            {[
              ...(since === null
                ? []
                : [t('manage.recovery.since', { date: longDate(since.date), time: clockTime(since.time) })]),
              ...(now.foundBy === null ? [] : [t('manage.recovery.foundBy', now.foundBy)]),
              t(now.numbering === 'closed' ? 'manage.recovery.closed' : 'manage.recovery.open'),
              ...(now.unnumbered > 0 ? [t('manage.recovery.unnumbered', { count: now.unnumbered })] : []),
              ...(now.parked > 0 ? [t('manage.recovery.parked', { count: now.parked })] : []),
            ].join(' ')}
          </Alert>
          {now.since !== null && now.desks.length > 0 && <ReportTable desks={now.desks} />}
          {now.held.length > 0 && <WithheldRemovals held={now.held} onDone={state.again} />}
        </>
      )}
      {jumping && now !== null && (
        <JumpDialog
          epoch={now.epoch}
          missing={now.desks.filter(({ reported }) => !reported)}
          onClose={() => setJumping(false)}
          onDone={state.again}
        />
      )}
    </>
  );
}

function ReportTable({ desks }: Pick<RecoveryAnswer, 'desks'>) {
  const t = useTexts();
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {t('manage.recovery.desks')}
      </Typography>
      <DataTable label={t('manage.recovery.desks')}>
        <TableHead>
          <TableRow>
            {(['code', 'name', 'seen', 'state'] as const).map((column) => (
              <TableCell key={column}>{t(`manage.desk.${column}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {desks.map(({ id, code, name, lastSeen, reported }) => (
            <TableRow key={id}>
              <TableCell>{code}</TableCell>
              <TableCell>{name}</TableCell>
              <TableCell>{lastSeen === null ? t('manage.desk.never') : momentText(lastSeen)}</TableCell>
              <TableCell>
                <ToneChip
                  tone={reported ? 'success' : 'warning'}
                  label={t(reported ? 'manage.recovery.reported' : 'manage.recovery.waiting')}
                />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </DataTable>
    </>
  );
}
