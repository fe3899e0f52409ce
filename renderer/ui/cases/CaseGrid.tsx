import { Box, Paper } from '@mui/material';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useRef, type KeyboardEvent, type Ref } from 'react';
import type { CaseLine } from '../../../shared/cases/case-line.ts';
import { useOffice } from '../app/office-context.tsx';
import type { GridHandle } from '../letters/AgendaGrid.tsx';
import { useTexts } from '../texts/index.ts';
import { caseColumns, caseRowHeight, caseTemplate } from './case-columns.ts';
import { CaseRow } from './CaseRow.tsx';

const headHeight = 30;

interface Props {
  readonly lines: readonly CaseLine[];
  readonly selected: number;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onOpen: (index: number) => void;
  readonly ref: Ref<GridHandle>;
}

const rowId = (index: number): string => `case-row-${index}`;

/** The lines of the list of cases; only those in sight exist. */
export function CaseGrid({ lines, selected, onKey, onOpen, ref }: Props) {
  const t = useTexts();
  const office = useOffice();
  const scroller = useRef<HTMLDivElement | null>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => caseRowHeight,
    overscan: 12,
    scrollPaddingStart: headHeight,
  });

  useImperativeHandle(
    ref,
    () => ({
      page: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / caseRowHeight) - 1),
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
      aria-label={t('cases.title')}
      aria-rowcount={lines.length + 1}
      aria-colcount={caseColumns.length}
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
      <Box sx={{ minWidth: 1080 }}>
        <Box
          role="row"
          aria-rowindex={1}
          sx={{
            display: 'grid',
            gridTemplateColumns: caseTemplate,
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
          {caseColumns.map(({ key }) => (
            <Box key={key} role="columnheader">
              {t(`cases.column.${key}`)}
            </Box>
          ))}
        </Box>
        <Box
          role="rowgroup"
          sx={{ position: 'relative' }}
          style={{ height: virtualizer.getTotalSize() }}
          onClick={({ target }) => {
            const index = target instanceof Element ? target.closest('[data-index]')?.getAttribute('data-index') : null;
            if (index != null) onOpen(Number(index));
          }}
        >
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            if (!line) return null;
            return (
              <CaseRow
                key={line.id}
                id={rowId(index)}
                line={line}
                index={index}
                top={start}
                selected={index === selected}
                pending={office.pendingOf('case', line.id)}
              />
            );
          })}
        </Box>
      </Box>
    </Paper>
  );
}
