import { TableSortLabel } from '@mui/material';
import type { ReactNode } from 'react';
import type { ColumnSort, Sorting } from './sorting.ts';

/** The state of a column's head for screen readers; undefined where another column sorts, or none. */
export function ariaSort(sorting: Sorting | null, by: string): 'ascending' | 'descending' | undefined {
  if (sorting?.by !== by) return undefined;
  return sorting.falling ? 'descending' : 'ascending';
}

interface Props extends ColumnSort {
  readonly by: string;
  readonly children: ReactNode;
}

/** The words of a column's head, which sort its list by click, Enter and space. */
export function SortLabel({ sorting, toggle, by, children }: Props) {
  const active = sorting?.by === by;
  return (
    <TableSortLabel
      active={active}
      direction={active && sorting.falling ? 'desc' : 'asc'}
      hideSortIcon={!active}
      // Narrow: the head of a short column keeps its words in one line.
      sx={{ '& .MuiTableSortLabel-icon': { fontSize: 14, mx: 0.25 } }}
      onClick={() => toggle(by)}
      // The list around it opens its line by Enter.
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
      }}
    >
      {children}
    </TableSortLabel>
  );
}
