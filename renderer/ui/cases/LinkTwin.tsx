import { Alert, Button } from '@mui/material';
import { useNavigate } from 'react-router';
import type { Case } from '../../../shared/cases/case.ts';
import { caseNumber } from '../../../shared/cases/number.ts';
import { useLive } from '../office/office-context.tsx';
import { useNotice } from '../kit/index.ts';
import { EntryProblems } from '../entry/EntryFrame.tsx';
import { useEntryForm } from '../entry/use-entry-form.ts';
import { useTexts } from '../texts/index.ts';
import { casePath } from '../links.ts';
import { knownCase } from '../office/case-states.ts';

interface Props {
  readonly letterId: string;
  /** The case of the letter with the same sender, number and date. */
  readonly twin: Case;
}

/** The same letter came twice: it joins the case of the first one instead of opening another. */
export function LinkTwin({ letterId, twin }: Props) {
  const t = useTexts();
  const say = useNotice();
  const navigate = useNavigate();
  const entry = useEntryForm({
    command: 'case.link',
    start: {},
    args: () => ({ caseId: twin.id, act: { letterId } }),
    onSaved: () => {
      say(t('cases.open.linked'));
      void navigate(casePath(twin.id));
    },
  });
  const agenda = useLive((office) => office.letterLine(twin.letterId)?.agenda ?? null, [twin.letterId]);
  const known = knownCase(twin);
  if (!known) return null;
  const number = caseNumber(known.service, agenda);
  return (
    <>
      <Alert severity="info" sx={{ mb: 1 }}>
        {t('cases.open.twin', { number })}
      </Alert>
      <EntryProblems entry={entry} />
      <Button variant="contained" disabled={entry.saving} onClick={entry.submit}>
        {t('cases.open.linkTwin', { number })}
      </Button>
    </>
  );
}
