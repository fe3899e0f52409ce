import type { Database } from 'better-sqlite3';
import { keyFields, type Dictionary } from '../../shared/exchange/dictionary.ts';
import type { Cell } from '../../shared/exchange/row-checker.ts';
import { quoteName, removalsTable, tableName } from '../../shared/exchange/table-ddl.ts';
import type { RollupChange } from './rollups.ts';

/** What became of a row. `duplicate`: its key came before in the same load. */
export type RowOutcome = 'inserted' | 'updated' | 'unchanged' | 'removed' | 'duplicate';

/** Hears what became of the row of a number; `filled`: how many of its values are there. */
export type Landed = (row: number, outcome: RowOutcome, filled: number) => void;

/** Rows land in their order, a new one not before some others came or `flush` was called. */
export interface TargetTable {
  put(cells: readonly Cell[], row: number): void;
  remove(cells: readonly Cell[], row: number): void;
  flush(): void;
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
  readonly landed: Landed;
}

/** Rows of one INSERT: a third of its price is what each statement costs, however many rows it has. */
const group = 16;

/**
 * Writes checked rows into a dataset's table by their key. A row that is as it was keeps its version, so that nobody
 * reads it again for nothing.
 */
export function openTarget(db: Database, options: TargetOptions): TargetTable {
  const { dataset, major, dictionary, batch, empty, at, rollups, landed } = options;
  const { fields } = dictionary;
  const [table, gone] = [quoteName(tableName(dataset, major)), quoteName(removalsTable(dataset, major))];
  const columns = fields.map(({ name }) => quoteName(name));
  const keys = keyFields(dictionary);
  const keyPlaces = keys.map(({ name }) => fields.findIndex((field) => field.name === name));
  const keyNames = keys.map(({ name }) => quoteName(name));
  const marks = (n: number): string => Array.from({ length: n }, () => '?').join(', ');
  const isKey = keyNames.map((name) => `${name} = ?`).join(' AND ');

  const width = fields.length + 2;
  const insert = (rows: number) =>
    db.prepare<unknown[]>(
      `INSERT INTO ${table} (_rv, _batch, ${columns.join(', ')})
       VALUES ${Array.from({ length: rows }, () => `(${marks(width)})`).join(', ')} ON CONFLICT DO NOTHING`,
    );
  const [insertOne, insertGroup] = [insert(1), insert(group)];
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
  const keyOf = (cells: readonly Cell[], from: number): Cell[] => keyPlaces.map((place) => cells[place + from] as Cell);
  const isSame = (old: readonly Cell[], cells: readonly Cell[]): boolean => {
    for (let i = 0; i < fields.length; i++) if (old[i + 2] !== cells[i]) return false;
    return true;
  };

  /** New rows that wait for their INSERT, one behind the other. */
  const waiting: Cell[] = Array.from({ length: group * width }, () => null);
  const numbers: number[] = [];
  const land = (i: number, isNew: boolean): void => {
    const row = numbers[i] as number;
    if (isNew) landed(row, 'inserted', rollups.add(waiting, i * width + 2));
    else landed(row, 'duplicate', 0);
  };
  const flush = (): void => {
    const count = numbers.length;
    if (count === group) {
      const all = insertGroup.run(waiting).changes === group;
      for (let i = 0; i < count; i++) {
        // Some keys were there: those rows carry another version.
        land(i, all || find.get(keyOf(waiting, i * width + 2))?.[0] === waiting[i * width]);
      }
    } else {
      for (let i = 0; i < count; i++) land(i, insertOne.run(waiting.slice(i * width, (i + 1) * width)).changes === 1);
    }
    numbers.length = 0;
  };
  const add = (cells: readonly Cell[], row: number): void => {
    const at = numbers.length * width;
    waiting[at] = ++rv;
    waiting[at + 1] = batch;
    for (let i = 0; i < fields.length; i++) waiting[at + 2 + i] = cells[i] as Cell;
    if (numbers.push(row) === group) flush();
  };
  const filledIn = (cells: readonly Cell[]): number =>
    cells.reduce<number>((n, cell) => n + (cell === null ? 0 : 1), 0);

  return {
    put(cells, row) {
      if (empty) return add(cells, row);
      const old = find.get(keyOf(cells, 0));
      if (old === undefined) {
        add(cells, row);
        // The next row may have the same key.
        return flush();
      }
      if (old[1] === batch) return landed(row, 'duplicate', 0);
      if (isSame(old, cells)) {
        touch.run(batch, old[0]);
        return landed(row, 'unchanged', filledIn(cells));
      }
      update.run([++rv, batch, ...cells, old[0]]);
      rollups.remove(old, 2);
      landed(row, 'updated', rollups.add(cells, 0));
    },
    remove(cells, row) {
      flush();
      const key = keyOf(cells, 0);
      const old = find.get(key);
      // Removing what is not there is done already.
      if (old === undefined) return landed(row, 'unchanged', 0);
      if (old[1] === batch) return landed(row, 'duplicate', 0);
      drop.run(old[0]);
      leave.run([++rv, at, ...key]);
      rollups.remove(old, 2);
      landed(row, 'removed', 0);
    },
    flush,
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
