/**
 * What changed in the tables since the oldest file that can still be opened, one step per version. A new file is made by
 * the same steps, so that there is one way to every table. A step that was given out is never changed.
 */
export const migrations: readonly { readonly to: number; readonly sql: string }[] = [
  {
    // What happened before: the register's name and its seal, what desks told that cannot be, how often they ask.
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
