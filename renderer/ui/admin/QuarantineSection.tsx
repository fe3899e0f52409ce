import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { quarantineAnswer, trustPaths, type QuarantinedEntry } from '../../../shared/sync/trust-api.ts';
import { useServerAnswer } from '../office/use-server-answer.ts';
import { EmptyState } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { AnswerState } from '../entry/AnswerState.tsx';
import { JudgeDialog } from './JudgeDialog.tsx';
import { QuarantineCard } from './QuarantineCard.tsx';

/** The quarantined entries of every desk, a page of them at a time (PROTOCOL P9, P13). */
export function QuarantineSection() {
  const t = useTexts();
  const [after, setAfter] = useState(0);
  const state = useServerAnswer(`${trustPaths.quarantine}?after=${after}`, quarantineAnswer);
  const next = state.value?.next ?? null;
  const [open, setOpen] = useState<{ readonly entry: QuarantinedEntry; readonly accept: boolean } | null>(null);
  return (
    <>
      <AnswerState of={state} lead={t('manage.quarantine.lead')} />
      {state.value?.entries.length === 0 && after === 0 && next === null && (
        <EmptyState title={t('manage.quarantine.none')}>{t('manage.quarantine.noneText')}</EmptyState>
      )}
      {state.value?.entries.map((entry) => (
        <QuarantineCard key={entry.hash} entry={entry} onJudge={(accept) => setOpen({ entry, accept })} />
      ))}
      <Box sx={{ display: 'flex', gap: 1 }}>
        {next !== null && (
          <Button variant="outlined" onClick={() => setAfter(next)}>
            {t('manage.quarantine.following')}
          </Button>
        )}
        {after > 0 && <Button onClick={() => setAfter(0)}>{t('manage.quarantine.first')}</Button>}
      </Box>
      {open !== null && (
        <JudgeDialog key={open.entry.hash} {...open} onClose={() => setOpen(null)} onDone={state.again} />
      )}
    </>
  );
}
