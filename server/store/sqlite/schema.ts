import type { Database } from 'better-sqlite3';
import { migrations } from './migrations.ts';

/** Written into the file's header, so that a foreign database is never taken for the register. */
export const applicationId = 0x4c424152;
/** The oldest version that can be migrated; the tables below are its own and stay as they are. */
export const oldestVersion = 2;
/** Raised by every step of {@link migrations}: a file of a later version is refused, never read half. */
export const schemaVersion = migrations.at(-1)?.to ?? oldestVersion;

/** The tables of {@link oldestVersion}. */
export const tables = `
CREATE TABLE sync_clock(id INTEGER PRIMARY KEY CHECK(id = 1), epoch TEXT NOT NULL, rv INTEGER NOT NULL, master_rv INTEGER NOT NULL, floor INTEGER NOT NULL) STRICT;
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE doc(type TEXT NOT NULL, id TEXT NOT NULL, rv INTEGER NOT NULL, fv TEXT NOT NULL, d TEXT NOT NULL, PRIMARY KEY(type, id)) STRICT;
CREATE TABLE scope_index(
  scope TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, rv INTEGER NOT NULL, live INTEGER NOT NULL, ord TEXT NOT NULL,
  part INTEGER NOT NULL, left_at INTEGER, PRIMARY KEY(scope, type, id)) STRICT, WITHOUT ROWID;
CREATE INDEX scope_by_rv ON scope_index(scope, rv);
CREATE INDEX scope_by_place ON scope_index(scope, ord, id) WHERE live = 1;
CREATE INDEX scope_by_doc ON scope_index(id);
CREATE INDEX scope_left ON scope_index(left_at) WHERE live = 0;
CREATE TABLE scope_state(
  scope TEXT PRIMARY KEY, n INTEGER NOT NULL, sum TEXT NOT NULL, floor_rv INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE held_removal(
  scope TEXT NOT NULL, desk TEXT NOT NULL, account TEXT NOT NULL, remove INTEGER NOT NULL, docs INTEGER NOT NULL,
  since INTEGER NOT NULL, confirmed INTEGER NOT NULL, PRIMARY KEY(scope, desk, account)) STRICT, WITHOUT ROWID;

CREATE TABLE desk(
  id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, machine TEXT NOT NULL, token TEXT NOT NULL UNIQUE,
  inc INTEGER NOT NULL, last_seq INTEGER NOT NULL, last_hash TEXT NOT NULL, retired INTEGER NOT NULL,
  lost INTEGER NOT NULL, block_size INTEGER NOT NULL, created_at INTEGER NOT NULL, last_seen INTEGER NOT NULL,
  reported TEXT NOT NULL, claimed INTEGER NOT NULL, forced_at INTEGER NOT NULL, origin TEXT, origin_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE op(
  desk TEXT NOT NULL, inc INTEGER NOT NULL, seq INTEGER NOT NULL, op_id TEXT NOT NULL, hash TEXT NOT NULL, rv INTEGER,
  status TEXT NOT NULL, result TEXT NOT NULL, body TEXT NOT NULL, received_at INTEGER NOT NULL, late INTEGER,
  PRIMARY KEY(desk, inc, seq)) STRICT;
CREATE INDEX op_by_id ON op(op_id);
CREATE INDEX op_late ON op(desk, late) WHERE late IS NOT NULL;
CREATE INDEX op_put_aside ON op(status) WHERE status = 'quarantined';
CREATE TABLE parked(
  desk TEXT NOT NULL, inc INTEGER NOT NULL, seq INTEGER NOT NULL, old_rv INTEGER NOT NULL, type TEXT NOT NULL,
  id TEXT NOT NULL, PRIMARY KEY(desk, inc, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE desk_account(desk TEXT NOT NULL, account TEXT NOT NULL, seen INTEGER NOT NULL, PRIMARY KEY(desk, account)) STRICT, WITHOUT ROWID;
CREATE TABLE signed_in(desk TEXT NOT NULL, account TEXT NOT NULL, PRIMARY KEY(desk, account)) STRICT, WITHOUT ROWID;

CREATE TABLE number_book(book TEXT NOT NULL, year INTEGER NOT NULL, next INTEGER NOT NULL, PRIMARY KEY(book, year)) STRICT, WITHOUT ROWID;
CREATE TABLE number_lease(
  id TEXT PRIMARY KEY, desk TEXT NOT NULL, inc INTEGER NOT NULL, op_id TEXT NOT NULL, book TEXT NOT NULL, year INTEGER NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL, closed INTEGER NOT NULL, highest_used INTEGER,
  reason TEXT, closed_by TEXT, closed_at INTEGER) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX lease_by_request ON number_lease(desk, inc, op_id) WHERE closed = 0;
CREATE INDEX lease_by_desk ON number_lease(desk);
CREATE INDEX lease_by_place ON number_lease(book, year, first);
CREATE TABLE number_use(
  book TEXT NOT NULL, year INTEGER NOT NULL, no INTEGER NOT NULL, letter_id TEXT NOT NULL, PRIMARY KEY(book, year, no)) STRICT, WITHOUT ROWID;
CREATE TABLE number_gap(
  book TEXT NOT NULL, year INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, class TEXT NOT NULL, reason TEXT,
  noted_by TEXT, noted_at INTEGER) STRICT;
CREATE INDEX gap_by_book ON number_gap(book, year);
CREATE TABLE unnumbered(letter_id TEXT PRIMARY KEY, desk TEXT NOT NULL, inc INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE account(id TEXT PRIMARY KEY, password TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE session(token TEXT PRIMARY KEY, account TEXT NOT NULL, desk TEXT, last_used INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_account ON session(account);
`;

/** How a file relates to this program. `earlier`: it can be migrated. */
export type FileState = 'empty' | 'current' | 'earlier' | 'foreign' | 'older' | 'newer';

export function stateOf(db: Database): FileState {
  const version = db.pragma('user_version', { simple: true }) as number;
  const owner = db.pragma('application_id', { simple: true }) as number;
  if (version === 0 && owner === 0) {
    const { n } = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM sqlite_master').get() ?? { n: 0 };
    return n > 0 ? 'foreign' : 'empty';
  }
  if (owner !== applicationId) return 'foreign';
  if (version === schemaVersion) return 'current';
  if (version > schemaVersion) return 'newer';
  return version < oldestVersion ? 'older' : 'earlier';
}

function migrate(db: Database, from: number): void {
  for (const { to, sql, fill } of migrations) {
    if (to <= from) continue;
    db.exec(sql);
    fill?.(db);
  }
  db.pragma(`user_version = ${schemaVersion}`);
}

/** Makes the tables in an empty file. */
export function makeTables(db: Database, epoch: string): void {
  db.transaction(() => {
    db.exec(tables);
    db.prepare('INSERT INTO sync_clock VALUES (1, ?, 0, 0, 0)').run(epoch);
    db.pragma(`application_id = ${applicationId}`);
    migrate(db, oldestVersion);
  }).immediate();
}

/** Migrates the tables of an earlier version: all steps, or none. */
export function bringUpToDate(db: Database): void {
  db.transaction(() => migrate(db, db.pragma('user_version', { simple: true }) as number)).immediate();
}
