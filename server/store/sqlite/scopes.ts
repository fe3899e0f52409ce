import type { Database } from 'better-sqlite3';
import type { DocType } from '../../../shared/commands/documents.ts';
import { hashRow, RunningSum } from '../../../shared/sync/checksum.ts';
import type { ScopeSum } from '../../../shared/sync/protocol.ts';
import { boundNumber, boundText } from './bound.ts';
import type { RowMemory } from './kept-rows.ts';
import type { ScopedDoc, ScopeRow, ScopeState, ScopeStore, ScopeVersion } from '../store.ts';

interface Row {
  readonly scope: string;
  readonly type: DocType;
  readonly id: string;
  readonly rv: number;
  readonly live: number;
  readonly ord: string;
}

/** Above every text an order or an id can be. */
const top = '\u{10ffff}';
const withDoc = 'FROM scope_index s CROSS JOIN doc d ON d.type = s.type AND d.id = s.id';

/** Which document is in which scope. One row per pair, so it cannot grow with history. */
export function scopeStore(db: Database, memory: RowMemory): ScopeStore {
  const ofDoc = db.prepare<[string], Row>('SELECT scope, type, id, rv, live, ord FROM scope_index WHERE id = ?');
  const rowsOf = memory.rows<readonly ScopeRow[]>(
    (id) => ofDoc.all(id).map(({ ord, live, ...row }): ScopeRow => ({ ...row, live: live === 1, order: ord })),
    // Written with each of its rows: pages and sums are read from the table.
    () => undefined,
  );
  const put = db.prepare<[string, string, string, number, number, string, number]>(
    'INSERT INTO scope_index(scope, type, id, rv, live, ord, part) VALUES (?, ?, ?, ?, ?, ?, ?) ' +
      'ON CONFLICT(scope, type, id) DO UPDATE SET rv = excluded.rv, live = excluded.live, ord = excluded.ord, left_at = NULL',
  );
  const changed = db.prepare<[string, number, number], ScopedDoc>(
    'SELECT s.type, s.id, s.rv, s.ord AS "order", CASE s.live WHEN 1 THEN d.d END AS json ' +
      'FROM scope_index s LEFT JOIN doc d ON d.type = s.type AND d.id = s.id ' +
      `WHERE s.scope = ${boundText} AND s.rv > ${boundNumber} ORDER BY s.rv, s.type, s.id LIMIT ${boundNumber}`,
  );
  const page = db.prepare<[string, string, string, number], ScopedDoc>(
    `SELECT s.type, s.id, s.rv, s.ord AS "order", d.d AS json ${withDoc} ` +
      `WHERE s.scope = ${boundText} AND s.live = 1 AND (s.ord, s.id) < (${boundText}, ${boundText}) ` +
      `ORDER BY s.ord DESC, s.id DESC LIMIT ${boundNumber}`,
  );
  const part = db.prepare<[string, number], ScopedDoc>(
    `SELECT s.type, s.id, s.rv, s.ord AS "order", d.d AS json ${withDoc} WHERE s.scope = ? AND s.live = 1 AND s.part = ?`,
  );
  const versions = db
    .prepare<[string], [string, string, number]>('SELECT type, id, rv FROM scope_index WHERE scope = ? AND live = 1')
    .raw();
  return {
    ...removals(db),
    ...states(db, memory, (row, part) => {
      const { scope, type, id } = row;
      const others: ScopeRow[] = [];
      let before: ScopeRow | null = null;
      for (const known of rowsOf.get(id)) {
        if (known.scope === scope && known.type === type) before = known;
        else others.push(known);
      }
      put.run(scope, type, id, row.rv, row.live ? 1 : 0, row.order, part);
      rowsOf.put(id, [...others, row]);
      return before;
    }),
    ofDoc: async (id) => rowsOf.get(id),
    async changed(scope, rv, limit) {
      const rows: ScopedDoc[] = [];
      let chars = 0;
      for (const row of changed.iterate(scope, rv, limit.rows + 1)) {
        rows.push(row);
        chars += row.json?.length ?? 0;
        if (chars > limit.chars) break;
      }
      return rows;
    },
    async page(scope, below, limit) {
      const rows: ScopedDoc[] = [];
      let chars = 0;
      for (const row of page.iterate(scope, below?.order ?? top, below?.id ?? top, limit.rows)) {
        chars += row.json?.length ?? 0;
        if (rows.length > 0 && chars > limit.chars) break;
        rows.push(row);
      }
      return rows;
    },
    async versions(scope) {
      return versions.all(scope).map(([type, id, rv]): ScopeVersion => ({ type, id, rv }));
    },
    async part(scope, number) {
      return part.all(scope, number);
    },
  };
}

/** Sums change with every row written, in the same transaction, so that they can never be behind (PROTOCOL L9). */
function states(
  db: Database,
  memory: RowMemory,
  /** Returns the row that was there. */
  write: (row: ScopeRow, part: number) => ScopeRow | null,
): Pick<ScopeStore, 'put' | 'state'> {
  const read = db.prepare<[string], ScopeSum>('SELECT n, sum AS x FROM scope_state WHERE scope = ?');
  const floor = db.prepare<[string], { readonly rv: number }>('SELECT floor_rv AS rv FROM scope_state WHERE scope = ?');
  const save = db.prepare<[string, number, string]>(
    'INSERT INTO scope_state(scope, n, sum, floor_rv) VALUES (?, ?, ?, 0) ' +
      'ON CONFLICT(scope) DO UPDATE SET n = excluded.n, sum = excluded.sum',
  );
  const sums = memory.rows<ScopeSum>(
    (scope) => read.get(scope) ?? { n: 0, x: '0'.repeat(16) },
    (scope, { n, x }) => save.run(scope, n, x),
  );
  return {
    async put(row) {
      const { scope, type, id } = row;
      const hash = hashRow(type, id, row.rv);
      const before = write(row, hash.part);
      const sum = RunningSum.from(sums.get(scope));
      if (before?.live) sum.remove(hashRow(type, id, before.rv));
      if (row.live) sum.add(hash);
      sums.put(scope, sum.value);
    },
    async state(scope): Promise<ScopeState> {
      return { sum: sums.get(scope), floorRv: floor.get(scope)?.rv ?? 0 };
    },
  };
}

/** PROTOCOL L11: what left a scope is remembered for a time, not for ever. */
function removals(db: Database): Pick<ScopeStore, 'forgetRemovals'> {
  const note = db.prepare<[number]>('UPDATE scope_index SET left_at = ? WHERE live = 0 AND left_at IS NULL');
  const raise = db.prepare<[number]>(
    'UPDATE scope_state SET floor_rv = max(floor_rv, gone.rv) FROM ' +
      '(SELECT scope, max(rv) AS rv FROM scope_index WHERE live = 0 AND left_at < ? GROUP BY scope) AS gone ' +
      'WHERE scope_state.scope = gone.scope',
  );
  const forget = db.prepare<[number]>('DELETE FROM scope_index WHERE live = 0 AND left_at < ?');
  return {
    async forgetRemovals(now, before) {
      note.run(now);
      raise.run(before);
      return forget.run(before).changes;
    },
  };
}
