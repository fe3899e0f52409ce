import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import type { LetterFilter } from '../../data/office.ts';
import { isOrderAlone, keepSorting } from '../kit/index.ts';
import { filterFromParams, paramsFromFilter } from './letter-filter.ts';

/** Marks an address this page wrote itself, so that its echo never overwrites what is being typed. */
const own = { agendaFilter: true } as const;
const isOwn = (state: unknown): boolean => typeof state === 'object' && state !== null && 'agendaFilter' in state;
/** Typing adds no history entries and does not navigate per key. */
const settleMs = 250;

/** The index of the selected line in the address, kept when a letter is opened so that Back finds it again. */
export const rowParam = 'baris';

export interface AgendaFilterState {
  readonly filter: LetterFilter;
  readonly change: (filter: LetterFilter) => void;
  /** Writes filter and selected index into the address at once, before leaving. */
  readonly remember: (row: number) => void;
  /** Selected index from the address; -1 when none is. */
  readonly startRow: number;
}

/** The filter of the agenda book: state while typing, address for Back and reload. */
export function useAgendaFilter(): AgendaFilterState {
  const location = useLocation();
  const [params, setParams] = useSearchParams();
  const [filter, setFilter] = useState(() => filterFromParams(params));
  const [seen, setSeen] = useState(location.key);
  const row = params.get(rowParam);

  // Somebody else navigated here (the search box of the frame, a link): the address wins.
  if (location.key !== seen) {
    setSeen(location.key);
    if (!isOwn(location.state) && !isOrderAlone(location.state)) setFilter(filterFromParams(params));
  }

  const wanted = paramsFromFilter(filter).toString();
  const known = paramsFromFilter(filterFromParams(params)).toString();
  useEffect(() => {
    if (wanted === known) return undefined;
    const write = (): void =>
      setParams((now) => keepSorting(new URLSearchParams(wanted), now), { replace: true, state: own });
    const timer = setTimeout(write, settleMs);
    return () => clearTimeout(timer);
  }, [wanted, known, setParams]);

  return {
    filter,
    change: setFilter,
    remember(index) {
      const next = keepSorting(paramsFromFilter(filter), params);
      next.set(rowParam, String(index));
      setParams(next, { replace: true, state: own });
    },
    startRow: row !== null && /^\d+$/.test(row) ? Number(row) : -1,
  };
}
