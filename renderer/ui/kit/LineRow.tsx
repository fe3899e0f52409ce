import { Box, type SxProps, type Theme } from '@mui/material';
import type { ReactNode } from 'react';

/**
 * The position of a row of a {@link LineGrid}; each value is a prop of its own, so that a memoised row compares them.
 */
export interface LinePlace {
  readonly id: string;
  readonly index: number;
  /** From the top of the list, px. */
  readonly top: number;
  readonly selected: boolean;
}

interface Props extends LinePlace {
  readonly height: number;
  readonly template: string;
  readonly sx?: Extract<SxProps<Theme>, object>;
  readonly children: ReactNode;
}

/** The frame of a row: its position, its columns, and its look under the pointer and when selected. */
export function LineRow({ id, index, top, selected, height, template, sx = {}, children }: Props) {
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
        height,
        display: 'grid',
        gridTemplateColumns: template,
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
        ...sx,
      }}
    >
      {children}
    </Box>
  );
}

/** A cell; `title` shows what may be cut off. */
export function LineCell({ children, title }: { readonly children: ReactNode; readonly title?: string }) {
  return (
    <Box role="gridcell" title={title} sx={{ minWidth: 0, lineHeight: 1.35 }}>
      {children}
    </Box>
  );
}

/** Long text in a cell: two lines, then it is cut off. */
export const twoLines = {
  display: '-webkit-box',
  WebkitLineClamp: 2,
  WebkitBoxOrient: 'vertical',
  overflow: 'hidden',
  overflowWrap: 'anywhere',
} as const;
