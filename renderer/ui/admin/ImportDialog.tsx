import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  LinearProgress,
  Typography,
} from '@mui/material';
import { useId, useState } from 'react';
import { useOffice } from '../office/office-context.tsx';
import { FileButton, useNotice } from '../kit/index.ts';
import { refusalText, useTexts } from '../texts/index.ts';
import { importable, matchColumns } from './import-columns.ts';
import { readRows, type ImportRow } from './import-rows.ts';
import { ImportPreview } from './ImportPreview.tsx';
import { decodeTable, largestTable, readCsv, type Encoding } from '../entry/read-csv.ts';
import type { MasterDoc, Section } from './section.ts';

interface Props {
  readonly section: Section;
  readonly known: readonly MasterDoc[];
  readonly onClose: () => void;
}

interface Read {
  readonly rows: readonly ImportRow[];
  readonly unknown: readonly string[];
  readonly encoding: Encoding;
}

/** Imports a CSV: previewed row by row first, saved only on request. */
export function ImportDialog({ section, known, onClose }: Props) {
  const t = useTexts();
  const office = useOffice();
  const say = useNotice();
  const label = useId();
  const [read, setRead] = useState<Read | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState<number | null>(null);
  const wanted = read?.rows.filter(({ state }) => state === 'new' || state === 'changed') ?? [];

  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    const decoded = file.size > largestTable ? null : decodeTable(new Uint8Array(await file.arrayBuffer()));
    const table = decoded && readCsv(decoded.text);
    const match = table && matchColumns(section, table.headers, (field) => t(field.label));
    if (!decoded || !table || !match) return setProblem(t('admin.import.unreadable'));
    if (match.fields.size === 0) return setProblem(t('admin.import.noColumns'));
    setProblem(null);
    const refs = (field: { readonly of?: Parameters<typeof office.master>[0] }): readonly MasterDoc[] =>
      field.of ? office.master<MasterDoc>(field.of) : [];
    setRead({
      unknown: match.unknown,
      encoding: decoded.encoding,
      rows: readRows({ section, match, rows: table.rows, known, refs, wordOf: t, newId: office.newId }),
    });
  }

  async function save(): Promise<void> {
    setDone(0);
    for (const [i, { doc, row }] of wanted.entries()) {
      const result = await office.run(`${section.type}.save`, { doc });
      if (!result.ok) {
        const [first] = result.error;
        setProblem(t('admin.import.refused', { row, why: first ? refusalText(t, first) : '' }));
        return setDone(null);
      }
      setDone(i + 1);
    }
    say(t('admin.import.done', { count: wanted.length }));
    onClose();
  }

  return (
    <Dialog open onClose={done === null ? onClose : undefined} maxWidth="md" fullWidth aria-labelledby={label}>
      <DialogTitle id={label}>{t('admin.import.title', { what: t(section.title) })}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
          {t('admin.import.columns', {
            columns: importable(section)
              .map((field) => t(field.label))
              .join(', '),
          })}
        </Typography>
        <FileButton
          variant="outlined"
          disabled={done !== null}
          accept=".csv,text/csv"
          onFile={(file) => void choose(file)}
        >
          {t('admin.import.choose')}
        </FileButton>
        {problem !== null && (
          <Alert severity="error" role="alert" sx={{ mt: 1.5 }}>
            {problem}
          </Alert>
        )}
        {read !== null && read.unknown.length > 0 && (
          <Alert severity="warning" sx={{ mt: 1.5 }}>
            {t('admin.import.unknownColumns', { columns: read.unknown.join(', ') })}
          </Alert>
        )}
        {read !== null && read.encoding !== 'UTF-8' && (
          <Alert severity="info" sx={{ mt: 1.5 }}>
            {t('admin.import.encoding', { encoding: read.encoding })}
          </Alert>
        )}
        {read !== null && <ImportPreview section={section} rows={read.rows} />}
        {done !== null && (
          <>
            <Typography variant="body2" role="status" sx={{ mt: 1 }}>
              {t('admin.import.saving', { done, total: wanted.length })}
            </Typography>
            <LinearProgress variant="determinate" value={(100 * done) / Math.max(wanted.length, 1)} aria-hidden />
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={done !== null}>
          {t('app.action.cancel')}
        </Button>
        <Button variant="contained" disabled={wanted.length === 0 || done !== null} onClick={() => void save()}>
          {t('admin.import.save', { count: wanted.length })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
