import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { err, ok, type Result } from '../../shared/result.ts';

/** Marks the file as ours: "Lx" and a number. */
const applicationId = 0x4c780001;
const version = 1;
/** Files above this size are read through at start only when they were not closed properly. */
const checkedBelow = 64 * 1024 * 1024;

const tables = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE published (
  dataset TEXT NOT NULL, major INTEGER NOT NULL, minor INTEGER NOT NULL, contract TEXT NOT NULL, signatures TEXT NOT NULL,
  hash TEXT NOT NULL, at INTEGER NOT NULL, first_at INTEGER NOT NULL, deprecated_at INTEGER, sunset_at INTEGER,
  rv INTEGER NOT NULL DEFAULT 0, floor INTEGER NOT NULL DEFAULT 0, rows INTEGER NOT NULL DEFAULT 0, loaded_at INTEGER,
  PRIMARY KEY (dataset, major)
) STRICT;
CREATE TABLE published_before (
  dataset TEXT NOT NULL, major INTEGER NOT NULL, minor INTEGER NOT NULL, contract TEXT NOT NULL, signatures TEXT NOT NULL,
  hash TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (dataset, major, minor)
) STRICT;
CREATE TABLE scheme (
  id INTEGER PRIMARY KEY, scheme TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL, owner TEXT NOT NULL,
  valid_from TEXT NOT NULL, valid_to TEXT, size INTEGER NOT NULL, at INTEGER NOT NULL, UNIQUE (scheme, version)
) STRICT;
CREATE TABLE code (
  scheme INTEGER NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL, parent TEXT, PRIMARY KEY (scheme, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE api_key (
  id TEXT PRIMARY KEY, hash TEXT NOT NULL, name TEXT NOT NULL, agency TEXT NOT NULL, dataset TEXT NOT NULL,
  reads INTEGER NOT NULL, writes INTEGER NOT NULL, per_minute INTEGER NOT NULL, created INTEGER NOT NULL,
  expires INTEGER NOT NULL, revoked INTEGER
) STRICT;
CREATE TABLE batch (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, dataset TEXT NOT NULL, major INTEGER NOT NULL, agency TEXT NOT NULL,
  key_id TEXT NOT NULL, idem TEXT NOT NULL, fingerprint TEXT NOT NULL, state TEXT NOT NULL, load TEXT, job TEXT,
  received_at INTEGER NOT NULL, ended_at INTEGER, status INTEGER, report TEXT, body TEXT, UNIQUE (agency, idem)
) STRICT;
CREATE INDEX batch_of ON batch (dataset, major, n);
CREATE INDEX batch_open ON batch (state) WHERE state = 'received';
CREATE INDEX batch_load ON batch (agency, load) WHERE load IS NOT NULL;
CREATE TABLE rollup (
  dataset TEXT NOT NULL, major INTEGER NOT NULL, kind TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
  n INTEGER NOT NULL, PRIMARY KEY (dataset, major, kind, field, value)
) STRICT, WITHOUT ROWID;
`;

/** Why the file cannot be the centre's. */
export type OpenFault = 'damaged' | 'foreign' | 'newer' | 'gone';

export interface OpenOptions {
  /** What a new file is given: the name of its history and the key of its tokens. */
  readonly epoch: string;
  readonly secret: string;
  /** A centre was kept here before: a file that is missing or empty is damage, not a beginning. */
  readonly known: boolean;
  /** Most pages of 4 KB; for tests of a full disk. */
  readonly maxPages: number | null;
}

function connect(file: string, readonly: boolean): Database.Database {
  const db = new Database(file, { readonly });
  db.pragma('busy_timeout = 5000');
  if (!readonly) {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
  }
  db.pragma('temp_store = MEMORY');
  // A key that comes out of order looks for its place in the whole index; a reader reads what lies side by side.
  db.pragma(`cache_size = -${readonly ? 8000 : 32_000}`);
  return db;
}

/** Whether the file is shorter than its own head says, or does not hold together. */
function isDamaged(db: Database.Database, file: string): boolean {
  const size = statSync(file).size;
  const pages = db.pragma('page_count', { simple: true }) as number;
  const pageSize = db.pragma('page_size', { simple: true }) as number;
  const inLog = existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
  if (!inLog && pages * pageSize > size) return true;
  const unclean = db.prepare("SELECT 1 FROM meta WHERE key = 'open'").get() !== undefined;
  if (size > checkedBelow && !unclean) return false;
  return size <= checkedBelow && db.pragma('quick_check(1)', { simple: true }) !== 'ok';
}

function make(db: Database.Database, { epoch, secret }: OpenOptions): void {
  db.transaction(() => {
    db.exec(tables);
    const set = db.prepare('INSERT INTO meta VALUES (?, ?)');
    set.run('epoch', epoch);
    set.run('secret', secret);
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${version}`);
  })();
}

function prepared(db: Database.Database, file: string, isNew: boolean, options: OpenOptions): OpenFault | null {
  if (isNew) {
    make(db, options);
    return null;
  }
  if (db.pragma('application_id', { simple: true }) !== applicationId) return 'foreign';
  if ((db.pragma('user_version', { simple: true }) as number) > version) return 'newer';
  return isDamaged(db, file) ? 'damaged' : null;
}

/** Opens the centre's file for writing; a new one where there was none. */
export function openForWriting(file: string, options: OpenOptions): Result<Database.Database, OpenFault> {
  const isNew = !existsSync(file) || statSync(file).size === 0;
  if (isNew && options.known) return err('gone');
  let db: Database.Database | null = null;
  try {
    db = connect(file, false);
    const fault = prepared(db, file, isNew, options);
    if (fault === null) {
      if (options.maxPages !== null) db.pragma(`max_page_count = ${options.maxPages}`);
      db.exec("INSERT OR REPLACE INTO meta VALUES ('open', '1')");
      return ok(db);
    }
    db.close();
    return err(fault);
  } catch (error) {
    db?.close();
    const code = error instanceof Database.SqliteError ? error.code : '';
    if (/^SQLITE_(CORRUPT|NOTADB|IOERR|CANTOPEN|READONLY|ERROR)/.test(code)) return err('damaged');
    throw error;
  }
}

/** A second connection that sees whole transactions alone and never waits for one. */
export const openForReading = (file: string): Database.Database => connect(file, true);

/** Closes a file so that the next start knows it was closed. */
export function closeCleanly(db: Database.Database): void {
  db.exec("DELETE FROM meta WHERE key = 'open'");
  db.close();
}
