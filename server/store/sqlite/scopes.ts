import type { Database } from 'better-sqlite3';
import type { DocType } from '../../../shared/commands/documents.ts';
import type { ScopedDoc, ScopeRow, ScopeStore } from '../store.ts';

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

/** Which document stands in which scope. One row per pair, so it cannot grow with history. */
export function scopeStore(db: Database): ScopeStore {
  const ofDoc = db.prepare<[string], Row>('SELECT * FROM scope_index WHERE id = ?');
  const put = db.prepare<[string, string, string, number, number, string]>(
    'INSERT INTO scope_index(scope, type, id, rv, live, ord) VALUES (?, ?, ?, ?, ?, ?) ' +
      'ON CONFLICT(scope, type, id) DO UPDATE SET rv = excluded.rv, live = excluded.live, ord = excluded.ord',
  );
  const changed = db.prepare<[string, number, number], ScopedDoc>(
    'SELECT s.type, s.id, s.rv, s.ord AS "order", CASE s.live WHEN 1 THEN d.d END AS json ' +
      'FROM scope_index s LEFT JOIN doc d ON d.type = s.type AND d.id = s.id ' +
      'WHERE s.scope = ? AND s.rv > ? ORDER BY s.rv, s.id LIMIT ?',
  );
  const page = db.prepare<[string, string, string, number], ScopedDoc>(
    'SELECT s.type, s.id, s.rv, s.ord AS "order", d.d AS json ' +
      'FROM scope_index s CROSS JOIN doc d ON d.type = s.type AND d.id = s.id ' +
      'WHERE s.scope = ? AND s.live = 1 AND (s.ord, s.id) < (?, ?) ORDER BY s.ord DESC, s.id DESC LIMIT ?',
  );
  const count = db.prepare<[string], { n: number }>(
    'SELECT count(*) AS n FROM scope_index WHERE scope = ? AND live = 1',
  );
  return {
    async ofDoc(id) {
      return ofDoc.all(id).map(({ ord, live, ...row }): ScopeRow => ({ ...row, live: live === 1, order: ord }));
    },
    async put({ scope, type, id, rv, live, order }) {
      put.run(scope, type, id, rv, live ? 1 : 0, order);
    },
    async changed(scope, rv, limit) {
      return changed.all(scope, rv, limit);
    },
    async page(scope, below, most) {
      const rows: ScopedDoc[] = [];
      let chars = 0;
      for (const row of page.iterate(scope, below?.order ?? top, below?.id ?? top, most.rows)) {
        chars += row.json?.length ?? 0;
        if (rows.length > 0 && chars > most.chars) break;
        rows.push(row);
      }
      return rows;
    },
    async count(scope) {
      return count.get(scope)?.n ?? 0;
    },
  };
}
