import type { Database } from 'better-sqlite3';
import type { HeldRow, HeldStore } from '../store.ts';

type Row = Omit<HeldRow, 'of' | 'confirmed'> & { readonly docs: number; readonly confirmed: number };

const held = ({ docs, confirmed, ...row }: Row): HeldRow => ({ ...row, of: docs, confirmed: confirmed === 1 });

/** Removals that desks hold back: few, and gone once they are settled. */
export function heldStore(db: Database): HeldStore {
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
      return all.all().map(held);
    },
    async of(desk, account) {
      return of.all(desk, account).map(held);
    },
    async put(row) {
      put.run(row.scope, row.desk, row.account, row.remove, row.of, row.since, row.confirmed ? 1 : 0);
    },
    async drop({ scope, desk, account }) {
      drop.run(scope, desk, account);
    },
  };
}
