import { Link, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { DataTable, ToneChip } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { isClosed, type MasterDoc } from './section.ts';

interface Props {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly doc: MasterDoc; readonly cells: readonly string[] }[];
  /** Null for accounts that may only look. */
  readonly onOpen: ((doc: MasterDoc) => void) | null;
}

/** Enough for every office's lists; a longer one is narrowed by its filter. */
const maxListed = 400;

/** Master data as rows; the first cell opens the row. */
export function MasterTable({ label, columns, rows, onOpen }: Props) {
  const t = useTexts();
  return (
    <>
      <DataTable label={label}>
        <TableHead>
          <TableRow>
            {columns.map((column) => (
              <TableCell key={column}>{column}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.slice(0, maxListed).map(({ doc, cells }) => (
            <TableRow key={doc.id} hover>
              {cells.map((cell, i) => (
                <TableCell key={columns[i]}>
                  {i === 0 && onOpen ? (
                    <Link component="button" type="button" onClick={() => onOpen(doc)}>
                      {cell}
                    </Link>
                  ) : (
                    cell
                  )}
                  {i === 0 && isClosed(doc) && <ToneChip tone="neutral" label={t('admin.master.closed')} />}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </DataTable>
      {rows.length > maxListed && (
        <Typography variant="body2" color="textSecondary" sx={{ p: 1 }}>
          {t('admin.master.more', { shown: maxListed, total: rows.length })}
        </Typography>
      )}
    </>
  );
}
