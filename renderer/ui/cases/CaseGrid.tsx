import type { KeyboardEvent, Ref } from 'react';
import type { CaseLine } from '../../../shared/cases/case-line.ts';
import { useOffice } from '../office/office-context.tsx';
import { LineGrid, type ColumnSort, type GridHandle } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { caseColumns, caseRowHeight, caseTemplate } from './case-columns.ts';
import { CaseRow } from './CaseRow.tsx';

interface Props {
  readonly lines: readonly CaseLine[];
  readonly sort: ColumnSort;
  readonly selected: number;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onOpen: (index: number) => void;
  readonly ref: Ref<GridHandle>;
}

/** The lines of the list of cases. */
export function CaseGrid({ lines, ...rest }: Props) {
  const t = useTexts();
  const office = useOffice();
  const heads = caseColumns.map(({ key }) => ({ key, text: t(`cases.column.${key}`) }));
  return (
    <LineGrid
      {...rest}
      label={t('cases.title')}
      name="case"
      shape={{ heads, template: caseTemplate, minWidth: 1080, rowHeight: caseRowHeight }}
      count={lines.length}
      row={(index, place) => {
        const line = lines[index];
        return line && <CaseRow key={line.id} {...place} line={line} pending={office.pendingOf('case', line.id)} />;
      }}
    />
  );
}
