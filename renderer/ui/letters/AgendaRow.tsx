import { Box } from '@mui/material';
import { memo, type ReactNode } from 'react';
import { shortDate } from '../../../shared/dates/indonesian.ts';
import type { LetterLine } from '../../data/office.ts';
import {
  AgendaLabel,
  LineCell,
  type LinePlace,
  LineRow,
  SecurityMark,
  StatusChip,
  twoLines,
  UrgencyChip,
  PendingMark,
} from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { agendaRowHeight, agendaTemplate } from './agenda-columns.ts';
import type { Names } from '../office/names.ts';

interface Props extends LinePlace {
  readonly line: LetterLine;
  readonly pending: number;
  readonly names: Names;
}

const oneLine = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

function Small({ children, title }: { readonly children: ReactNode; readonly title?: string }) {
  return (
    <Box title={title} sx={{ ...oneLine, color: 'text.secondary', fontSize: '0.75rem' }}>
      {children}
    </Box>
  );
}

/** One line of the agenda book. Rendered again only when its letter or its position changed. */
export const AgendaRow = memo(function AgendaRow({ line, pending, names, ...place }: Props) {
  const t = useTexts();
  const holders = line.holders.map((position) => names.short(position));
  const secretText = (
    <Box component="em" sx={{ color: 'error.main' }}>
      {t('letters.secret')}
    </Box>
  );
  return (
    <LineRow
      {...place}
      height={agendaRowHeight}
      template={agendaTemplate}
      sx={line.status === 'void' ? { color: 'text.disabled', textDecorationLine: 'line-through' } : {}}
    >
      <LineCell>
        <AgendaLabel agenda={line.agenda} /> <PendingMark count={pending} />
      </LineCell>
      <LineCell>
        {shortDate(line.receivedDate)}
        <Small>{line.receivedTime.replace(':', '.')}</Small>
      </LineCell>
      <LineCell {...(line.hidden ? {} : { title: line.sender })}>
        <Box sx={twoLines}>{line.hidden ? secretText : line.sender}</Box>
      </LineCell>
      <LineCell>
        <Box sx={oneLine} title={line.letterNumber}>
          {line.hidden ? t('letters.none') : line.letterNumber || t('letters.unnumbered')}
        </Box>
        <Small>{line.letterDate === null ? t('letters.undated') : shortDate(line.letterDate)}</Small>
      </LineCell>
      <LineCell {...(line.hidden ? {} : { title: line.subject })}>
        <Box sx={twoLines}>{line.hidden ? secretText : line.subject}</Box>
      </LineCell>
      <LineCell>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
          <UrgencyChip urgency={line.urgency} />
          <SecurityMark security={line.security} />
        </Box>
      </LineCell>
      <LineCell>
        <StatusChip status={line.status} />
      </LineCell>
      <LineCell title={holders.join(', ')}>
        <Box sx={twoLines}>
          {holders.slice(0, 2).join(', ') || t('letters.none')}
          {holders.length > 2 && ` ${t('letters.book.moreHolders', { count: holders.length - 2 })}`}
        </Box>
      </LineCell>
    </LineRow>
  );
});
