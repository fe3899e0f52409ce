import type { Database } from 'better-sqlite3';
import { countedFields, type Dictionary } from '../../shared/exchange/dictionary.ts';
import type { Cell } from '../../shared/exchange/row-checker.ts';

/** Counts that a load changes, kept in memory until its end: nothing ever counts the table itself. */
export interface RollupChange {
  /** A row came, with its cells from a place in the list on; how many of them are there. */
  add(cells: readonly Cell[], from: number): number;
  /** A row is no more. */
  remove(cells: readonly Cell[], from: number): void;
  save(db: Database, dataset: string, major: number): void;
}

/** Fields with more values than this are not counted one by one. */
const mostValues = 5000;

/** `sizeOf`: how many codes a field's list has. */
export function changeRollups(dictionary: Dictionary, sizeOf: (field: string) => number): RollupChange {
  const { fields } = dictionary;
  const counted = new Set(countedFields(dictionary).flatMap(({ name }) => (sizeOf(name) <= mostValues ? [name] : [])));
  const filled = fields.map(() => 0);
  const values = fields.map(({ name }) => (counted.has(name) ? new Map<Cell, { n: number }>() : null));
  const change = (cells: readonly Cell[], from: number, by: 1 | -1): number => {
    let found = 0;
    for (let i = 0; i < filled.length; i++) {
      const cell = cells[i + from] as Cell;
      if (cell === null) continue;
      found++;
      filled[i] = (filled[i] as number) + by;
      const map = values[i];
      if (!map) continue;
      const times = map.get(cell);
      if (times) times.n += by;
      else map.set(cell, { n: by });
    }
    return found;
  };
  return {
    add: (cells, from) => change(cells, from, 1),
    remove: (cells, from) => void change(cells, from, -1),
    save(db, dataset, major) {
      const add = db.prepare(
        `INSERT INTO rollup VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n`,
      );
      for (const [i, { name }] of fields.entries()) {
        const n = filled[i] ?? 0;
        if (n !== 0) add.run(dataset, major, 'filled', name, '', n);
        for (const [value, times] of values[i] ?? []) {
          if (times.n !== 0) add.run(dataset, major, 'value', name, String(value), times.n);
        }
      }
      db.prepare('DELETE FROM rollup WHERE dataset = ? AND major = ? AND n = 0').run(dataset, major);
    },
  };
}

/** Of one field: how many rows have a value, and how many have which. */
export interface FieldRollup {
  readonly field: string;
  readonly filled: number;
  readonly values: readonly { readonly value: string; readonly count: number }[];
}

/** The counts of a dataset as the last load left them. */
export function readRollups(db: Database, dataset: string, major: number): readonly FieldRollup[] {
  const rows = db
    .prepare<[string, number], { kind: string; field: string; value: string; n: number }>(
      'SELECT kind, field, value, n FROM rollup WHERE dataset = ? AND major = ?',
    )
    .all(dataset, major);
  const byField = new Map<string, { field: string; filled: number; values: { value: string; count: number }[] }>();
  for (const { kind, field, value, n } of rows) {
    const known = byField.get(field) ?? { field, filled: 0, values: [] };
    byField.set(field, known);
    if (kind === 'filled') known.filled = n;
    else known.values.push({ value, count: n });
  }
  return [...byField.values()];
}
