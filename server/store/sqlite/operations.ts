import type { Database } from 'better-sqlite3';
import { utf8Length } from '../../../shared/sync/bounds.ts';
import { boundNumber, boundText } from './bound.ts';
import type { OpPlace } from '../op-place.ts';
import type { OpHead, OpRow, OpStore, ParkedOp, Quarantine } from '../op-store.ts';

const headColumns =
  'desk, inc, seq, forked, op_id AS opId, hash, rv, status, result, received_at AS receivedAt, late, entry, author, ' +
  'vouched, lineage';
const columns = `${headColumns}, body`;

/** A record with a place, as SQLite has it: it knows no booleans. */
type Row<T extends OpPlace> = Omit<T, 'forked'> & { readonly forked: number };
type Stored<T extends OpHead> = Omit<Row<T>, 'vouched'> & { readonly vouched: number };

const placed = <T extends OpPlace>(row: Row<T>): T => ({ ...row, forked: row.forked === 1 }) as unknown as T;
const rowOf = <T extends OpHead>(row: Stored<T>): T =>
  ({ ...row, forked: row.forked === 1, vouched: row.vouched === 1 }) as unknown as T;
const atPlace = 'desk = ? AND inc = ? AND seq = ? AND forked = ?';
type Place = [desk: string, inc: number, seq: number, forked: number];
const placeOf = ({ desk, inc, seq, forked }: OpPlace): Place => [desk, inc, seq, forked ? 1 : 0];

/** Operations of every desk with their answers, and those that still wait for a document. */
export function operationStore(db: Database): OpStore {
  const op = db.prepare<Place, Stored<OpRow>>(`SELECT ${columns} FROM op WHERE ${atPlace}`);
  const asEntry = `SELECT ${headColumns} FROM op WHERE op_id = ${boundText} AND entry = ${boundText}`;
  const vouchedFor = db.prepare<[string, string], Stored<OpHead>>(`${asEntry} AND vouched = 1 LIMIT 1`);
  const ofLineage = `${asEntry} AND vouched IN (0, 1) AND lineage = ${boundText}`;
  const inLineage = db.prepare<[string, string, string], Stored<OpHead>>(`${ofLineage} LIMIT 1`);
  const vouchedPlaces = db.prepare<[string, string, number], Stored<OpHead>>(
    `${asEntry} AND vouched = 1 LIMIT ${boundNumber}`,
  );
  const placesInLineage = db.prepare<[string, string, string, number], Stored<OpHead>>(
    `${ofLineage} LIMIT ${boundNumber}`,
  );
  const ofAuthor = `FROM op WHERE op_id = ${boundText} AND status IN ('applied', 'merged', 'flagged') AND author`;
  const effectOf = db.prepare<[string, string], Stored<OpHead>>(
    `SELECT ${headColumns} ${ofAuthor} = ${boundText} LIMIT 1`,
  );
  const effectBelow = db.prepare<[string, string], unknown>(`SELECT 1 ${ofAuthor} < ${boundText} LIMIT 1`);
  const effectAbove = db.prepare<[string, string], unknown>(`SELECT 1 ${ofAuthor} > ${boundText} LIMIT 1`);
  const addOp = db.prepare(
    'INSERT INTO op(desk, inc, seq, forked, op_id, hash, rv, status, result, body, received_at, late, entry, author, ' +
      'vouched, lineage, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const setAnswer = db.prepare<[number | null, string, string, number | null, number, ...Place]>(
    `UPDATE op SET rv = ?, status = ?, result = ?, late = ?, vouched = ? WHERE ${atPlace}`,
  );
  const late = db.prepare<[string, number, number], Stored<OpRow>>(
    `SELECT ${columns} FROM op WHERE desk = ${boundText} AND late > ${boundNumber} ORDER BY late, seq LIMIT ${boundNumber}`,
  );
  const taken = db.prepare<[], { n: number }>('SELECT coalesce(max(rowid), 0) AS n FROM op');
  const park = db.prepare<[...Place, number, string, string]>(
    'INSERT OR IGNORE INTO parked VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const unpark = db.prepare<Place>(`DELETE FROM parked WHERE ${atPlace}`);
  const unblocked = db.prepare<[], Row<Omit<ParkedOp, 'waitsFor'>>>(
    'SELECT p.desk, p.inc, p.seq, p.forked, p.old_rv AS oldRv FROM parked p JOIN doc d ON d.type = p.type AND d.id = p.id ' +
      'ORDER BY p.old_rv, p.desk, p.seq',
  );
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM parked');
  const maybe = <T extends OpHead>(row: Stored<T> | undefined): T | null => (row ? rowOf(row) : null);
  return {
    ...quarantineStore(db),
    op: async (place) => maybe(op.get(...placeOf(place))),
    sameEntry: async (opId, entry, lineage) =>
      maybe(lineage === null ? vouchedFor.get(opId, entry) : inLineage.get(opId, entry, lineage)),
    effectOf: async (opId, author) => maybe(effectOf.get(opId, author)),
    hasEffectOfOthers: async (opId, author) =>
      effectBelow.get(opId, author) !== undefined || effectAbove.get(opId, author) !== undefined,
    async placesOf({ opId, entry, vouched, lineage }, limit) {
      const here = placesInLineage.all(opId, entry, lineage, limit);
      const all = vouched
        ? [...vouchedPlaces.all(opId, entry, limit), ...here.filter((row) => row.vouched === 0)]
        : here;
      return all.map(rowOf<OpHead>);
    },
    async addOp(o) {
      const answer = [o.rv, o.status, o.result, o.body, o.receivedAt, o.late];
      const identity = [o.entry, o.author, o.vouched ? 1 : 0, o.lineage, utf8Length(o.body)];
      addOp.run(...placeOf(o), o.opId, o.hash, ...answer, ...identity);
    },
    async setAnswer(o) {
      setAnswer.run(o.rv, o.status, o.result, o.late, o.vouched ? 1 : 0, ...placeOf(o));
    },
    taken: async () => taken.get()?.n ?? 0,
    lateOps: async (desk, after, limit) => late.all(desk, after, limit).map(rowOf<OpRow>),
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

type Quarantined = Pick<OpStore, 'nextQuarantined' | 'quarantinedAs' | 'hasArrived' | 'quarantineOf'>;

/** What waits for an administrator. */
function quarantineStore(db: Database): Quarantined {
  // The same entry stands once, where it arrived first: at every place of its lineage, and wherever its author sent it.
  const next = db.prepare<[number, string | null], Stored<OpRow> & { readonly at: number }>(
    `SELECT rowid AS at, ${columns} FROM op WHERE status = 'quarantined' AND rowid > ${boundNumber} ` +
      `AND coalesce(json_extract(result, '$.code') = ${boundText}, TRUE) ` +
      'AND NOT EXISTS (SELECT 1 FROM op AS same INDEXED BY op_quarantined_as ' +
      "WHERE same.status = 'quarantined' AND same.op_id = op.op_id " +
      'AND same.entry = op.entry AND (same.lineage = op.lineage OR same.vouched = 1 AND op.vouched = 1) ' +
      'AND same.rowid < op.rowid) ORDER BY rowid LIMIT 1',
  );
  const as = db.prepare<[string, string], Row<OpPlace>>(
    'SELECT desk, inc, seq, forked FROM op INDEXED BY op_quarantined_as ' +
      "WHERE status = 'quarantined' AND op_id = ? AND hash = ?",
  );
  const arrived = db.prepare<[string, string | null], unknown>(
    `SELECT 1 FROM op WHERE op_id = ${boundText} AND coalesce(hash = ${boundText}, TRUE) LIMIT 1`,
  );
  const use = (which: string) =>
    db.prepare<string[], Quarantine>(
      `SELECT count(*) AS entries, total(bytes) AS bytes FROM op WHERE status = 'quarantined' AND lineage = ?${which}`,
    );
  const [all, ofAuthor, ofNobody] = [use(''), use(' AND vouched = 1 AND author = ?'), use(' AND vouched = 0')];
  const none: Quarantine = { entries: 0, bytes: 0 };
  return {
    async nextQuarantined(after, code) {
      const found = next.get(after, code);
      if (!found) return null;
      const { at, ...row } = found;
      return { at, row: rowOf(row) };
    },
    quarantinedAs: async (opId, hash) => as.all(opId, hash).map(placed<OpPlace>),
    hasArrived: async (opId, hash) => arrived.get(opId, hash) !== undefined,
    async quarantineOf(lineage, author) {
      if (author === undefined) return all.get(lineage) ?? none;
      return (author === null ? ofNobody.get(lineage) : ofAuthor.get(lineage, author)) ?? none;
    },
  };
}
