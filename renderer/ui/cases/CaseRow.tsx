import { Box } from '@mui/material';
import { memo, type ReactNode } from 'react';
import { isEnded, type CaseLine } from '../../../shared/cases/case-line.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { LineCell, type LinePlace, LineRow, SecurityMark, twoLines, PendingMark } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { caseRowHeight, caseTemplate } from './case-columns.ts';
import { leftText } from '../office/case-phase.ts';
import { actorsText } from './case-words.ts';
import { PhaseChip } from './PhaseChip.tsx';

interface Props extends LinePlace {
  readonly line: CaseLine;
  readonly pending: number;
}

function Cell({ children, title }: { readonly children: ReactNode; readonly title?: string }) {
  return (
    <LineCell {...(title === undefined ? {} : { title })}>
      <Box sx={twoLines}>{children}</Box>
    </LineCell>
  );
}

/** One case in the list. Rendered again only when it or its position changed. */
export const CaseRow = memo(function CaseRow({ line, pending, ...place }: Props) {
  const t = useTexts();
  const { step } = line;
  const late = !isEnded(line) && line.lateness === 'late';
  const stepText = t('cases.stepNow', { no: step.no, title: step.title });
  const actors = actorsText(t, line);
  return (
    <LineRow {...place} height={caseRowHeight} template={caseTemplate}>
      <Cell>
        <Box component="span" sx={{ fontWeight: 700, whiteSpace: 'nowrap' }}>
          {line.number}
        </Box>{' '}
        <PendingMark count={pending} /> <SecurityMark security={line.security} />
      </Cell>
      <Cell title={line.title}>{line.title}</Cell>
      <Cell title={line.agency}>{line.agency}</Cell>
      <Cell title={stepText}>
        {stepText}
        {step.turn > 1 && (
          <Box component="span" sx={{ color: 'text.secondary' }}>{` · ${t('cases.round', { round: step.turn })}`}</Box>
        )}
        {line.behindPlan > 0 && (
          <Box
            component="span"
            sx={{ color: 'warning.main' }}
          >{` · ${t('cases.behindPlan', { count: line.behindPlan })}`}</Box>
        )}
      </Cell>
      <Cell title={actors}>{actors}</Cell>
      <Box role="gridcell" sx={{ lineHeight: 1.35, ...(late ? { color: 'error.main', fontWeight: 700 } : {}) }}>
        {longDate(line.due)}
        <Box sx={{ fontSize: '0.75rem', color: late ? 'error.main' : 'text.secondary' }}>{leftText(t, line)}</Box>
      </Box>
      <Box role="gridcell">
        <PhaseChip phase={line.phase} />
      </Box>
    </LineRow>
  );
});
