import { isPlainDate } from '../../../shared/dates/plain-date.ts';
import { urgencies, type Urgency } from '../../../shared/letters/letter.ts';
import { letterStatuses, type LetterStatus } from '../../../shared/letters/status.ts';
import type { LetterFilter } from '../../data/office.ts';

/** Names of the filter in the address, so that Back and a reload bring the same list. */
const names = {
  text: 'cari',
  from: 'dari',
  to: 'sampai',
  sender: 'asal',
  statuses: 'status',
  urgencies: 'kecepatan',
  year: 'tahun',
} as const;

function chosen<T extends string>(text: string | null, all: readonly T[]): readonly T[] {
  const asked = new Set(text?.split(',') ?? []);
  return all.filter((value) => asked.has(value));
}

/** Reads the filter out of an address; what is not understood does not filter. */
export function filterFromParams(params: URLSearchParams): LetterFilter {
  const date = (name: string): string | null => {
    const text = params.get(name);
    return text !== null && isPlainDate(text) ? text : null;
  };
  const text = params.get(names.text) ?? '';
  const sender = params.get(names.sender) ?? '';
  const from = date(names.from);
  const to = date(names.to);
  const statuses = chosen<LetterStatus>(params.get(names.statuses), letterStatuses);
  const wanted = chosen<Urgency>(params.get(names.urgencies), urgencies);
  const year = /^\d{4}$/.exec(params.get(names.year) ?? '')?.[0];
  return {
    ...(text.trim() !== '' && { text }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
    ...(sender.trim() !== '' && { sender }),
    ...(statuses.length > 0 && { statuses }),
    ...(wanted.length > 0 && { urgencies: wanted }),
    ...(year !== undefined && { year: Number(year) }),
  };
}

/** The address of a filter; members that do not filter leave no trace in it. */
export function paramsFromFilter(filter: LetterFilter): URLSearchParams {
  const params = new URLSearchParams();
  const put = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') params.set(name, value);
  };
  put(names.text, filter.text);
  put(names.from, filter.from);
  put(names.to, filter.to);
  put(names.sender, filter.sender);
  put(names.statuses, filter.statuses?.join(','));
  put(names.urgencies, filter.urgencies?.join(','));
  put(names.year, filter.year?.toString());
  return params;
}

export function isFiltered(filter: LetterFilter): boolean {
  return paramsFromFilter(filter).size > 0;
}

/** Sets one member of the filter, or takes it away with `undefined`. */
export function withFilter<K extends keyof LetterFilter>(
  filter: LetterFilter,
  key: K,
  value: LetterFilter[K] | undefined,
): LetterFilter {
  const { [key]: _dropped, ...rest } = filter;
  return value === undefined ? rest : { ...rest, [key]: value };
}
