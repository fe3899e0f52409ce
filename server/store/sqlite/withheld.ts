import type { Database } from 'better-sqlite3';
import type { WithheldRow, WithheldStore } from '../store.ts';

type Row = Omit<WithheldRow, 'of' | 'confirmed'> & { readonly docs: number; readonly confirmed: number };

const toRow = ({ docs, confirmed, ...row }: Row): WithheldRow => ({ ...row, of: docs, confirmed: confirmed === 1 });

/** Removals that desks withhold: few, and deleted once they are settled. */
export function withheldStore(db: Database): WithheldStore {
  const all = db.prepare<[], Row>('SELECT * FROM held_removal ORDER BY since, scope, desk, account');
  const of = db.prepare<[string, string], Row>('SELECT * FROM held_removal WHERE desk = ? AND account = ?');
  const put = db.prepare<[string, string, string, number, number, number, number]>(
    'INSERT OR REPLACE INTO held_removal(scope, desk, account, remove, docs, since, confirmed) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const drop = db.prepare<[string, string, string]>(
    'DELETE FROM held_removal WHERE scope = ? AND desk = ? AND account = ?',
  );
  return {
    async all() {
      return all.all().map(toRow);
    },
    async of(desk, account) {
      return of.all(desk, account).map(toRow);
    },
    async put(row) {
      put.run(row.scope, row.desk, row.account, row.remove, row.of, row.since, row.confirmed ? 1 : 0);
    },
    async drop({ scope, desk, account }) {
      drop.run(scope, desk, account);
    },
  };
}
