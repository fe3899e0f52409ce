import { useState } from 'react';
import { quarantineAnswer, trustPaths, type QuarantinedEntry } from '../../../shared/sync/trust-api.ts';
import { useServerAnswer } from '../office/use-server-answer.ts';
import { EmptyState } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { AnswerState } from './AnswerState.tsx';
import { JudgeDialog } from './JudgeDialog.tsx';
import { QuarantineCard } from './QuarantineCard.tsx';

/** The quarantined entries of every desk (PROTOCOL P9, P13). */
export function QuarantineSection() {
  const t = useTexts();
  const state = useServerAnswer(trustPaths.quarantine, quarantineAnswer);
  const [open, setOpen] = useState<{ readonly entry: QuarantinedEntry; readonly accept: boolean } | null>(null);
  return (
    <>
      <AnswerState of={state} lead={t('manage.quarantine.lead')} />
      {state.value?.entries.length === 0 && (
        <EmptyState title={t('manage.quarantine.none')}>{t('manage.quarantine.noneText')}</EmptyState>
      )}
      {state.value?.entries.map((entry) => (
        <QuarantineCard key={entry.hash} entry={entry} onJudge={(accept) => setOpen({ entry, accept })} />
      ))}
      {open !== null && (
        <JudgeDialog key={open.entry.hash} {...open} onClose={() => setOpen(null)} onDone={state.again} />
      )}
    </>
  );
}
