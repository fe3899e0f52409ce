import { Box, Paper } from '@mui/material';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useRef, type KeyboardEvent, type Ref } from 'react';
import type { LetterList } from '../../data/office.ts';
import { useOffice } from '../app/office-context.tsx';
import { useTexts } from '../texts/index.ts';
import { AgendaRow } from './AgendaRow.tsx';
import { agendaColumns, agendaRowHeight, agendaTemplate } from './agenda-columns.ts';
import type { Names } from './names.ts';

const headHeight = 30;

/** What the page may ask of the list: how many rows make a screen, and the focus. */
export interface GridHandle {
  page(): number;
  focus(): void;
}

interface Props {
  readonly list: LetterList;
  readonly selected: number;
  readonly names: Names;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onOpen: (index: number) => void;
  readonly ref: Ref<GridHandle>;
}

const rowId = (index: number): string => `agenda-row-${index}`;

/** The lines of the agenda book. Only those in sight exist; each is read by its place. */
export function AgendaGrid({ list, selected, names, onKey, onOpen, ref }: Props) {
  const t = useTexts();
  const office = useOffice();
  const scroller = useRef<HTMLDivElement | null>(null);
  const virtualizer = useVirtualizer({
    count: list.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => agendaRowHeight,
    overscan: 12,
    scrollPaddingStart: headHeight,
    scrollMargin: 0,
  });

  useImperativeHandle(
    ref,
    () => ({
      page: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / agendaRowHeight) - 1),
      focus: () => scroller.current?.focus(),
    }),
    [],
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
      aria-label={t('letters.book.title')}
      aria-rowcount={list.total + 1}
      aria-colcount={agendaColumns.length}
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
      <Box sx={{ minWidth: 980 }}>
        <Box
          role="row"
          aria-rowindex={1}
          sx={{
            display: 'grid',
            gridTemplateColumns: agendaTemplate,
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
          {agendaColumns.map(({ key }) => (
            <Box key={key} role="columnheader">
              {t(`letters.book.column.${key}`)}
            </Box>
          ))}
        </Box>
        <Box
          role="rowgroup"
          sx={{ position: 'relative' }}
          style={{ height: virtualizer.getTotalSize() }}
          // One listener for all rows, so that a row is drawn again only for a change of its own.
          onClick={({ target }) => {
            const index = target instanceof Element ? target.closest('[data-index]')?.getAttribute('data-index') : null;
            if (index != null) onOpen(Number(index));
          }}
        >
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const line = list.line(index);
            if (!line) return null;
            return (
              <AgendaRow
                key={line.id}
                id={rowId(index)}
                line={line}
                index={index}
                top={start}
                selected={index === selected}
                pending={office.pendingOf('letter', line.id)}
                names={names}
              />
            );
          })}
        </Box>
      </Box>
    </Paper>
  );
}
