import type { Database } from 'better-sqlite3';
import type { AccountStore, SessionRow } from '../store.ts';

/** Password hashes and sessions: what never leaves the server. */
export function accountStore(db: Database): AccountStore {
  const password = db.prepare<[string], { password: string }>('SELECT password FROM account WHERE id = ?');
  const setPassword = db.prepare<[string, string]>(
    'INSERT INTO account VALUES (?, ?) ON CONFLICT(id) DO UPDATE SET password = excluded.password',
  );
  const session = db.prepare<[string], SessionRow>(
    'SELECT token AS tokenHash, account, desk, last_used AS lastUsed FROM session WHERE token = ?',
  );
  const put = db.prepare<[string, string, string | null, number]>(
    'INSERT INTO session VALUES (?, ?, ?, ?) ON CONFLICT(token) DO UPDATE SET last_used = excluded.last_used',
  );
  const end = db.prepare<[string]>('DELETE FROM session WHERE token = ?');
  const endAll = db.prepare<[string, string]>('DELETE FROM session WHERE account = ? AND token <> ?');
  const endBefore = db.prepare<[number]>('DELETE FROM session WHERE last_used <= ?');
  return {
    password: async (account) => password.get(account)?.password ?? null,
    async setPassword(account, hash) {
      setPassword.run(account, hash);
    },
    session: async (tokenHash) => session.get(tokenHash) ?? null,
    async putSession(s) {
      put.run(s.tokenHash, s.account, s.desk, s.lastUsed);
    },
    async endSession(tokenHash) {
      end.run(tokenHash);
    },
    async endSessionsOf(account, except) {
      endAll.run(account, except ?? '');
    },
    endSessionsBefore: async (time) => endBefore.run(time).changes,
  };
}
