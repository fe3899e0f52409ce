import { Box } from '@mui/material';
import { memo, type ReactNode } from 'react';
import { shortDate } from '../../../shared/dates/indonesian.ts';
import type { LetterLine } from '../../data/office.ts';
import { StatusChip, UrgencyChip } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { AgendaLabel, WaitingMark } from './AgendaLabel.tsx';
import { agendaRowHeight, agendaTemplate } from './agenda-columns.ts';
import type { Names } from './names.ts';
import { SecurityMark } from './SecurityMark.tsx';

interface Props {
  readonly line: LetterLine;
  readonly index: number;
  readonly id: string;
  readonly top: number;
  readonly selected: boolean;
  readonly pending: number;
  readonly names: Names;
}

const clamp = {
  display: '-webkit-box',
  WebkitLineClamp: 2,
  WebkitBoxOrient: 'vertical',
  overflow: 'hidden',
  overflowWrap: 'anywhere',
} as const;
const oneLine = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

function Cell({ children, title }: { readonly children: ReactNode; readonly title?: string }) {
  return (
    <Box role="gridcell" title={title} sx={{ minWidth: 0, lineHeight: 1.35 }}>
      {children}
    </Box>
  );
}

function Small({ children, title }: { readonly children: ReactNode; readonly title?: string }) {
  return (
    <Box title={title} sx={{ ...oneLine, color: 'text.secondary', fontSize: '0.75rem' }}>
      {children}
    </Box>
  );
}

/** One line of the agenda book. Drawn again only when its letter or its place changed. */
export const AgendaRow = memo(function AgendaRow({ line, index, id, top, selected, pending, names }: Props) {
  const t = useTexts();
  const holders = line.holders.map((position) => names.short(position));
  const secretText = (
    <Box component="em" sx={{ color: 'error.main' }}>
      {t('letters.secret')}
    </Box>
  );
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
        height: agendaRowHeight,
        display: 'grid',
        gridTemplateColumns: agendaTemplate,
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
        ...(line.status === 'void' ? { color: 'text.disabled', textDecorationLine: 'line-through' } : {}),
      }}
    >
      <Cell>
        <AgendaLabel agenda={line.agenda} /> <WaitingMark count={pending} />
      </Cell>
      <Cell>
        {shortDate(line.receivedDate)}
        <Small>{line.receivedTime.replace(':', '.')}</Small>
      </Cell>
      <Cell {...(line.hidden ? {} : { title: line.sender })}>
        <Box sx={clamp}>{line.hidden ? secretText : line.sender}</Box>
      </Cell>
      <Cell>
        <Box sx={oneLine} title={line.letterNumber}>
          {line.hidden ? t('letters.none') : line.letterNumber || t('letters.unnumbered')}
        </Box>
        <Small>{line.letterDate === null ? t('letters.undated') : shortDate(line.letterDate)}</Small>
      </Cell>
      <Cell {...(line.hidden ? {} : { title: line.subject })}>
        <Box sx={clamp}>{line.hidden ? secretText : line.subject}</Box>
      </Cell>
      <Cell>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
          <UrgencyChip urgency={line.urgency} />
          <SecurityMark security={line.security} />
        </Box>
      </Cell>
      <Cell>
        <StatusChip status={line.status} />
      </Cell>
      <Cell title={holders.join(', ')}>
        <Box sx={clamp}>
          {holders.slice(0, 2).join(', ') || t('letters.none')}
          {holders.length > 2 && ` ${t('letters.book.moreHolders', { count: holders.length - 2 })}`}
        </Box>
      </Cell>
    </Box>
  );
});
