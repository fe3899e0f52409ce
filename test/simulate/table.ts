import type { Key } from '../../renderer/data/store.ts';

/** The records of one table, by key. */
export interface Table {
  get(key: Key): unknown;
  put(key: Key, record: unknown): void;
  remove(key: Key): void;
  clear(): void;
  /** Keys in the order in which they came. */
  asTheyCame(): readonly Key[];
  /** Keys in their order, as IndexedDB reads them. */
  keys(): readonly Key[];
  copy(): Table;
}

const byKey = (a: Key, b: Key): number => (a < b ? -1 : a > b ? 1 : 0);

export function makeTable(records: ReadonlyMap<Key, unknown> = new Map()): Table {
  const kept = new Map(records);
  let order: readonly Key[] | null = null;
  return {
    get: (key) => kept.get(key),
    put(key, record) {
      if (!kept.has(key)) order = null;
      kept.set(key, record);
    },
    remove(key) {
      if (kept.delete(key)) order = null;
    },
    clear() {
      kept.clear();
      order = null;
    },
    asTheyCame: () => [...kept.keys()],
    keys: () => (order ??= [...kept.keys()].sort(byKey)),
    copy: () => makeTable(kept),
  };
}
