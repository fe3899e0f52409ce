import type { Database } from 'better-sqlite3';
import { keyFields, type Dictionary } from '../../shared/exchange/dictionary.ts';
import type { Cell } from '../../shared/exchange/row-checker.ts';
import { quoteName, removalsTable, tableName } from '../../shared/exchange/table-ddl.ts';
import type { RollupChange } from './rollups.ts';

/** What became of a row. `duplicate`: its key came before in the same load. */
export type RowOutcome = 'inserted' | 'updated' | 'unchanged' | 'removed' | 'duplicate';

export interface TargetTable {
  put(cells: readonly Cell[]): RowOutcome;
  remove(cells: readonly Cell[]): RowOutcome;
  /** The version of the row that changed last. */
  rv(): number;
}

export interface TargetOptions {
  readonly dataset: string;
  readonly major: number;
  readonly dictionary: Dictionary;
  /** Number of the load: rows it wrote before are duplicates. */
  readonly batch: number;
  readonly rv: number;
  /** Whether the table has no rows: then nothing needs to be looked up first. */
  readonly empty: boolean;
  readonly at: number;
  readonly rollups: RollupChange;
}

/**
 * Writes checked rows into a dataset's table by their key. A row that is as it was keeps its version, so that nobody
 * reads it again for nothing.
 */
export function openTarget(db: Database, options: TargetOptions): TargetTable {
  const { dataset, major, dictionary, batch, empty, at, rollups } = options;
  const { fields } = dictionary;
  const [table, gone] = [quoteName(tableName(dataset, major)), quoteName(removalsTable(dataset, major))];
  const columns = fields.map(({ name }) => quoteName(name));
  const keys = keyFields(dictionary);
  const keyPlaces = keys.map(({ name }) => fields.findIndex((field) => field.name === name));
  const keyNames = keys.map(({ name }) => quoteName(name));
  const marks = (n: number): string => Array.from({ length: n }, () => '?').join(', ');
  const isKey = keyNames.map((name) => `${name} = ?`).join(' AND ');

  const insert = db.prepare<unknown[]>(
    `INSERT INTO ${table} (_rv, _batch, ${columns.join(', ')}) VALUES (${marks(fields.length + 2)}) ON CONFLICT DO NOTHING`,
  );
  const find = db
    .prepare<unknown[], Cell[]>(`SELECT _rv, _batch, ${columns.join(', ')} FROM ${table} WHERE ${isKey}`)
    .raw();
  const update = db.prepare<unknown[]>(
    `UPDATE ${table} SET _rv = ?, _batch = ?, ${columns.map((name) => `${name} = ?`).join(', ')} WHERE _rv = ?`,
  );
  const touch = db.prepare<unknown[]>(`UPDATE ${table} SET _batch = ? WHERE _rv = ?`);
  const drop = db.prepare<unknown[]>(`DELETE FROM ${table} WHERE _rv = ?`);
  const leave = db.prepare<unknown[]>(
    `INSERT INTO ${gone} (_rv, _at, ${keyNames.join(', ')}) VALUES (${marks(keys.length + 2)})`,
  );

  let { rv } = options;
  const bound: Cell[] = [0, batch, ...fields.map(() => null)];
  const keyOf = (cells: readonly Cell[]): Cell[] => keyPlaces.map((place) => cells[place] as Cell);
  const bind = (cells: readonly Cell[]): void => {
    for (let i = 0; i < fields.length; i++) bound[i + 2] = cells[i] as Cell;
  };
  const isSame = (old: readonly Cell[], cells: readonly Cell[]): boolean => {
    for (let i = 0; i < fields.length; i++) if (old[i + 2] !== cells[i]) return false;
    return true;
  };

  return {
    put(cells) {
      const old = empty ? undefined : find.get(keyOf(cells));
      if (old === undefined) {
        bind(cells);
        bound[0] = rv + 1;
        if (insert.run(bound).changes === 0) return 'duplicate';
        rv++;
        rollups.add(cells);
        return 'inserted';
      }
      if (old[1] === batch) return 'duplicate';
      if (isSame(old, cells)) {
        touch.run(batch, old[0]);
        return 'unchanged';
      }
      bind(cells);
      bound[0] = ++rv;
      update.run([...bound, old[0]]);
      rollups.remove(old, 2);
      rollups.add(cells);
      return 'updated';
    },
    remove(cells) {
      const key = keyOf(cells);
      const old = find.get(key);
      // Removing what is not there is done already.
      if (old === undefined) return 'unchanged';
      if (old[1] === batch) return 'duplicate';
      drop.run(old[0]);
      leave.run([++rv, at, ...key]);
      rollups.remove(old, 2);
      return 'removed';
    },
    rv: () => rv,
  };
}

/** Forgets removals from before a moment; who read before them needs a new baseline. Returns the version read up to. */
export function forgetRemovals(db: Database, dataset: string, major: number, before: number): number | null {
  const gone = quoteName(removalsTable(dataset, major));
  const row = db
    .prepare<[number], { rv: number | null }>(`SELECT max(_rv) AS rv FROM ${gone} WHERE _at < ?`)
    .get(before);
  if (row?.rv == null) return null;
  db.prepare(`DELETE FROM ${gone} WHERE _rv <= ?`).run(row.rv);
  db.prepare('UPDATE published SET floor = max(floor, ?) WHERE dataset = ? AND major = ?').run(row.rv, dataset, major);
  return row.rv;
}
