import { Alert, Button } from '@mui/material';
import { useNavigate } from 'react-router';
import type { Case } from '../../../shared/cases/case.ts';
import { caseNumber } from '../../../shared/cases/number.ts';
import { useLive } from '../office/office-context.tsx';
import { useNotice } from '../kit/index.ts';
import { useEntry } from '../entry/use-entry.ts';
import { refusalText, useTexts } from '../texts/index.ts';
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
  const entry = useEntry();
  const agenda = useLive((office) => office.letterLine(twin.letterId)?.agenda ?? null, [twin.letterId]);
  const known = knownCase(twin);
  if (!known) return null;
  const number = caseNumber(known.service, agenda);
  async function link(): Promise<void> {
    if (!(await entry.run('case.link', { caseId: twin.id, act: { letterId } }))) return;
    say(t('cases.open.linked'));
    await navigate(casePath(twin.id));
  }
  const refusal = entry.refusals[0];
  return (
    <>
      <Alert severity="info" sx={{ mb: 1 }}>
        {t('cases.open.twin', { number })}
      </Alert>
      {refusal && (
        <Alert severity="error" sx={{ mb: 1 }}>
          {refusalText(t, refusal)}
        </Alert>
      )}
      <Button variant="contained" disabled={entry.saving} onClick={() => void link()}>
        {t('cases.open.linkTwin', { number })}
      </Button>
    </>
  );
}
