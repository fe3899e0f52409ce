import { Box } from '@mui/material';
import { memo, type ReactNode } from 'react';
import { isEnded, type CaseLine } from '../../../shared/cases/case-line.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { WaitingMark } from '../letters/AgendaLabel.tsx';
import { SecurityMark } from '../letters/SecurityMark.tsx';
import { useTexts } from '../texts/index.ts';
import { caseRowHeight, caseTemplate } from './case-columns.ts';
import { actorsText, leftText } from './case-words.ts';
import { PhaseChip } from './PhaseChip.tsx';

interface Props {
  readonly line: CaseLine;
  readonly index: number;
  readonly id: string;
  readonly top: number;
  readonly selected: boolean;
  readonly pending: number;
}

const clamp = {
  display: '-webkit-box',
  WebkitLineClamp: 2,
  WebkitBoxOrient: 'vertical',
  overflow: 'hidden',
  overflowWrap: 'anywhere',
} as const;

function Cell({ children, title }: { readonly children: ReactNode; readonly title?: string }) {
  return (
    <Box role="gridcell" title={title} sx={{ minWidth: 0, lineHeight: 1.35 }}>
      <Box sx={clamp}>{children}</Box>
    </Box>
  );
}

/** One case in the list. Drawn again only when it or its place changed. */
export const CaseRow = memo(function CaseRow({ line, index, id, top, selected, pending }: Props) {
  const t = useTexts();
  const { step } = line;
  const late = !isEnded(line) && line.lateness === 'late';
  const stepText = t('cases.stepNow', { no: step.no, title: step.title });
  const actors = actorsText(t, line);
  return (
    <Box
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      style={{ transform: `translateY(${top}px)` }}
      sx={{
        position: 'absolute',
        insetInline: 0,
        top: 0,
        height: caseRowHeight,
        display: 'grid',
        gridTemplateColumns: caseTemplate,
        columnGap: 1.25,
        alignItems: 'center',
        px: 1.25,
        borderBottom: 1,
        borderColor: 'divider',
        cursor: 'pointer',
        fontSize: '0.8125rem',
        boxShadow: (theme) => (selected ? `inset 3px 0 ${theme.palette.primary.main}` : 'none'),
        bgcolor: selected ? 'action.selected' : 'transparent',
        '&:hover': { bgcolor: selected ? 'action.selected' : 'action.hover' },
      }}
    >
      <Cell>
        <Box component="span" sx={{ fontWeight: 700, whiteSpace: 'nowrap' }}>
          {line.number}
        </Box>{' '}
        <WaitingMark count={pending} /> <SecurityMark security={line.security} />
      </Cell>
      <Cell title={line.title}>{line.title}</Cell>
      <Cell title={line.agency}>{line.agency}</Cell>
      <Cell title={stepText}>
        {stepText}
        {step.round > 1 && (
          <Box component="span" sx={{ color: 'text.secondary' }}>{` · ${t('cases.round', { round: step.round })}`}</Box>
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
    </Box>
  );
});
