import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { keepSorting } from '../kit/index.ts';
import { caseViews, firstFilter, type CaseFilter } from './case-filter.ts';

/** Reads a filter from the address; what is missing there has its default. */
export function filterIn(query: URLSearchParams): CaseFilter {
  return {
    view: caseViews.find((view) => view === query.get('keadaan')) ?? firstFilter.view,
    service: query.get('layanan'),
    text: query.get('cari') ?? '',
  };
}

export function queryOf({ view, service, text }: CaseFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (view !== firstFilter.view) query.set('keadaan', view);
  if (service !== null) query.set('layanan', service);
  if (text !== '') query.set('cari', text);
  return query;
}

/** The filter of the list: state while typing, written into the address before leaving, so that Back finds it again. */
export function useCaseFilter() {
  const [query, setQuery] = useSearchParams();
  const [filter, change] = useState(() => filterIn(query));
  return {
    filter,
    change,
    remember: (id: string): void => {
      const next = keepSorting(queryOf(filter), query);
      next.set('baris', id);
      setQuery(next, { replace: true });
    },
    /** The case that was opened from here last. */
    last: query.get('baris'),
  };
}
