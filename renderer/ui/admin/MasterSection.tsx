import { Alert, Box, Button, FormControlLabel, Switch, TextField, Typography } from '@mui/material';
import { useDeferredValue, useState } from 'react';
import { useToday } from '../office/clock-context.tsx';
import { useOffice } from '../office/office-context.tsx';
import { EmptyState } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { cellText } from './cell-text.ts';
import { ImportDialog } from './ImportDialog.tsx';
import { MasterDialog } from './MasterDialog.tsx';
import { MasterTable } from './MasterTable.tsx';
import { isClosed, labelOf, type MasterDoc, type Section } from './section.ts';
import { useLookup, useMaster } from './use-lookup.ts';

interface Props {
  readonly section: Section;
  readonly writable: boolean;
}

function byOrder(a: MasterDoc, b: MasterDoc, sortBy = 'order'): number {
  const [x, y] = [a[sortBy], b[sortBy]];
  if (typeof x === 'string' && typeof y === 'string' && x !== y) return x < y ? -1 : 1;
  return typeof x === 'number' && typeof y === 'number' && x !== y ? x - y : labelOf(a).localeCompare(labelOf(b), 'id');
}

/** One kind of master data: its table, filtered as one types, with add, edit and import. */
export function MasterSection({ section, writable }: Props) {
  const t = useTexts();
  const office = useOffice();
  const docs = useMaster(section.type);
  const lookup = useLookup();
  const today = useToday();
  const [words, setWords] = useState('');
  const filter = useDeferredValue(words);
  const [closed, setClosed] = useState(false);
  const [editing, setEditing] = useState<MasterDoc | null>(null);
  const [importing, setImporting] = useState(false);

  const columns = section.fields.filter(({ listed }) => listed === true);
  const wanted = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = docs
    .filter((doc) => closed || !isClosed(doc))
    .toSorted((a, b) => byOrder(a, b, section.sortBy))
    .map((doc) => ({ doc, cells: columns.map((field) => cellText(t, field, doc, lookup, today)) }))
    .filter(({ cells }) => {
      const hay = cells.join(' ').toLowerCase();
      return wanted.every((word) => hay.includes(word));
    });
  const hasClosed = docs.some(isClosed);
  const known = docs.some(({ id }) => id === editing?.id);

  return (
    <>
      {section.note && (
        <Alert severity="info" sx={{ mb: 1.5 }}>
          {t(section.note)}
        </Alert>
      )}
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mb: 1 }}>
        <TextField
          type="search"
          label={t('admin.master.filter')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          sx={{ maxWidth: 300 }}
        />
        <Typography variant="body2" color="textSecondary" role="status">
          {t('admin.master.count', { count: rows.length })}
        </Typography>
        {hasClosed && (
          <FormControlLabel
            label={t('admin.master.showClosed')}
            control={<Switch checked={closed} onChange={(_event, on) => setClosed(on)} />}
          />
        )}
        <Box sx={{ flex: 1 }} />
        {writable && (
          <>
            <Button variant="outlined" onClick={() => setImporting(true)}>
              {t('admin.import.button')}
            </Button>
            <Button variant="contained" onClick={() => setEditing({ ...section.blank, id: office.newId() })}>
              {t('app.action.add')}
            </Button>
          </>
        )}
      </Box>
      {rows.length === 0 ? (
        <EmptyState title={t(docs.length === 0 ? 'admin.master.none' : 'admin.master.noneFound')} />
      ) : (
        <MasterTable
          label={t(section.title)}
          columns={columns.map(({ label }) => t(label))}
          rows={rows}
          onOpen={writable ? setEditing : null}
        />
      )}
      {editing && <MasterDialog section={section} doc={editing} isNew={!known} onClose={() => setEditing(null)} />}
      {importing && <ImportDialog section={section} known={docs} onClose={() => setImporting(false)} />}
    </>
  );
}
