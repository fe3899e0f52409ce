import type { Database } from 'better-sqlite3';
import type { VerifySignature } from '../../../shared/sync/proof.ts';
import type { KeyEnd, KeyRow, KeyStore } from '../store.ts';
import type { RowMemory } from './kept-rows.ts';

const columns = 'key, desk, account, since, ended_at AS endedAt, ended_why AS endedWhy';

/** Public keys of accounts at desks, those that ended too: none is forgotten. */
export function keyStore(db: Database, memory: RowMemory, verify: VerifySignature): KeyStore {
  const one = db.prepare<[string], KeyRow>(`SELECT ${columns} FROM account_key WHERE key = ?`);
  // Every entry of a batch asks for the key it is signed with.
  const kept = memory.rows<KeyRow | null>(
    (key) => one.get(key) ?? null,
    () => undefined,
  );
  const ever = db.prepare<[string, string], unknown>(
    'SELECT 1 FROM account_key WHERE desk = ? AND account = ? LIMIT 1',
  );
  const inUse = db.prepare<[string, string], KeyRow>(
    `SELECT ${columns} FROM account_key WHERE desk = ? AND account = ? AND ended_at IS NULL`,
  );
  const had = db.prepare<[string, string, number], KeyRow>(
    `SELECT ${columns} FROM account_key WHERE desk = ? AND account = ? ORDER BY since DESC, key LIMIT ?`,
  );
  const add = db.prepare<[string, string, string, number]>(
    'INSERT INTO account_key(key, desk, account, since) VALUES (?, ?, ?, ?)',
  );
  const end = (where: string) =>
    db.prepare<[number, KeyEnd, string, string]>(
      `UPDATE account_key SET ended_at = ?, ended_why = ? WHERE ended_at IS NULL AND ${where}`,
    );
  const endAt = end('desk = ? AND account = ?');
  const endOfAccount = end('account = ? AND desk <> ?');
  const endOfDesk = db.prepare<[number, KeyEnd, string]>(
    'UPDATE account_key SET ended_at = ?, ended_why = ? WHERE ended_at IS NULL AND desk = ?',
  );
  return {
    get: async (key) => kept.get(key),
    signed: verify,
    everHad: async (desk, account) => ever.get(desk, account) !== undefined,
    inUse: async (desk, account) => inUse.get(desk, account) ?? null,
    hadAt: async (desk, account, limit) => had.all(desk, account, limit),
    async add({ key, desk, account, since }) {
      add.run(key, desk, account, since);
      kept.forget();
    },
    async endAt(desk, account, at, why) {
      endAt.run(at, why, desk, account);
      kept.forget();
    },
    async endOfAccount(account, exceptDesk, at, why) {
      endOfAccount.run(at, why, account, exceptDesk ?? '');
      kept.forget();
    },
    async endOfDesk(desk, at, why) {
      endOfDesk.run(at, why, desk);
      kept.forget();
    },
  };
}
