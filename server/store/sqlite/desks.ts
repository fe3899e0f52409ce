import type { Database } from 'better-sqlite3';
import type { DeskFault, DeskRow, DeskStore } from '../store.ts';
import type { RowMemory } from './kept-rows.ts';
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
  readonly reported: string | null;
  readonly replays_all: number;
  readonly origin: string | null;
  readonly origin_seq: number;
  readonly enrolled_by: string | null;
  readonly confirmed: number;
  readonly agency: string | null;
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
  replaysAll: row.replays_all === 1,
  origin: row.origin,
  originSeq: row.origin_seq,
  enrolledBy: row.enrolled_by,
  confirmed: row.confirmed === 1,
  agency: row.agency,
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
  replays_all: d.replaysAll ? 1 : 0,
  origin: d.origin,
  origin_seq: d.originSeq,
  enrolled_by: d.enrolledBy,
  confirmed: d.confirmed ? 1 : 0,
  agency: d.agency,
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
  'replays_all',
  'origin',
  'origin_seq',
  'enrolled_by',
  'confirmed',
  'agency',
] as const satisfies readonly (keyof Row)[];

/** What never changes once a desk is enrolled. */
const fixed: readonly string[] = ['id', 'code', 'created_at', 'origin', 'origin_seq', 'enrolled_by', 'agency'];

/** Desks, their sequences and who is signed in where. */
export function deskStore(db: Database, memory: RowMemory): DeskStore {
  const one = db.prepare<[string], Row>('SELECT * FROM desk WHERE id = ?');
  const byToken = db.prepare<[string], Row>('SELECT * FROM desk WHERE token = ?');
  const all = db.prepare<[], Row>('SELECT * FROM desk ORDER BY length(code), code');
  const changing = columns.filter((column) => !fixed.includes(column));
  const put = db.prepare<Row>(
    `INSERT INTO desk(${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')}) ` +
      `ON CONFLICT(id) DO UPDATE SET ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  );
  const signedIn = db.prepare<[string, string], { readonly session: string | null }>(
    'SELECT session FROM signed_in WHERE desk = ? AND account = ?',
  );
  // Every entry of a batch asks whether its author is there. No id of a desk contains a space.
  const keptSignIns = memory.rows<{ readonly session: string | null } | null>(
    (key) => signedIn.get(key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)) ?? null,
    () => undefined,
  );
  const signInOf = (id: string, account: string) => keptSignIns.get(`${id} ${account}`);
  const signIn = db.prepare<[string, string, string | null]>(
    'INSERT OR REPLACE INTO signed_in(desk, account, session) VALUES (?, ?, ?)',
  );
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
    isSignedIn: async (id, account) => signInOf(id, account) !== null,
    async addFault(id, kind, at) {
      addFault.run(id, kind, at, at);
    },
    faults: async () => faults.all(),
    async countRenewal(id, at, since) {
      forgetRenewals.run(id, since);
      addRenewal.run(id, at);
      return renewals.get(id)?.n ?? 0;
    },
    signedInUnder: async (id, account) => signInOf(id, account)?.session ?? null,
    async signIn(id, account, session) {
      signIn.run(id, account, session);
      keptSignIns.forget();
    },
    async signOut(id, account) {
      signOut.run(id, account);
      keptSignIns.forget();
    },
  };
}
