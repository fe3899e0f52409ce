import type { Database } from 'better-sqlite3';
import { boundNumber, boundText } from './bound.ts';
import type { OpPlace } from '../op-place.ts';
import type { DeskStore, OpRow, ParkedOp } from '../store.ts';

const columns =
  'desk, inc, seq, forked, op_id AS opId, hash, rv, status, result, body, received_at AS receivedAt, late';

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

/** A record with a place, as SQLite has it: it knows no booleans. */
type Row<T extends OpPlace> = Omit<T, 'forked'> & { readonly forked: number };

const placed = <T extends OpPlace>(row: Row<T>): T => ({ ...row, forked: row.forked === 1 }) as unknown as T;
const atPlace = 'desk = ? AND inc = ? AND seq = ? AND forked = ?';
type Place = [desk: string, inc: number, seq: number, forked: number];
const placeOf = ({ desk, inc, seq, forked }: OpPlace): Place => [desk, inc, seq, forked ? 1 : 0];

/** Operations of every desk with their answers, and those that still wait for a document. */
export function operationStore(db: Database): Operations {
  const op = db.prepare<Place, Row<OpRow>>(`SELECT ${columns} FROM op WHERE ${atPlace}`);
  const opsById = db.prepare<[string], Row<OpRow>>(
    `SELECT ${columns} FROM op WHERE op_id = ${boundText} ORDER BY rowid`,
  );
  const addOp = db.prepare('INSERT INTO op VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const setAnswer = db.prepare<[number | null, string, string, number | null, ...Place]>(
    `UPDATE op SET rv = ?, status = ?, result = ?, late = ? WHERE ${atPlace}`,
  );
  const late = db.prepare<[string, number, number], Row<OpRow>>(
    `SELECT ${columns} FROM op WHERE desk = ${boundText} AND late > ${boundNumber} ORDER BY late, seq LIMIT ${boundNumber}`,
  );
  const taken = db.prepare<[], { n: number }>('SELECT coalesce(max(rowid), 0) AS n FROM op');
  const quarantined = db.prepare<[], Row<OpRow>>(
    `SELECT ${columns} FROM op WHERE status = 'quarantined' ORDER BY rowid`,
  );
  const park = db.prepare<[...Place, number, string, string]>(
    'INSERT OR IGNORE INTO parked VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const unpark = db.prepare<Place>(`DELETE FROM parked WHERE ${atPlace}`);
  const unblocked = db.prepare<[], Row<Omit<ParkedOp, 'waitsFor'>>>(
    'SELECT p.desk, p.inc, p.seq, p.forked, p.old_rv AS oldRv FROM parked p JOIN doc d ON d.type = p.type AND d.id = p.id ' +
      'ORDER BY p.old_rv, p.desk, p.seq',
  );
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM parked');
  const maybe = (row: Row<OpRow> | undefined): OpRow | null => (row ? placed<OpRow>(row) : null);
  return {
    op: async (place) => maybe(op.get(...placeOf(place))),
    opsById: async (opId) => opsById.all(opId).map(placed<OpRow>),
    async addOp(o) {
      addOp.run(...placeOf(o), o.opId, o.hash, o.rv, o.status, o.result, o.body, o.receivedAt, o.late);
    },
    async setAnswer(o) {
      setAnswer.run(o.rv, o.status, o.result, o.late, ...placeOf(o));
    },
    taken: async () => taken.get()?.n ?? 0,
    lateOps: async (desk, after, limit) => late.all(desk, after, limit).map(placed<OpRow>),
    quarantined: async () => quarantined.all().map(placed<OpRow>),
    async park(o) {
      park.run(...placeOf(o), o.oldRv, o.waitsFor.type, o.waitsFor.id);
    },
    async unpark(o) {
      unpark.run(...placeOf(o));
    },
    unblocked: async () => unblocked.all().map(placed<Omit<ParkedOp, 'waitsFor'>>),
    parkedCount: async () => count.get()?.n ?? 0,
  };
}
