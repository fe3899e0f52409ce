import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { keepSorting } from '../kit/index.ts';
import { filterFromParams, filterToParams, type ComplaintFilter } from './complaint-rows.ts';

/** Typing adds no history entries and does not navigate per key. */
const settleMs = 250;

/** The filter of the register: state while typing, address for Back and reload. */
export function useComplaintFilter(): readonly [ComplaintFilter, (filter: ComplaintFilter) => void] {
  const [params, setParams] = useSearchParams();
  const [filter, setFilter] = useState(() => filterFromParams(params));
  const wanted = filterToParams(filter).toString();
  const known = filterToParams(filterFromParams(params)).toString();
  useEffect(() => {
    if (wanted === known) return undefined;
    const write = (): void => setParams((now) => keepSorting(new URLSearchParams(wanted), now), { replace: true });
    const timer = setTimeout(write, settleMs);
    return () => clearTimeout(timer);
  }, [wanted, known, setParams]);
  return [filter, setFilter];
}
