import { Box, Button } from '@mui/material';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { isEnded } from '../../../shared/cases/case-line.ts';
import { EmptyState, type GridHandle, movedSelection, Page, sortLines, useSorting } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { filterCases } from './case-filter.ts';
import { casePath } from '../links.ts';
import { caseKeys, caseSortValues } from './case-columns.ts';
import { CaseFilters } from './CaseFilters.tsx';
import { CaseGrid } from './CaseGrid.tsx';
import { useCaseFilter } from './use-case-filter.ts';
import { useCaseLines } from '../office/use-cases.ts';

/** Permohonan: every request for a published service, the most urgent on top, walked through by keyboard. */
export function CaseList() {
  const t = useTexts();
  const navigate = useNavigate();
  const all = useCaseLines();
  const { filter, change, remember, last } = useCaseFilter();
  const sort = useSorting(caseKeys);
  const lines = useMemo(
    () => sortLines(filterCases(all, filter), sort.sorting, caseSortValues(t)),
    [all, filter, sort.sorting, t],
  );
  // A search by number must find its request also when it has ended.
  const everywhere = { ...filter, view: 'all', service: null } as const;
  const elsewhere = filter.text === '' || lines.length > 0 ? [] : filterCases(all, everywhere);
  const onlyEnded = elsewhere.length > 0 && elsewhere.every(isEnded);
  const [chosen, setChosen] = useState(last);
  const selected = chosen === null ? -1 : lines.findIndex(({ id }) => id === chosen);
  const grid = useRef<GridHandle>(null);

  // The arrows walk the list from the first key on, and go on where it was left.
  useEffect(() => grid.current?.focus(), []);

  function open(index: number): void {
    const line = lines[index];
    if (!line) return;
    remember(line.id);
    void navigate(casePath(line.id));
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === 'Enter' && selected >= 0) {
      event.preventDefault();
      open(selected);
    } else if (event.key === 'Escape' && filter.text !== '') {
      event.preventDefault();
      change({ ...filter, text: '' });
    } else if (!(typing && (event.key === 'Home' || event.key === 'End'))) {
      const next = movedSelection(event.key, selected, lines.length, grid.current?.page() ?? 10);
      if (next === null) return;
      event.preventDefault();
      setChosen(lines[next]?.id ?? null);
    }
  }

  const empty = all.length === 0 ? 'empty' : 'noHit';
  return (
    <Page
      title={t('cases.title')}
      fill
      subtitle={
        <Box component="span" role="status">
          {lines.length === all.length
            ? t('cases.total', { count: all.length })
            : t('cases.filtered', { found: lines.length, total: all.length })}
        </Box>
      }
    >
      <CaseFilters
        lines={filterCases(all, { ...filter, view: 'all' })}
        filter={filter}
        onChange={change}
        onKey={onKey}
      />
      {lines.length === 0 ? (
        <EmptyState
          title={t(onlyEnded ? 'cases.endedHit' : `cases.${empty}`)}
          action={
            elsewhere.length > 0 ? (
              <Button onClick={() => change(everywhere)}>
                {t(onlyEnded ? 'cases.elsewhereEnded' : 'cases.elsewhere', { count: elsewhere.length })}
              </Button>
            ) : undefined
          }
        >
          {t(`cases.${empty}Hint`)}
        </EmptyState>
      ) : (
        <CaseGrid ref={grid} lines={lines} sort={sort} selected={selected} onKey={onKey} onOpen={open} />
      )}
    </Page>
  );
}
