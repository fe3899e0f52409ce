import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useId, useState } from 'react';
import { bringElements, readDictionaryTable, type TextTable } from '../../../shared/interchange/dictionary-table.ts';
import type { DraftFields, Element } from '../../../shared/interchange/draft.ts';
import { readElement } from '../../../shared/interchange/element.ts';
import { proposeElements } from '../../../shared/interchange/propose-types.ts';
import { FileButton } from '../kit/index.ts';
import { useOffice } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';
import { faultText } from './fault-words.ts';
import { readTableFile, tableLimits, type TableFault } from './read-table-file.ts';

export type ImportKind = 'dictionary' | 'sample';

interface Props {
  readonly kind: ImportKind;
  readonly elements: readonly Element[];
  readonly onApply: (set: DraftFields) => void;
  readonly onClose: () => void;
}

interface Read {
  readonly found: readonly Element['cells'][];
  readonly unknown: readonly string[];
  readonly rows: number;
}

const shown = ['name', 'title', 'type', 'maxLength', 'required', 'key', 'enum'] as const;
const mostShown = 200;
const megabytes = (bytes: number): number => bytes / 1024 / 1024;

function readAs(kind: ImportKind, table: TextTable): Read {
  const rows = table.rows.length;
  if (kind === 'sample') return { found: proposeElements(table).map(({ cells }) => cells), unknown: [], rows };
  const { elements, unknown } = readDictionaryTable(table);
  return { found: elements, unknown, rows };
}

/** Brings a dictionary, or the elements a sample file proposes, into the draft; what it would do is shown first. */
export function ImportDialog({ kind, elements, onApply, onClose }: Props) {
  const t = useTexts();
  const office = useOffice();
  const label = useId();
  const [read, setRead] = useState<Read | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<TableFault | 'noColumns' | null>(null);
  const brought = read && bringElements(elements, read.found, () => office.newId());
  const canApply = brought !== null && brought.added + brought.changed > 0;

  async function choose(file: File): Promise<void> {
    setBusy(true);
    setRead(null);
    const tooLarge = file.size > tableLimits.file;
    const table = tooLarge ? null : await readTableFile(new Uint8Array(await file.arrayBuffer()));
    setBusy(false);
    if (!table?.ok) return setFault(table ? table.error : 'tooLarge');
    const found = readAs(kind, table.value);
    setFault(found.found.length === 0 ? 'noColumns' : null);
    if (found.found.length > 0) setRead(found);
  }

  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby={label}>
      <DialogTitle id={label}>{t(`interchange.import.${kind}`)}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
          {t(`interchange.import.${kind}Hint`)}
        </Typography>
        <FileButton
          variant="outlined"
          disabled={busy}
          accept=".csv,.tsv,.txt,.xlsx"
          onFile={(file) => void choose(file)}
        >
          {t('interchange.import.choose')}
        </FileButton>
        {busy && (
          <Typography variant="body2" role="status" sx={{ mt: 1 }}>
            {t('interchange.import.reading')}
          </Typography>
        )}
        {fault !== null && (
          <Alert severity="error" role="alert" sx={{ mt: 1.5 }}>
            {t(`interchange.import.${fault}`, {
              size: megabytes(tableLimits.file),
              unpacked: megabytes(tableLimits.unpacked),
            })}
          </Alert>
        )}
        {read !== null && read.unknown.length > 0 && (
          <Alert severity="warning" sx={{ mt: 1.5 }}>
            {t('interchange.import.unknown', { columns: read.unknown.join(', ') })}
          </Alert>
        )}
        {read !== null && brought !== null && (
          <Box sx={{ mt: 1.5 }}>
            <Typography variant="subtitle2" role="status">
              {t('interchange.import.rows', { count: read.rows })}{' '}
              {t('interchange.import.preview', { added: brought.added, changed: brought.changed })}
            </Typography>
            <Box sx={{ maxHeight: 300, overflow: 'auto', border: 1, borderColor: 'divider', mt: 1 }} tabIndex={0}>
              <Table stickyHeader>
                <TableHead>
                  <TableRow>
                    {shown.map((column) => (
                      <TableCell key={column}>{t(`interchange.column.${column}`)}</TableCell>
                    ))}
                  </TableRow>
                </TableHead>
                <TableBody>
                  {read.found.slice(0, mostShown).map((cells, i) => {
                    const { faults } = readElement({ cells });
                    return (
                      <TableRow key={`${i} ${cells.name ?? ''}`}>
                        {shown.map((column) => {
                          const wrong = faults.find((one) => one.column === column);
                          return (
                            <TableCell key={column} sx={{ overflowWrap: 'anywhere' }}>
                              {cells[column] ?? ''}
                              {wrong && (
                                <Typography variant="caption" color="error" component="div">
                                  {faultText(t, column, wrong.code)}
                                </Typography>
                              )}
                            </TableCell>
                          );
                        })}
                      </TableRow>
                    );
                  })}
                </TableBody>
              </Table>
            </Box>
            {read.found.length > mostShown && (
              <Typography variant="caption" color="textSecondary">
                {t('interchange.import.more', { count: read.found.length - mostShown })}
              </Typography>
            )}
          </Box>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('app.action.cancel')}</Button>
        <Button variant="contained" disabled={!canApply} onClick={() => brought && onApply(brought.set)}>
          {t('interchange.import.apply')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
