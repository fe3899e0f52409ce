import type { Database } from 'better-sqlite3';
import { sha256 } from '../../auth/tokens.ts';
import { identityOf, storedEntry } from '../../sync/entry.ts';

/** A step from one version of the tables to the next. */
export interface Migration {
  readonly to: number;
  readonly name: string;
  readonly sql: string;
  /** What SQL alone cannot say, after it. */
  fill?(db: Database): void;
}

/**
 * What changed in the tables since the oldest file that can still be opened, one step per version. A new file is made
 * by the same steps, so that every table is made in one way. A released step is never changed.
 */
export const migrations: readonly Migration[] = [
  {
    to: 3,
    name: 'who acts: keys of accounts, names of sessions, counters of wrong passwords, who enrolled a desk',
    sql: `
CREATE TABLE account_key(
  key TEXT PRIMARY KEY, desk TEXT NOT NULL, account TEXT NOT NULL, since INTEGER NOT NULL, ended_at INTEGER,
  ended_why TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX key_by_place ON account_key(desk, account);
CREATE UNIQUE INDEX key_in_use ON account_key(desk, account) WHERE ended_at IS NULL;
CREATE INDEX key_by_account ON account_key(account) WHERE ended_at IS NULL;

ALTER TABLE session ADD COLUMN name TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX session_by_name ON session(name) WHERE name <> '';
CREATE INDEX session_by_desk ON session(desk);
ALTER TABLE signed_in ADD COLUMN session TEXT;
DROP TABLE desk_account;

CREATE TABLE guess(
  kind TEXT NOT NULL, name TEXT NOT NULL, wrong INTEGER NOT NULL, until INTEGER NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY(kind, name)) STRICT, WITHOUT ROWID;
ALTER TABLE desk ADD COLUMN enrolled_by TEXT;
`,
  },
  {
    to: 4,
    name: "the past: the register's name and its seal, impossible reports of desks, how often they renew",
    sql: `
INSERT OR IGNORE INTO meta VALUES ('register', lower(hex(randomblob(16))));
INSERT OR IGNORE INTO meta VALUES ('seal', lower(hex(randomblob(32))));
CREATE TABLE desk_fault(
  desk TEXT NOT NULL, kind TEXT NOT NULL, n INTEGER NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
  PRIMARY KEY(desk, kind)) STRICT, WITHOUT ROWID;
CREATE TABLE desk_renewal(desk TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX renewal_by_desk ON desk_renewal(desk, at);
ALTER TABLE number_lease ADD COLUMN granted_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE desk DROP COLUMN claimed;
ALTER TABLE desk DROP COLUMN forced_at;
`,
  },
  {
    to: 5,
    name: 'what is not known is null, what is true of a row has a column',
    sql: `
CREATE TABLE desk_next(
  id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, machine TEXT NOT NULL, token TEXT NOT NULL UNIQUE,
  inc INTEGER NOT NULL, last_seq INTEGER NOT NULL, last_hash TEXT NOT NULL, retired INTEGER NOT NULL,
  lost INTEGER NOT NULL, block_size INTEGER NOT NULL, created_at INTEGER NOT NULL, last_seen INTEGER NOT NULL,
  reported TEXT, replays_all INTEGER NOT NULL, origin TEXT, origin_seq INTEGER NOT NULL, enrolled_by TEXT) STRICT, WITHOUT ROWID;
INSERT INTO desk_next SELECT id, code, name, machine, token, inc, last_seq, last_hash, retired, lost, block_size,
  created_at, last_seen, CASE WHEN reported IN ('', '*') THEN NULL ELSE reported END, reported = '*', origin, origin_seq,
  enrolled_by FROM desk;
DROP TABLE desk;
ALTER TABLE desk_next RENAME TO desk;

CREATE TABLE op_next(
  desk TEXT NOT NULL, inc INTEGER NOT NULL, seq INTEGER NOT NULL, forked INTEGER NOT NULL, op_id TEXT NOT NULL,
  hash TEXT NOT NULL, rv INTEGER, status TEXT NOT NULL, result TEXT NOT NULL, body TEXT NOT NULL,
  received_at INTEGER NOT NULL, late INTEGER, PRIMARY KEY(desk, inc, seq, forked)) STRICT;
INSERT INTO op_next(rowid, desk, inc, seq, forked, op_id, hash, rv, status, result, body, received_at, late)
  SELECT rowid, desk, abs(inc), seq, inc < 0, op_id, hash, rv, status, result, body, received_at, late FROM op ORDER BY rowid;
DROP TABLE op;
ALTER TABLE op_next RENAME TO op;
CREATE INDEX op_by_id ON op(op_id);
CREATE INDEX op_late ON op(desk, late) WHERE late IS NOT NULL;
CREATE INDEX op_quarantined ON op(status) WHERE status = 'quarantined';

CREATE TABLE parked_next(
  desk TEXT NOT NULL, inc INTEGER NOT NULL, seq INTEGER NOT NULL, forked INTEGER NOT NULL, old_rv INTEGER NOT NULL,
  type TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY(desk, inc, seq, forked)) STRICT, WITHOUT ROWID;
INSERT INTO parked_next SELECT desk, abs(inc), seq, inc < 0, old_rv, type, id FROM parked;
DROP TABLE parked;
ALTER TABLE parked_next RENAME TO parked;

CREATE TABLE unnumbered_next(
  letter_id TEXT PRIMARY KEY, desk TEXT NOT NULL, inc INTEGER NOT NULL, seq INTEGER NOT NULL,
  forked INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO unnumbered_next SELECT letter_id, desk, abs(inc), seq, inc < 0 FROM unnumbered;
DROP TABLE unnumbered;
ALTER TABLE unnumbered_next RENAME TO unnumbered;

CREATE TABLE number_lease_next(
  id TEXT PRIMARY KEY, desk TEXT NOT NULL, inc INTEGER NOT NULL, op_id TEXT, book TEXT NOT NULL, year INTEGER NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL, closed INTEGER NOT NULL, highest_used INTEGER,
  reason TEXT, closed_by TEXT, closed_at INTEGER, granted_at INTEGER) STRICT, WITHOUT ROWID;
INSERT INTO number_lease_next SELECT id, desk, inc, CASE WHEN op_id = 'told:' || id THEN NULL ELSE op_id END, book, year,
  first, last, closed, highest_used, reason, closed_by, closed_at, nullif(granted_at, 0) FROM number_lease;
DROP TABLE number_lease;
ALTER TABLE number_lease_next RENAME TO number_lease;
CREATE UNIQUE INDEX lease_by_request ON number_lease(desk, inc, op_id) WHERE closed = 0;
CREATE INDEX lease_by_desk ON number_lease(desk);
CREATE INDEX lease_by_place ON number_lease(book, year, first);

CREATE TABLE session_next(
  token TEXT PRIMARY KEY, account TEXT NOT NULL, desk TEXT, last_used INTEGER NOT NULL, name TEXT UNIQUE) STRICT, WITHOUT ROWID;
INSERT INTO session_next SELECT token, account, desk, last_used, nullif(name, '') FROM session;
DROP TABLE session;
ALTER TABLE session_next RENAME TO session;
CREATE INDEX session_by_account ON session(account);
CREATE INDEX session_by_desk ON session(desk);
`,
  },
  {
    to: 6,
    name: 'operations: what the entry is, whose it is, who stands for that, and where it came from',
    sql: `
CREATE TABLE lineage_of(desk TEXT PRIMARY KEY, lineage TEXT NOT NULL) STRICT, WITHOUT ROWID;
WITH RECURSIVE line(desk, at, n) AS (
  SELECT id, id, 0 FROM desk
  UNION ALL SELECT line.desk, desk.origin, n + 1 FROM line JOIN desk ON desk.id = line.at WHERE desk.origin IS NOT NULL AND n < 1000)
INSERT INTO lineage_of SELECT desk, at FROM (SELECT desk, at, max(n) FROM line GROUP BY desk);

CREATE TABLE op_next(
  desk TEXT NOT NULL, inc INTEGER NOT NULL, seq INTEGER NOT NULL, forked INTEGER NOT NULL, op_id TEXT NOT NULL,
  hash TEXT NOT NULL, rv INTEGER, status TEXT NOT NULL, received_at INTEGER NOT NULL, late INTEGER, entry TEXT NOT NULL,
  author TEXT, vouched INTEGER NOT NULL, lineage TEXT NOT NULL, bytes INTEGER NOT NULL, result TEXT NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY(desk, inc, seq, forked)) STRICT;
INSERT INTO op_next(rowid, desk, inc, seq, forked, op_id, hash, rv, status, received_at, late, entry, author, vouched,
  lineage, bytes, result, body)
  SELECT op.rowid, op.desk, inc, seq, forked, op_id, hash, rv, status, received_at, late, '',
    CASE json_type(body, '$.by.account') WHEN 'text' THEN json_extract(body, '$.by.account') END,
    CASE status
      WHEN 'rejected' THEN coalesce(json_extract(result, '$.code'), '') NOT IN ('INVALID', 'TOO_LARGE', 'OP_ID_TAKEN')
      WHEN 'quarantined' THEN coalesce(json_extract(result, '$.code'), '') NOT IN ('UNPROVEN', 'KEY_ENDED', 'UNREADABLE')
      ELSE 1
    END,
    coalesce(lineage, op.desk), octet_length(body), result, body
  FROM op LEFT JOIN lineage_of ON lineage_of.desk = op.desk ORDER BY op.rowid;
DROP TABLE op;
DROP TABLE lineage_of;
ALTER TABLE op_next RENAME TO op;
CREATE INDEX op_by_entry ON op(op_id, entry, vouched, lineage);
CREATE INDEX op_late ON op(desk, late) WHERE late IS NOT NULL;
CREATE INDEX op_quarantined ON op(status) WHERE status = 'quarantined';
CREATE INDEX op_quarantined_as ON op(op_id, entry, lineage) WHERE status = 'quarantined';
CREATE INDEX op_quarantine_of ON op(lineage, vouched, author, bytes) WHERE status = 'quarantined';
`,
    fill(db) {
      db.function('entry_of', { deterministic: true }, (body: unknown) => {
        const raw = JSON.parse(String(body)) as Readonly<Record<string, unknown>>;
        return storedEntry(raw, identityOf(raw, sha256));
      });
      db.exec('UPDATE op SET entry = entry_of(body)');
    },
  },
  {
    to: 7,
    name: 'operations: what took effect under an id, by account',
    sql: `
CREATE INDEX op_effect ON op(op_id, author) WHERE status IN ('applied', 'merged', 'flagged');
`,
  },
  {
    to: 8,
    name: 'copies an administrator confirmed, when a session was opened',
    // What a copy of before may do, it may still do.
    sql: `
ALTER TABLE desk ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0;
UPDATE desk SET confirmed = 1 WHERE origin IS NOT NULL;
ALTER TABLE session ADD COLUMN opened_at INTEGER NOT NULL DEFAULT 0;
UPDATE session SET opened_at = last_used;
`,
  },
  {
    to: 9,
    name: 'numbers: blocks lie ahead of the counter and come home',
    sql: `
ALTER TABLE number_lease ADD COLUMN home INTEGER;
CREATE INDEX lease_by_end ON number_lease(book, year, last);
CREATE INDEX lease_open ON number_lease(book, year, first) WHERE closed = 0;
ALTER TABLE number_book ADD COLUMN reached INTEGER NOT NULL DEFAULT 1;
UPDATE number_book SET reached = max(next, coalesce(
  (SELECT max(last) + 1 FROM number_lease l WHERE l.book = number_book.book AND l.year = number_book.year), 1));
`,
  },
  {
    to: 10,
    name: 'desks of agencies: browsers at which the accounts of one agency sign in',
    sql: `
ALTER TABLE desk ADD COLUMN agency TEXT;
`,
  },
];
