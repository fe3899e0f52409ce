import type { Database } from 'better-sqlite3';
import { boundNumber, boundText } from './bound.ts';
import type { DeskStore, OpRow, ParkedOp } from '../store.ts';

const columns = 'desk, inc, seq, op_id AS opId, hash, rv, status, result, body, received_at AS receivedAt, late';

type Operations = Pick<
  DeskStore,
  | 'op'
  | 'opsById'
  | 'addOp'
  | 'setAnswer'
  | 'taken'
  | 'lateOps'
  | 'quarantined'
  | 'park'
  | 'unpark'
  | 'unblocked'
  | 'parkedCount'
>;

/** Operations of every desk with their answers, and those that still wait for a document. */
export function operationStore(db: Database): Operations {
  const op = db.prepare<[string, number, number], OpRow>(
    `SELECT ${columns} FROM op WHERE desk = ? AND inc = ? AND seq = ?`,
  );
  const opsById = db.prepare<[string], OpRow>(`SELECT ${columns} FROM op WHERE op_id = ${boundText} ORDER BY rowid`);
  const addOp = db.prepare('INSERT INTO op VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const setAnswer = db.prepare<[number | null, string, string, number | null, string, number, number]>(
    'UPDATE op SET rv = ?, status = ?, result = ?, late = ? WHERE desk = ? AND inc = ? AND seq = ?',
  );
  const late = db.prepare<[string, number, number], OpRow>(
    `SELECT ${columns} FROM op WHERE desk = ${boundText} AND late > ${boundNumber} ORDER BY late, seq LIMIT ${boundNumber}`,
  );
  const taken = db.prepare<[], { n: number }>('SELECT coalesce(max(rowid), 0) AS n FROM op');
  const quarantined = db.prepare<[], OpRow>(`SELECT ${columns} FROM op WHERE status = 'quarantined' ORDER BY rowid`);
  const park = db.prepare<[string, number, number, number, string, string]>(
    'INSERT OR IGNORE INTO parked VALUES (?, ?, ?, ?, ?, ?)',
  );
  const unpark = db.prepare<[string, number, number]>('DELETE FROM parked WHERE desk = ? AND inc = ? AND seq = ?');
  const unblocked = db.prepare<[], Omit<ParkedOp, 'waitsFor'>>(
    'SELECT p.desk, p.inc, p.seq, p.old_rv AS oldRv FROM parked p JOIN doc d ON d.type = p.type AND d.id = p.id ' +
      'ORDER BY p.old_rv, p.desk, p.seq',
  );
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM parked');
  return {
    op: async (desk, inc, seq) => op.get(desk, inc, seq) ?? null,
    opsById: async (opId) => opsById.all(opId),
    async addOp(o) {
      addOp.run(o.desk, o.inc, o.seq, o.opId, o.hash, o.rv, o.status, o.result, o.body, o.receivedAt, o.late);
    },
    async setAnswer(o) {
      setAnswer.run(o.rv, o.status, o.result, o.late, o.desk, o.inc, o.seq);
    },
    taken: async () => taken.get()?.n ?? 0,
    lateOps: async (desk, after, limit) => late.all(desk, after, limit),
    quarantined: async () => quarantined.all(),
    async park(o) {
      park.run(o.desk, o.inc, o.seq, o.oldRv, o.waitsFor.type, o.waitsFor.id);
    },
    async unpark(o) {
      unpark.run(o.desk, o.inc, o.seq);
    },
    unblocked: async () => unblocked.all(),
    parkedCount: async () => count.get()?.n ?? 0,
  };
}
