import type { KeyboardEvent, Ref } from 'react';
import type { LetterList } from '../../data/office.ts';
import { useOffice } from '../office/office-context.tsx';
import { LineGrid, type ColumnSort, type GridHandle } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { AgendaRow } from './AgendaRow.tsx';
import { agendaColumns, agendaRowHeight, agendaTemplate } from './agenda-columns.ts';
import type { Names } from '../office/names.ts';

interface Props {
  readonly list: LetterList;
  readonly sort: ColumnSort;
  readonly selected: number;
  readonly names: Names;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onOpen: (index: number) => void;
  readonly ref: Ref<GridHandle>;
}

/** The lines of the agenda book. */
export function AgendaGrid({ list, names, ...rest }: Props) {
  const t = useTexts();
  const office = useOffice();
  const heads = agendaColumns.map(({ key }) => ({ key, text: t(`letters.book.column.${key}`) }));
  return (
    <LineGrid
      {...rest}
      label={t('letters.book.title')}
      name="agenda"
      shape={{ heads, template: agendaTemplate, minWidth: 980, rowHeight: agendaRowHeight }}
      count={list.total}
      row={(index, place) => {
        const line = list.line(index);
        const pending = line ? office.pendingOf('letter', line.id) : 0;
        return line && <AgendaRow key={line.id} {...place} line={line} pending={pending} names={names} />;
      }}
    />
  );
}
