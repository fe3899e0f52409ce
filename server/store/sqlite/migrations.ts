/**
 * What changed in the tables since the oldest file that can still be opened, one step per version. A new file is made
 * by the same steps, so that every table is made in one way. A released step is never changed.
 */
export const migrations: readonly { readonly to: number; readonly sql: string }[] = [
  {
    // Who acts: keys of accounts, sessions with a public name, counters of wrong passwords, who enrolled a desk.
    to: 3,
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
    // The past: the register's name and its seal, impossible reports of desks, how often they renew.
    to: 4,
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
];
