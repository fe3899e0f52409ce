import Search from '@mui/icons-material/Search';
import { Alert, Box, Button, InputAdornment, TextField } from '@mui/material';
import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { yearOf } from '../../../shared/dates/plain-date.ts';
import { incomingBook } from '../../../shared/letters/register.ts';
import type { LetterFilter, LetterList } from '../../data/office.ts';
import { useLive, useOffice } from '../office/office-context.tsx';
import { EmptyState, findNear, type GridHandle, movedSelection, Page, useSorting } from '../kit/index.ts';
import { usePrintKey } from '../print/use-print-key.ts';
import { useTexts } from '../texts/index.ts';
import { AbsentNumbers } from '../office/NextNumberHint.tsx';
import { useToday } from '../office/clock-context.tsx';
import { AgendaFilters } from './AgendaFilters.tsx';
import { agendaKeys, sortLetters } from './agenda-columns.ts';
import { AgendaGrid } from './AgendaGrid.tsx';
import { isFirstSync } from './first-sync.ts';
import { isFiltered, withFilter } from './letter-filter.ts';
import { StatusFilter } from './StatusFilter.tsx';
import { useAgendaFilter } from './use-agenda-filter.ts';
import { useMayMake } from '../office/allowed.ts';
import { useNames } from '../office/use-names.ts';

const number = new Intl.NumberFormat('id-ID');

interface Selection {
  readonly id: string | null;
  readonly index: number;
}

/** Years between the oldest and the newest receipt in the book, newest first. */
function yearsOf(list: LetterList): readonly number[] {
  const newest = Number(list.line(0)?.receivedDate.slice(0, 4));
  const oldest = Number(list.line(list.total - 1)?.receivedDate.slice(0, 4));
  if (Number.isNaN(newest) || Number.isNaN(oldest)) return [];
  return Array.from({ length: Math.min(50, newest - oldest + 1) }, (_, i) => newest - i);
}

function inField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** The book on paper, for the period that is chosen on the screen. */
function agendaPrintRoute({ from, to }: LetterFilter): string {
  return `/cetak-agenda?${new URLSearchParams({ ...(from ? { from } : {}), ...(to ? { to } : {}) }).toString()}`;
}

/** Buku Agenda: every letter of the office, found at once, walked through by keyboard. */
export function AgendaBook() {
  const t = useTexts();
  const navigate = useNavigate();
  const names = useNames();
  const office = useOffice();
  const { filter, change, remember, startRow } = useAgendaFilter();
  const shown = useDeferredValue(filter);
  const found = useLive((office) => office.letters(shown), [shown]);
  const sort = useSorting(agendaKeys);
  const list = useMemo(() => sortLetters(found, sort.sorting, names), [found, sort.sorting, names]);
  const all = useLive((office) => office.letters({}));
  const arriving = useLive((office) => isFirstSync(office.sync()));
  const today = useToday();
  const mayBook = useMayMake('letter.register');
  const years = useMemo(() => yearsOf(all), [all]);
  const [selection, setSelection] = useState<Selection>({ id: null, index: startRow });
  const grid = useRef<GridHandle>(null);

  const placeIn = (rows: LetterList): number => {
    const found = selection.id === null ? selection.index : findNear(rows, selection.id, selection.index);
    return found < rows.total ? found : -1;
  };
  const selected = placeIn(list);

  // The arrows walk the list from the first key on, and go on where it was left.
  useEffect(() => grid.current?.focus(), []);

  function open(index: number, rows = list): void {
    const line = rows.line(index);
    if (!line) return;
    remember(index);
    void navigate(`/surat/${encodeURIComponent(line.id)}`);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const typing = inField(event.target);
    // Fast typing is ahead of the screen: a key refers to the list of what was typed, not to the one still shown.
    const rows = shown === filter ? list : sortLetters(office.letters(filter), sort.sorting, names);
    const at = placeIn(rows);
    if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      open(at, rows);
    } else if (event.key === 'Escape' && (filter.text ?? '') !== '') {
      event.preventDefault();
      change(withFilter(filter, 'text', undefined));
    } else if (!(typing && (event.key === 'Home' || event.key === 'End'))) {
      const next = movedSelection(event.key, at, rows.total, grid.current?.page() ?? 10);
      if (next === null) return;
      event.preventDefault();
      setSelection({ id: rows.line(next)?.id ?? null, index: next });
    }
  }

  usePrintKey(() => void navigate(agendaPrintRoute(filter)));
  const filtered = isFiltered(filter);
  const empty = all.total === 0 && arriving ? 'arriving' : filtered ? 'noHit' : 'empty';
  const total = t('letters.book.total', { count: all.total, formatted: number.format(all.total) });
  return (
    <Page
      title={t('letters.book.title')}
      fill
      subtitle={
        <Box component="span" role="status">
          {filtered
            ? t('letters.book.filtered', { found: number.format(list.total), total: number.format(all.total) })
            : total}
        </Box>
      }
      actions={
        <>
          <Button component={Link} to={agendaPrintRoute(filter)} variant="outlined">
            {t('letters.book.print')}
          </Button>
          {mayBook && (
            <Button component={Link} to="/catat" variant="contained">
              {t('letters.book.register')}
            </Button>
          )}
        </>
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, mb: 1 }}>
        <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
          <TextField
            type="search"
            placeholder={t('letters.book.search')}
            value={filter.text ?? ''}
            onChange={({ target }) => {
              setSelection({ id: null, index: -1 });
              change(withFilter(filter, 'text', target.value === '' ? undefined : target.value));
            }}
            onKeyDown={onKey}
            sx={{ width: 340 }}
            slotProps={{
              htmlInput: {
                'aria-label': t('letters.book.searchLabel'),
                'aria-description': t('letters.book.keys'),
                spellCheck: false,
              },
              input: {
                startAdornment: (
                  <InputAdornment position="start">
                    <Search fontSize="small" />
                  </InputAdornment>
                ),
              },
            }}
          />
          <StatusFilter
            filter={shown}
            chosen={filter.statuses ?? []}
            onChange={(statuses) => change(withFilter(filter, 'statuses', statuses.length > 0 ? statuses : undefined))}
          />
        </Box>
        <AgendaFilters filter={filter} years={years} onChange={change} />
      </Box>
      {list.instead !== null && (
        <Alert severity="info" role="status" sx={{ mb: 1 }}>
          {t('letters.book.instead', { words: list.instead })}
        </Alert>
      )}
      <AbsentNumbers book={incomingBook} year={yearOf(today)} />
      {list.total === 0 ? (
        <EmptyState title={t(`letters.book.${empty}`)}>{t(`letters.book.${empty}Hint`)}</EmptyState>
      ) : (
        <AgendaGrid ref={grid} list={list} sort={sort} selected={selected} names={names} onKey={onKey} onOpen={open} />
      )}
    </Page>
  );
}
