import { TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { DataTable, ToneChip } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { classText, type GapRow, type RowClass } from './gap-words.ts';

const tones = {
  leased: 'info',
  void: 'neutral',
  lost: 'warning',
  paper: 'neutral',
  restored: 'warning',
  unaccounted: 'error',
  cancelled: 'secondary',
} as const satisfies Readonly<Record<RowClass, string>>;

/** Numbers without a valid letter, in the order of the book. */
export function GapsTable({ rows, label }: { readonly rows: readonly GapRow[]; readonly label: string }) {
  const t = useTexts();
  return (
    <DataTable label={label}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: 120 }}>{t('numbers.number')}</TableCell>
          <TableCell align="right" sx={{ width: 96 }}>
            {t('numbers.amount')}
          </TableCell>
          <TableCell sx={{ width: 210 }}>{t('numbers.state')}</TableCell>
          <TableCell>{t('numbers.explanation')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.key} hover>
            <TableCell component="th" scope="row" sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600 }}>
              {row.numbers}
            </TableCell>
            <TableCell align="right" sx={{ fontVariantNumeric: 'tabular-nums' }}>
              {row.amount}
            </TableCell>
            <TableCell>
              <ToneChip tone={tones[row.class]} label={classText(t, row.class)} />
            </TableCell>
            <TableCell>{row.text}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </DataTable>
  );
}
