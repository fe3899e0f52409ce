import { Box, Paper } from '@mui/material';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useRef, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import type { LinePlace } from './LineRow.tsx';
import { ariaSort, SortLabel } from './SortLabel.tsx';
import type { ColumnSort } from './sorting.ts';

const headHeight = 30;

/** What a page may ask of its list: how many rows make a screen, and the focus. */
export interface GridHandle {
  page(): number;
  focus(): void;
}

/** The columns of a list: their heads, and their widths as a grid template. */
export interface GridShape {
  readonly heads: readonly { readonly key: string; readonly text: string }[];
  readonly template: string;
  readonly minWidth: number;
  /** Of every row, px. */
  readonly rowHeight: number;
}

interface Props {
  readonly label: string;
  /** Begins the ids of the rows. */
  readonly name: string;
  readonly shape: GridShape;
  readonly sort: ColumnSort;
  readonly count: number;
  /** Index of the selected row; below zero: none. */
  readonly selected: number;
  /** The row at an index; null while there is none. */
  readonly row: (index: number, place: LinePlace) => ReactNode;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onOpen: (index: number) => void;
  readonly ref: Ref<GridHandle>;
}

/** A long list as a grid of lines. Only the visible ones are mounted; each is read by its index. */
export function LineGrid({ label, name, shape, sort, count, selected, row, onKey, onOpen, ref }: Props) {
  const { heads, template, minWidth, rowHeight } = shape;
  const scroller = useRef<HTMLDivElement | null>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: headHeight,
  });
  const rowId = (index: number): string => `${name}-row-${index}`;

  useImperativeHandle(
    ref,
    () => ({
      page: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1),
      focus: () => scroller.current?.focus(),
    }),
    [rowHeight],
  );

  useEffect(() => {
    if (selected >= 0) virtualizer.scrollToIndex(selected, { align: 'auto' });
  }, [selected, virtualizer]);

  return (
    <Paper
      variant="outlined"
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={heads.length}
      aria-readonly="true"
      aria-activedescendant={selected >= 0 ? rowId(selected) : undefined}
      onKeyDown={onKey}
      sx={{
        flex: 1,
        minHeight: 0,
        overflow: 'auto',
        scrollbarGutter: 'stable',
        '&:focus-visible': { outlineOffset: -2 },
      }}
    >
      <Box sx={{ minWidth }}>
        <Box
          role="row"
          aria-rowindex={1}
          sx={{
            display: 'grid',
            gridTemplateColumns: template,
            columnGap: 1.25,
            px: 1.25,
            alignItems: 'center',
            position: 'sticky',
            top: 0,
            zIndex: 1,
            height: headHeight,
            bgcolor: 'background.default',
            borderBottom: 1,
            borderColor: 'divider',
            fontSize: '0.75rem',
            fontWeight: 600,
            color: 'text.secondary',
          }}
        >
          {heads.map(({ key, text }) => (
            <Box key={key} role="columnheader" aria-sort={ariaSort(sort.sorting, key)}>
              <SortLabel {...sort} by={key}>
                {text}
              </SortLabel>
            </Box>
          ))}
        </Box>
        <Box
          role="rowgroup"
          sx={{ position: 'relative' }}
          style={{ height: virtualizer.getTotalSize() }}
          // One listener for all rows, so that a row is rendered again only for a change of its own.
          onClick={({ target }) => {
            const index = target instanceof Element ? target.closest('[data-index]')?.getAttribute('data-index') : null;
            if (index != null) onOpen(Number(index));
          }}
        >
          {virtualizer
            .getVirtualItems()
            .map(({ index, start }) =>
              row(index, { id: rowId(index), index, top: start, selected: index === selected }),
            )}
        </Box>
      </Box>
    </Paper>
  );
}
