import type { Database } from 'better-sqlite3';
import type { DeskRow, DeskStore, OpRow } from '../store.ts';

interface Row {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly machine: string;
  readonly token: string;
  readonly inc: number;
  readonly last_seq: number;
  readonly last_hash: string;
  readonly retired: number;
  readonly block_size: number;
  readonly created_at: number;
}

const desk = (row: Row): DeskRow => ({
  id: row.id,
  code: row.code,
  name: row.name,
  machine: row.machine,
  tokenHash: row.token,
  inc: row.inc,
  lastSeq: row.last_seq,
  lastHash: row.last_hash,
  retired: row.retired === 1,
  blockSize: row.block_size,
  createdAt: row.created_at,
});

const opColumns = 'desk, inc, seq, op_id AS opId, hash, rv, status, result, body, received_at AS receivedAt';

/** Desks, their sequences and who is signed in where. */
export function deskStore(db: Database): DeskStore {
  const one = db.prepare<[string], Row>('SELECT * FROM desk WHERE id = ?');
  const byToken = db.prepare<[string], Row>('SELECT * FROM desk WHERE token = ?');
  const all = db.prepare<[], Row>('SELECT * FROM desk ORDER BY code');
  const put = db.prepare(
    'INSERT INTO desk(id, code, name, machine, token, inc, last_seq, last_hash, retired, block_size, created_at) ' +
      'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET name = excluded.name, inc = excluded.inc, ' +
      'last_seq = excluded.last_seq, last_hash = excluded.last_hash, retired = excluded.retired, ' +
      'block_size = excluded.block_size, token = excluded.token',
  );
  const op = db.prepare<[string, number, number], OpRow>(
    `SELECT ${opColumns} FROM op WHERE desk = ? AND inc = ? AND seq = ?`,
  );
  const opById = db.prepare<[string], OpRow>(`SELECT ${opColumns} FROM op WHERE op_id = ? ORDER BY rowid LIMIT 1`);
  const addOp = db.prepare('INSERT INTO op VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const known = db.prepare<[string, string]>('SELECT 1 FROM desk_account WHERE desk = ? AND account = ?');
  const know = db.prepare<[string, string]>('INSERT OR IGNORE INTO desk_account VALUES (?, ?)');
  const signedIn = db.prepare<[string, string]>('SELECT 1 FROM signed_in WHERE desk = ? AND account = ?');
  const signIn = db.prepare<[string, string]>('INSERT OR IGNORE INTO signed_in VALUES (?, ?)');
  const signOut = db.prepare<[string, string]>('DELETE FROM signed_in WHERE desk = ? AND account = ?');
  const found = (row: Row | undefined): DeskRow | null => (row ? desk(row) : null);
  return {
    get: async (id) => found(one.get(id)),
    byToken: async (tokenHash) => found(byToken.get(tokenHash)),
    all: async () => all.all().map(desk),
    async put(d) {
      put.run(
        d.id,
        d.code,
        d.name,
        d.machine,
        d.tokenHash,
        d.inc,
        d.lastSeq,
        d.lastHash,
        d.retired ? 1 : 0,
        d.blockSize,
        d.createdAt,
      );
    },
    op: async (id, inc, seq) => op.get(id, inc, seq) ?? null,
    opById: async (opId) => opById.get(opId) ?? null,
    async addOp(o) {
      addOp.run(o.desk, o.inc, o.seq, o.opId, o.hash, o.rv, o.status, o.result, o.body, o.receivedAt);
    },
    knows: async (id, account) => known.get(id, account) !== undefined,
    async setKnown(id, account) {
      know.run(id, account);
    },
    isSignedIn: async (id, account) => signedIn.get(id, account) !== undefined,
    async setSignedIn(id, account, now) {
      (now ? signIn : signOut).run(id, account);
    },
  };
}
