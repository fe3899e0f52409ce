import { Paper, Table } from '@mui/material';
import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  /** Columns of given widths: a narrower window scrolls the table, px. Absent: columns as wide as what is in them. */
  readonly minWidth?: number;
  readonly children: ReactNode;
}

/** The frame of every table of a page; the look of its rows is the theme's. */
export function DataTable({ label, minWidth, children }: Props) {
  const given = minWidth !== undefined;
  return (
    <Paper variant="outlined" sx={given ? { overflow: 'auto' } : { minWidth: '100%', width: 'fit-content' }}>
      <Table
        aria-label={label}
        // In a frame that scrolls by itself the head would stick to nothing.
        stickyHeader={!given}
        sx={given ? { tableLayout: 'fixed', minWidth } : {}}
      >
        {children}
      </Table>
    </Paper>
  );
}
