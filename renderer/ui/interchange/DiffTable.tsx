import { Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { DictionaryChange } from '../../../shared/exchange/dictionary-diff.ts';
import { ToneChip } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';

const wrap = { overflowWrap: 'anywhere' } as const;

/** Every change of a dictionary: what stood there, what stands there now, and whether those who use it must act. */
export function DiffTable({ changes }: { readonly changes: readonly DictionaryChange[] }) {
  const t = useTexts();
  const shown = (value: string): string => {
    if (value === '') return t('interchange.version.nothing');
    if (value === 'true') return t('interchange.choice.ya');
    return value === 'false' ? t('interchange.choice.tidak') : value;
  };
  return (
    <Table>
      <TableHead>
        <TableRow>
          {(['element', 'change', 'before', 'after', 'effect'] as const).map((head) => (
            <TableCell key={head}>{t(`interchange.version.${head}`)}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {changes.map(({ field, kind, before, after, compatible }) => (
          <TableRow key={`${field ?? ''} ${kind}`}>
            <TableCell component="th" scope="row">
              {field ?? t('interchange.version.kind.key')}
            </TableCell>
            <TableCell>{t(`interchange.version.kind.${kind}`)}</TableCell>
            <TableCell sx={wrap}>{shown(before)}</TableCell>
            <TableCell sx={wrap}>{shown(after)}</TableCell>
            <TableCell>
              <ToneChip
                tone={compatible ? 'success' : 'error'}
                label={t(compatible ? 'interchange.version.fits' : 'interchange.version.breaks')}
              />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
