import type { Database } from 'better-sqlite3';
import type { Book, LeaseRow, NumberStore, NumberUse } from '../store.ts';

type Lease = Omit<LeaseRow, 'closed'> & { readonly closed: number };

const leaseColumns =
  'id, desk, inc, op_id AS opId, book, year, first AS "from", last AS "to", closed, highest_used AS highestUsed';

/** Books, leased blocks and used numbers. */
export function numberStore(db: Database): NumberStore {
  const book = db.prepare<[string, number], Book>(
    'SELECT book, year, next FROM number_book WHERE book = ? AND year = ?',
  );
  const books = db.prepare<[], Book>('SELECT book, year, next FROM number_book ORDER BY book, year');
  const putBook = db.prepare<[string, number, number]>(
    'INSERT INTO number_book VALUES (?, ?, ?) ON CONFLICT(book, year) DO UPDATE SET next = excluded.next',
  );
  const lease = db.prepare<[string], Lease>(`SELECT ${leaseColumns} FROM number_lease WHERE id = ?`);
  const byOp = db.prepare<[string, string], Lease>(
    `SELECT ${leaseColumns} FROM number_lease WHERE desk = ? AND op_id = ?`,
  );
  const ofDesk = db.prepare<[string], Lease>(`SELECT ${leaseColumns} FROM number_lease WHERE desk = ?`);
  const around = db.prepare<[string, number, number], Lease>(
    `SELECT ${leaseColumns} FROM number_lease WHERE book = ? AND year = ? AND first <= ? ORDER BY first DESC LIMIT 1`,
  );
  const putLease = db.prepare(
    'INSERT INTO number_lease VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ' +
      'ON CONFLICT(id) DO UPDATE SET closed = excluded.closed, highest_used = excluded.highest_used',
  );
  const useColumns = 'book, year, no, letter_id AS letterId';
  const use = db.prepare<[string, number, number], NumberUse>(
    `SELECT ${useColumns} FROM number_use WHERE book = ? AND year = ? AND no = ?`,
  );
  const between = db.prepare<[string, number, number, number], NumberUse>(
    `SELECT ${useColumns} FROM number_use WHERE book = ? AND year = ? AND no BETWEEN ? AND ? ORDER BY no`,
  );
  const addUse = db.prepare<[string, number, number, string]>('INSERT INTO number_use VALUES (?, ?, ?, ?)');
  const row = (found: Lease): LeaseRow => ({ ...found, closed: found.closed === 1 });
  const maybe = (found: Lease | undefined): LeaseRow | null => (found ? row(found) : null);
  return {
    book: async (name, year) => book.get(name, year) ?? null,
    books: async () => books.all(),
    async putBook({ book: name, year, next }) {
      putBook.run(name, year, next);
    },
    lease: async (id) => maybe(lease.get(id)),
    leaseByOp: async (desk, opId) => maybe(byOp.get(desk, opId)),
    leasesOf: async (desk) => ofDesk.all(desk).map(row),
    async leaseAround(name, year, no) {
      const found = maybe(around.get(name, year, no));
      return found && no <= found.to ? found : null;
    },
    async putLease(l) {
      putLease.run(l.id, l.desk, l.inc, l.opId, l.book, l.year, l.from, l.to, l.closed ? 1 : 0, l.highestUsed);
    },
    use: async (name, year, no) => use.get(name, year, no) ?? null,
    usesBetween: async (name, year, from, to) => between.all(name, year, from, to),
    async addUse({ book: name, year, no, letterId }) {
      addUse.run(name, year, no, letterId);
    },
  };
}
