import { Alert, Box, Button, Typography } from '@mui/material';
import { useMemo, useState } from 'react';
import { cellKey, columns, rowKey, type DraftFields, type Element } from '../../../shared/interchange/draft.ts';
import { pasteBlock, readClipboard } from '../../../shared/interchange/dictionary-table.ts';
import type { ReadContract } from '../../../shared/interchange/to-contract.ts';
import { EmptyState, useNotice } from '../kit/index.ts';
import { useOffice } from '../office/office-context.tsx';
import { useTexts } from '../texts/index.ts';
import { DictionaryGrid, type GridPlace } from './DictionaryGrid.tsx';
import { ImportDialog, type ImportKind } from './ImportDialog.tsx';
import type { Conflicts } from './use-conflicts.ts';
import type { InterchangeDraft } from './use-interchange-draft.ts';

interface Props {
  readonly entry: InterchangeDraft;
  readonly read: ReadContract;
  readonly conflicts: Conflicts;
  readonly editable: boolean;
}

/** A place between two others, or beyond the last. */
const between = (before: Element | undefined, after: Element | undefined): number =>
  before && after ? (before.place + after.place) / 2 : before ? before.place + 1 : after ? after.place - 1 : 1;

/** Kamus data: the grid with what can be done to its rows, and what other desks wrote in the same cells. */
export function DictionaryTab({ entry, read, conflicts, editable }: Props) {
  const t = useTexts();
  const say = useNotice();
  const office = useOffice();
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
  const [called, setCalled] = useState(0);
  const [importing, setImporting] = useState<ImportKind | null>(null);
  const { elements } = entry.draft;
  const newId = (): string => office.newId();
  const row = Math.min(place.row, elements.length - 1);
  const current = elements[row];
  const problems = [...read.faults.keys()].filter((key) => key.startsWith('cell:')).length;
  const others = useMemo(() => {
    const shown = Object.entries(conflicts.mine).map(([key, value]) => {
      const text = value === null || value === '' ? t('interchange.grid.emptied') : String(value);
      return [key, t('interchange.grid.yours', { value: text })] as const;
    });
    return new Map(shown);
  }, [conflicts.mine, t]);

  function insert(at: number): void {
    const id = newId();
    entry.change({ [rowKey(id)]: between(elements[at - 1], elements[at]) });
    setPlace({ row: at, column: 0 });
  }
  function move(by: -1 | 1): void {
    const to = row + by;
    if (!current || to < 0 || to >= elements.length) return;
    const [before, after] = by === 1 ? [elements[to], elements[to + 1]] : [elements[to - 1], elements[to]];
    entry.change({ [rowKey(current.id)]: between(before, after) });
    setPlace({ row: to, column: place.column });
  }
  const change = (set: DraftFields): void => entry.change(set);
  const pasted = (set: DraftFields): void =>
    say(t('interchange.grid.pasted', { count: Object.keys(set).filter((key) => key.startsWith('cell:')).length }));
  function showWrong(): void {
    const wrong = elements.findIndex(({ id }) => columns.some((column) => read.faults.has(cellKey(id, column))));
    const id = elements[wrong]?.id ?? '';
    setPlace({ row: wrong, column: columns.findIndex((column) => read.faults.has(cellKey(id, column))) });
    setCalled((times) => times + 1);
  }

  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', gap: 1 }}>
      {editable && (
        <Box
          role="toolbar"
          aria-label={t('interchange.tool.label')}
          sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}
        >
          <Button variant="outlined" onClick={() => insert(elements.length)}>
            {t('interchange.tool.add')}
          </Button>
          <Button disabled={!current} onClick={() => insert(row)}>
            {t('interchange.tool.insert')}
          </Button>
          <Button disabled={!current} onClick={() => current && change({ [rowKey(current.id)]: null })}>
            {t('interchange.tool.remove')}
          </Button>
          <Button disabled={row <= 0} onClick={() => move(-1)}>
            {t('interchange.tool.up')}
          </Button>
          <Button disabled={!current || row >= elements.length - 1} onClick={() => move(1)}>
            {t('interchange.tool.down')}
          </Button>
          <Button disabled={!entry.canUndo} onClick={entry.undo}>
            {t('interchange.tool.undo')}
          </Button>
          <Box sx={{ flex: 1 }} />
          <Button onClick={() => setImporting('dictionary')}>{t('interchange.tool.import')}</Button>
          <Button onClick={() => setImporting('sample')}>{t('interchange.tool.sample')}</Button>
        </Box>
      )}
      {others.size > 0 && (
        <Alert
          severity="warning"
          action={
            <>
              <Button
                color="inherit"
                onClick={() => {
                  change(conflicts.mine);
                  conflicts.settle();
                }}
              >
                {t('interchange.conflict.mine')}
              </Button>
              <Button color="inherit" onClick={conflicts.settle}>
                {t('interchange.conflict.theirs')}
              </Button>
            </>
          }
        >
          {t('interchange.conflict.some', { count: others.size })}
        </Alert>
      )}
      {elements.length === 0 ? (
        <Box
          tabIndex={0}
          aria-label={t('interchange.grid.label')}
          role="region"
          onPaste={(event) => {
            const block = readClipboard(event.clipboardData.getData('text/plain'));
            if (!editable || block.length === 0) return;
            const set = pasteBlock([], { row: 0, column: 0 }, block, newId);
            change(set);
            pasted(set);
          }}
        >
          <EmptyState title={t('interchange.grid.empty')}>{editable && t('interchange.grid.emptyHint')}</EmptyState>
        </Box>
      ) : (
        <>
          <DictionaryGrid
            elements={elements}
            faults={read.faults}
            others={others}
            editable={editable}
            place={place}
            called={called}
            onPlace={setPlace}
            onChange={change}
            onPasted={pasted}
            onUndo={entry.undo}
            onMove={move}
            newId={newId}
          />
          <Typography variant="caption" color="textSecondary" component="div">
            <Box component="span" role="status" sx={{ mr: 1 }}>
              {problems > 0 ? (
                <Button color="error" sx={{ minHeight: 0, p: 0 }} onClick={showWrong}>
                  {t('interchange.grid.problems', { count: problems })}
                </Button>
              ) : (
                t(read.missing === 'key' ? 'interchange.grid.noKey' : 'interchange.grid.whole')
              )}
            </Box>
            {editable && t('interchange.grid.keys')}
          </Typography>
        </>
      )}
      {importing !== null && (
        <ImportDialog
          kind={importing}
          elements={elements}
          onClose={() => setImporting(null)}
          onApply={(set) => {
            change(set);
            entry.flush();
            say(t('interchange.import.done'));
            setImporting(null);
          }}
        />
      )}
    </Box>
  );
}
