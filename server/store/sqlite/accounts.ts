import type { Database } from 'better-sqlite3';
import type { AccountStore, SessionRow } from '../store.ts';

/** Password hashes and sessions: what never leaves the server. */
export function accountStore(db: Database): AccountStore {
  const password = db.prepare<[string], { password: string }>('SELECT password FROM account WHERE id = ?');
  const setPassword = db.prepare<[string, string]>(
    'INSERT INTO account VALUES (?, ?) ON CONFLICT(id) DO UPDATE SET password = excluded.password',
  );
  const columns = 'token AS tokenHash, account, desk, last_used AS lastUsed, opened_at AS openedAt, name';
  const session = db.prepare<[string], SessionRow>(`SELECT ${columns} FROM session WHERE token = ?`);
  const byName = db.prepare<[string], SessionRow>(`SELECT ${columns} FROM session WHERE name = ?`);
  const put = db.prepare<[string, string, string | null, number, number, string | null]>(
    'INSERT INTO session(token, account, desk, last_used, opened_at, name) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const touch = db.prepare<[number, string]>('UPDATE session SET last_used = max(last_used, ?) WHERE token = ?');
  const endAtDesk = db.prepare<[string]>('DELETE FROM session WHERE desk = ?');
  const end = db.prepare<[string]>('DELETE FROM session WHERE token = ?');
  const endAll = db.prepare<[string, string]>('DELETE FROM session WHERE account = ? AND token <> ?');
  const endBefore = db.prepare<[number, number]>('DELETE FROM session WHERE last_used <= ? OR opened_at <= ?');
  return {
    password: async (account) => password.get(account)?.password ?? null,
    async setPassword(account, hash) {
      setPassword.run(account, hash);
    },
    session: async (tokenHash) => session.get(tokenHash) ?? null,
    sessionByName: async (name) => byName.get(name) ?? null,
    async putSession(s) {
      put.run(s.tokenHash, s.account, s.desk, s.lastUsed, s.openedAt, s.name);
    },
    async touchSession(tokenHash, now) {
      touch.run(now, tokenHash);
    },
    async endSession(tokenHash) {
      end.run(tokenHash);
    },
    async endSessionsOf(account, except) {
      endAll.run(account, except ?? '');
    },
    async endSessionsAt(desk) {
      endAtDesk.run(desk);
    },
    endSessionsBefore: async ({ used, opened }) => endBefore.run(used, opened).changes,
  };
}
