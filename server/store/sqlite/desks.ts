import type { Database } from 'better-sqlite3';
import type { DeskFault, DeskRow, DeskStore } from '../store.ts';
import { operationStore } from './operations.ts';

interface Row {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly machine: string;
  readonly token: string;
  readonly inc: number;
  readonly last_seq: number;
  readonly last_hash: string;
  readonly retired: number;
  readonly lost: number;
  readonly block_size: number;
  readonly created_at: number;
  readonly last_seen: number;
  readonly reported: string;
  readonly origin: string | null;
  readonly origin_seq: number;
}

const desk = (row: Row): DeskRow => ({
  id: row.id,
  code: row.code,
  name: row.name,
  machine: row.machine,
  tokenHash: row.token,
  inc: row.inc,
  lastSeq: row.last_seq,
  lastHash: row.last_hash,
  retired: row.retired === 1,
  lost: row.lost === 1,
  blockSize: row.block_size,
  createdAt: row.created_at,
  lastSeen: row.last_seen,
  reported: row.reported,
  origin: row.origin,
  originSeq: row.origin_seq,
});

const rowOf = (d: DeskRow): Row => ({
  id: d.id,
  code: d.code,
  name: d.name,
  machine: d.machine,
  token: d.tokenHash,
  inc: d.inc,
  last_seq: d.lastSeq,
  last_hash: d.lastHash,
  retired: d.retired ? 1 : 0,
  lost: d.lost ? 1 : 0,
  block_size: d.blockSize,
  created_at: d.createdAt,
  last_seen: d.lastSeen,
  reported: d.reported,
  origin: d.origin,
  origin_seq: d.originSeq,
});

const columns = [
  'id',
  'code',
  'name',
  'machine',
  'token',
  'inc',
  'last_seq',
  'last_hash',
  'retired',
  'lost',
  'block_size',
  'created_at',
  'last_seen',
  'reported',
  'origin',
  'origin_seq',
] as const satisfies readonly (keyof Row)[];

/** What never changes once a desk was enrolled. */
const fixed: readonly string[] = ['id', 'code', 'created_at', 'origin', 'origin_seq'];

/** Desks, their sequences and who is signed in where. */
export function deskStore(db: Database): DeskStore {
  const one = db.prepare<[string], Row>('SELECT * FROM desk WHERE id = ?');
  const byToken = db.prepare<[string], Row>('SELECT * FROM desk WHERE token = ?');
  const all = db.prepare<[], Row>('SELECT * FROM desk ORDER BY length(code), code');
  const changing = columns.filter((column) => !fixed.includes(column));
  const put = db.prepare<Row>(
    `INSERT INTO desk(${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')}) ` +
      `ON CONFLICT(id) DO UPDATE SET ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  );
  const known = db.prepare<[string, string]>('SELECT 1 FROM desk_account WHERE desk = ? AND account = ?');
  const saw = db.prepare<[string, string]>('SELECT 1 FROM desk_account WHERE desk = ? AND account = ? AND seen = 1');
  const know = db.prepare<[string, string]>('INSERT OR REPLACE INTO desk_account VALUES (?, ?, 1)');
  const hear = db.prepare<[string, string]>('INSERT OR IGNORE INTO desk_account VALUES (?, ?, 0)');
  const copyKnown = db.prepare<[string, string]>(
    'INSERT OR IGNORE INTO desk_account SELECT ?, account, seen FROM desk_account WHERE desk = ?',
  );
  const signedIn = db.prepare<[string, string]>('SELECT 1 FROM signed_in WHERE desk = ? AND account = ?');
  const signIn = db.prepare<[string, string]>('INSERT OR IGNORE INTO signed_in VALUES (?, ?)');
  const signOut = db.prepare<[string, string]>('DELETE FROM signed_in WHERE desk = ? AND account = ?');
  const addFault = db.prepare<[string, string, number, number]>(
    'INSERT INTO desk_fault VALUES (?, ?, 1, ?, ?) ' +
      'ON CONFLICT(desk, kind) DO UPDATE SET n = n + 1, last_at = excluded.last_at',
  );
  const faults = db.prepare<[], DeskFault>(
    'SELECT desk, kind, n, first_at AS firstAt, last_at AS lastAt FROM desk_fault ORDER BY last_at DESC, desk, kind',
  );
  const forgetRenewals = db.prepare<[string, number]>('DELETE FROM desk_renewal WHERE desk = ? AND at <= ?');
  const renewals = db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM desk_renewal WHERE desk = ?');
  const addRenewal = db.prepare<[string, number]>('INSERT INTO desk_renewal VALUES (?, ?)');
  const found = (row: Row | undefined): DeskRow | null => (row ? desk(row) : null);
  return {
    ...operationStore(db),
    get: async (id) => found(one.get(id)),
    byToken: async (tokenHash) => found(byToken.get(tokenHash)),
    all: async () => all.all().map(desk),
    async put(d) {
      put.run(rowOf(d));
    },
    knows: async (id, account) => known.get(id, account) !== undefined,
    async setKnown(id, account) {
      know.run(id, account);
    },
    async hearKnown(id, account) {
      hear.run(id, account);
    },
    sawPassword: async (id, account) => saw.get(id, account) !== undefined,
    async copyKnown(from, to) {
      copyKnown.run(to, from);
    },
    isSignedIn: async (id, account) => signedIn.get(id, account) !== undefined,
    async addFault(id, kind, at) {
      addFault.run(id, kind, at, at);
    },
    faults: async () => faults.all(),
    async countRenewal(id, at, since) {
      forgetRenewals.run(id, since);
      addRenewal.run(id, at);
      return renewals.get(id)?.n ?? 0;
    },
    async setSignedIn(id, account, now) {
      (now ? signIn : signOut).run(id, account);
    },
  };
}
