import type { Database } from 'better-sqlite3';
import type { GuessRow, GuessStore } from '../store.ts';

/** Counters of wrong passwords: a restart of the register forgets none. */
export function guessStore(db: Database): GuessStore {
  const all = db.prepare<[], GuessRow>('SELECT kind, name, wrong, until, last FROM guess ORDER BY last');
  const put = db.prepare<[string, string, number, number, number]>(
    'INSERT OR REPLACE INTO guess VALUES (?, ?, ?, ?, ?)',
  );
  const drop = db.prepare<[string, string]>('DELETE FROM guess WHERE kind = ? AND name = ?');
  return {
    all: async () => all.all(),
    async put({ kind, name, wrong, until, last }) {
      put.run(kind, name, wrong, until, last);
    },
    async drop({ kind, name }) {
      drop.run(kind, name);
    },
  };
}
