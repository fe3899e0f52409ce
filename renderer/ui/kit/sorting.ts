import { useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** The order of a list by one of its columns. */
export interface Sorting<K extends string = string> {
  readonly by: K;
  readonly falling: boolean;
}

/** What the heads of a list need: the columns that sort, the order now, and what a head does. */
export interface ColumnSort<K extends string = string> {
  /** Null: the list's own order. */
  readonly sorting: Sorting<K> | null;
  readonly toggle: (by: string) => void;
}

const param = 'urut';
/** Marks an address in which only the order changed. */
const own = { sorting: true } as const;

export const isOrderAlone = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'sorting' in state;

/** Reads the order as the address has it, `received` or `-received`; what is not understood is the list's own order. */
export function sortingIn<K extends string>(text: string, keys: readonly K[]): Sorting<K> | null {
  const by = keys.find((key) => key === text.replace(/^-/, ''));
  return by === undefined ? null : { by, falling: text.startsWith('-') };
}

/** The order after a column's head was chosen: rising, then falling, then the list's own again. */
export function nextSorting<K extends string>(now: Sorting<K> | null, by: K): Sorting<K> | null {
  if (now?.by !== by) return { by, falling: false };
  return now.falling ? null : { by, falling: true };
}

/** The order stays in the address when a page writes its filter there. */
export function keepSorting(next: URLSearchParams, now: URLSearchParams): URLSearchParams {
  const text = now.get(param);
  if (text !== null) next.set(param, text);
  return next;
}

/** The order of a list by a column of it, kept in the address for Back and reload. */
export function useSorting<K extends string>(keys: readonly K[]): ColumnSort<K> {
  const [query, setQuery] = useSearchParams();
  const asked = query.get(param) ?? '';
  const sorting = useMemo(() => sortingIn(asked, keys), [asked, keys]);
  return {
    sorting,
    toggle(wanted) {
      const by = keys.find((key) => key === wanted);
      if (by === undefined) return;
      const next = nextSorting(sorting, by);
      setQuery(
        (now) => {
          const params = new URLSearchParams(now);
          params.delete(param);
          if (next) params.set(param, `${next.falling ? '-' : ''}${next.by}`);
          return params;
        },
        { replace: true, state: own },
      );
    },
  };
}

/** What a line is sorted by in each column; without a value, or with an empty one, it comes last either way. */
export type SortValues<T, K extends string> = Readonly<Record<K, (line: T) => string | number | null>>;

/** The lines in that order; lines of one value keep theirs. */
export function sortLines<T, K extends string>(
  lines: readonly T[],
  sorting: Sorting<K> | null,
  values: SortValues<T, K>,
): readonly T[] {
  if (!sorting) return lines;
  const valueOf = values[sorting.by];
  const keyed = lines.map((line) => ({ line, value: valueOf(line) }));
  const isEmpty = (value: string | number | null): boolean => value === null || value === '';
  const sign = sorting.falling ? -1 : 1;
  keyed.sort(({ value: a }, { value: b }) => {
    if (isEmpty(a) || isEmpty(b)) return Number(isEmpty(a)) - Number(isEmpty(b));
    const [x, y] = [a ?? '', b ?? ''];
    return x < y ? -sign : x > y ? sign : 0;
  });
  return keyed.map(({ line }) => line);
}
