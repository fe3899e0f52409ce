import type { Database } from 'better-sqlite3';
import { numberedKinds } from '../../../shared/records/kinds.ts';
import { maxPerBlock } from '../../../shared/sync/bounds.ts';
import { boundNumber, boundText } from './bound.ts';
import type { RowMemory } from './kept-rows.ts';
import type { Book, UsedNumber, LeaseRow, NumberGap, NumberStore, NumberUse, UnnumberedLetter } from '../store.ts';

type Lease = Omit<LeaseRow, 'closed'> & { readonly closed: number };

const leaseColumns =
  'id, desk, inc, op_id AS opId, book, year, first AS "from", last AS "to", closed, highest_used AS highestUsed, ' +
  'reason, closed_by AS closedBy, closed_at AS closedAt, granted_at AS grantedAt, home';
/** The last number that is still the block's. */
const lastHeld = 'coalesce(home - 1, last)';

/** Books, leased blocks and used numbers. */
export function numberStore(db: Database, memory: RowMemory): NumberStore {
  const book = db.prepare<[string, number], Book>(
    'SELECT book, year, next, reached FROM number_book WHERE book = ? AND year = ?',
  );
  const books = db.prepare<[], Book>('SELECT book, year, next, reached FROM number_book ORDER BY book, year');
  const putBook = db.prepare<[string, number, number, number]>(
    'INSERT INTO number_book VALUES (?, ?, ?, ?) ON CONFLICT(book, year) DO UPDATE SET next = excluded.next, ' +
      'reached = max(reached, excluded.reached)',
  );
  const nameOf = (name: string, year: number): string => `${year} ${name}`;
  const counters = memory.rows<Book | null>(
    (key) => book.get(key.slice(key.indexOf(' ') + 1), parseInt(key, 10)) ?? null,
    (_, row) => row && putBook.run(row.book, row.year, row.next, row.reached),
  );
  const lease = db.prepare<[string], Lease>(`SELECT ${leaseColumns} FROM number_lease WHERE id = ?`);
  const byOp = db.prepare<[string, number, string], Lease>(
    `SELECT ${leaseColumns} FROM number_lease WHERE desk = ? AND inc = ? AND op_id = ? AND closed = 0`,
  );
  const ofDesk = db.prepare<[string], Lease>(`SELECT ${leaseColumns} FROM number_lease WHERE desk = ?`);
  // No block is longer: asked from there on, it costs the same however many blocks the book has had.
  const inBook = `book = ${boundText} AND year = ${boundNumber}`;
  const reaching = `first BETWEEN ${boundNumber} - ${maxPerBlock} AND ${boundNumber}`;
  const around = (closed: 0 | 1) =>
    db.prepare<[string, number, number, number, number], Lease>(
      `SELECT ${leaseColumns} FROM number_lease WHERE ${inBook} AND closed = ${closed} AND ${reaching}
        AND ${lastHeld} >= ${boundNumber} ORDER BY first DESC LIMIT 1`,
    );
  // An open block stands before one that is over; two questions, because an order over both would sort them each time.
  const [openAround, closedAround] = [around(0), around(1)];
  const leasesFrom = db.prepare<[string, number, number, number], Lease>(
    `SELECT ${leaseColumns} FROM number_lease WHERE ${inBook} AND last >= ${boundNumber} AND ${lastHeld} >= ${boundNumber} ORDER BY first, id`,
  );
  const openIn = db.prepare<[string, number], Lease>(
    `SELECT ${leaseColumns} FROM number_lease l WHERE ${inBook} AND closed = 0 AND NOT EXISTS
      (SELECT 1 FROM number_use u WHERE u.book = l.book AND u.year = l.year AND u.no = l.last) ORDER BY first, id`,
  );
  const leasesOver = db.prepare<[string, number, number, number, number], Lease>(
    `SELECT ${leaseColumns} FROM number_lease WHERE ${inBook} AND ${reaching} AND last >= ${boundNumber} ORDER BY first, id`,
  );
  const putLease = db.prepare(
    'INSERT INTO number_lease VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ' +
      'ON CONFLICT(id) DO UPDATE SET closed = excluded.closed, highest_used = excluded.highest_used, ' +
      'reason = excluded.reason, closed_by = excluded.closed_by, closed_at = excluded.closed_at, home = excluded.home',
  );
  const useColumns = 'book, year, no, letter_id AS letterId';
  const use = db.prepare<[string, number, number], NumberUse>(
    `SELECT ${useColumns} FROM number_use WHERE book = ? AND year = ? AND no = ?`,
  );
  const between = db.prepare<[string, number, number, number], NumberUse>(
    `SELECT ${useColumns} FROM number_use WHERE ${inBook} AND no BETWEEN ${boundNumber} AND ${boundNumber} ORDER BY no`,
  );
  const addUse = db.prepare<[string, number, number, string]>('INSERT INTO number_use VALUES (?, ?, ?, ?)');
  const leasesIn = db.prepare<[string, number], Lease>(
    `SELECT ${leaseColumns} FROM number_lease WHERE book = ? AND year = ? AND (home IS NULL OR home > first) ORDER BY first, id`,
  );
  const types = numberedKinds.map(({ type }) => type);
  const marks = types.map(() => '?').join(', ');
  const usedIn = db.prepare<string[], Omit<UsedNumber, 'voided'> & { readonly voided: number }>(
    `SELECT u.no, u.letter_id AS letterId, json_extract(d.d, '$.voided') IS NOT NULL AS voided,
      CASE WHEN json_extract(d.d, '$.security') IN ('biasa', 'terbatas') THEN json_extract(d.d, '$.voided.reason') END AS voidReason
      FROM number_use u LEFT JOIN doc d ON d.type IN (${marks}) AND d.id = u.letter_id
      WHERE u.book = ? AND u.year = ? ORDER BY u.no`,
  );
  const gapsIn = db.prepare<[string, number], NumberGap>(
    'SELECT book, year, first AS "from", last AS "to", class, reason, noted_by AS "by", noted_at AS "at" ' +
      'FROM number_gap WHERE book = ? AND year = ? ORDER BY rowid',
  );
  const addGap = db.prepare('INSERT INTO number_gap VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const unnumbered = db.prepare<[], Omit<UnnumberedLetter, 'forked'> & { readonly forked: number }>(
    'SELECT u.letter_id AS letterId, u.desk, u.inc, u.seq, u.forked FROM unnumbered u LEFT JOIN op o ' +
      'ON o.desk = u.desk AND o.inc = u.inc AND o.seq = u.seq AND o.forked = u.forked ORDER BY o.rv, u.letter_id',
  );
  const addUnnumbered = db.prepare('INSERT OR REPLACE INTO unnumbered VALUES (?, ?, ?, ?, ?)');
  const dropUnnumbered = db.prepare<[string]>('DELETE FROM unnumbered WHERE letter_id = ?');
  const row = (found: Lease): LeaseRow => ({ ...found, closed: found.closed === 1 });
  const maybe = (found: Lease | undefined): LeaseRow | null => (found ? row(found) : null);
  return {
    book: async (name, year) => counters.get(nameOf(name, year)),
    async books() {
      counters.flush();
      return books.all();
    },
    async putBook({ book: name, year, next, reached = next }) {
      const known = counters.get(nameOf(name, year))?.reached ?? 1;
      counters.put(nameOf(name, year), { book: name, year, next, reached: Math.max(known, next, reached) });
    },
    lease: async (id) => maybe(lease.get(id)),
    leaseByOp: async (desk, inc, opId) => maybe(byOp.get(desk, inc, opId)),
    leasesOf: async (desk) => ofDesk.all(desk).map(row),
    leaseAround: async (name, year, no) =>
      maybe(openAround.get(name, year, no, no, no) ?? closedAround.get(name, year, no, no, no)),
    openIn: async (name, year) => openIn.all(name, year).map(row),
    leasesFrom: async (name, year, from) => leasesFrom.all(name, year, from, from).map(row),
    leasesOver: async (name, year, no) => leasesOver.all(name, year, no, no, no).map(row),
    async putLease(l) {
      const closing = [l.closed ? 1 : 0, l.highestUsed, l.reason, l.closedBy, l.closedAt, l.grantedAt, l.home];
      putLease.run(l.id, l.desk, l.inc, l.opId, l.book, l.year, l.from, l.to, ...closing);
    },
    use: async (name, year, no) => use.get(name, year, no) ?? null,
    usesBetween: async (name, year, from, to) => between.all(name, year, from, to),
    async addUse({ book: name, year, no, letterId }) {
      addUse.run(name, year, no, letterId);
    },
    leasesIn: async (name, year) => leasesIn.all(name, year).map(row),
    usedIn: async (name, year) =>
      usedIn.all(...types, name, String(year)).map((row) => ({ ...row, voided: row.voided === 1 })),
    gapsIn: async (name, year) => gapsIn.all(name, year),
    async addGap({ book: name, year, from, to, class: kind, reason, by, at }) {
      if (from <= to) addGap.run(name, year, from, to, kind, reason, by, at);
    },
    unnumbered: async () => unnumbered.all().map((row) => ({ ...row, forked: row.forked === 1 })),
    async addUnnumbered({ letterId, desk, inc, seq, forked }) {
      addUnnumbered.run(letterId, desk, inc, seq, forked ? 1 : 0);
    },
    async dropUnnumbered(letterId) {
      dropUnnumbered.run(letterId);
    },
  };
}
