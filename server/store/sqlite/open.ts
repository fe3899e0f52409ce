import { closeSync, copyFileSync, fsyncSync, openSync, renameSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { VerifySignature } from '../../../shared/sync/proof.ts';
import { verifySignature } from '../../trust/ed25519.ts';
import { assertNever, err, ok, type Result } from '../../../shared/result.ts';
import type { Store, SyncClock, Tx } from '../store.ts';
import { accountStore } from './accounts.ts';
import { deskStore } from './desks.ts';
import { docStore } from './docs.ts';
import { groupCommit, type Groups, type Pace } from './group.ts';
import { guessStore } from './guesses.ts';
import { withheldStore } from './withheld.ts';
import { rowMemory, type RowMemory } from './kept-rows.ts';
import { keyStore } from './keys.ts';
import { makeSerialQueue, type SerialQueue } from '../../../shared/serial-queue.ts';
import { liveDocs, type LiveDocs } from '../live-docs.ts';
import { meta } from '../meta.ts';
import { numberStore } from './numbers.ts';
import { bringUpToDate, makeTables, schemaVersion, stateOf, type FileState } from './schema.ts';
import { scopeStore } from './scopes.ts';

/** Why a file cannot be the register. */
export type OpenFault = 'damaged' | 'foreign' | 'older' | 'newer' | 'unreadable';

/** Files above this size are read through at start only when they were not closed properly. */
const checkedBelow = 256 * 1024 * 1024;

interface Transaction extends Tx {
  readonly docs: LiveDocs;
  readonly memory: RowMemory;
}

function transaction(db: Database.Database, isShared: Groups['isShared'], verify: VerifySignature): Transaction {
  const memory = rowMemory();
  const readClock = db.prepare<[], SyncClock>('SELECT epoch, rv, master_rv AS masterRv, floor FROM sync_clock');
  const saveClock = db.prepare<[string, number, number, number]>(
    'UPDATE sync_clock SET epoch = ?, rv = ?, master_rv = ?, floor = ?',
  );
  const clocks = memory.rows<SyncClock>(
    () => {
      const row = readClock.get();
      if (!row) throw new Error('sync_clock has no row');
      return row;
    },
    (_, { epoch, rv, masterRv, floor }) => saveClock.run(epoch, rv, masterRv, floor),
  );
  const note = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  const dropNote = db.prepare<[string]>('DELETE FROM meta WHERE key = ?');
  const setNote = db.prepare<[string, string]>(
    'INSERT INTO meta VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value',
  );
  const notes = memory.rows<string | null>(
    (name) => note.get(name)?.value ?? null,
    (name, value) => (value === null ? dropNote.run(name) : setNote.run(name, value)),
  );
  const begin = db.prepare('SAVEPOINT op');
  const release = db.prepare('RELEASE op');
  const docs = liveDocs(docStore(db));
  return {
    docs,
    memory,
    scopes: scopeStore(db, memory),
    withheld: withheldStore(db),
    desks: deskStore(db, memory),
    numbers: numberStore(db, memory),
    accounts: accountStore(db),
    keys: keyStore(db, memory, verify),
    guesses: guessStore(db),
    clock: async () => clocks.get(''),
    async raise(master) {
      const clock = clocks.get('');
      const rv = clock.rv + 1;
      clocks.put('', { ...clock, rv, ...(master ? { masterRv: rv } : {}) });
      return rv;
    },
    async meta({ name, read }) {
      const found = notes.get(name);
      return found === null ? null : read(found);
    },
    async setMeta({ name, write }, value) {
      notes.put(name, value === null ? null : write(value));
    },
    isShared,
    async renewEpoch(epoch, above) {
      const clock = clocks.get('');
      // What was issued in the last moments before a loss is known to nobody: the new epoch begins far above it.
      const rv = Math.max(clock.rv, above) + 1_000_000;
      clocks.put('', { ...clock, epoch, rv, floor: rv });
    },
    async savepoint(work) {
      begin.run();
      const [place, rows] = [docs.place(), memory.place()];
      try {
        const value = await work();
        release.run();
        return value;
      } catch (error) {
        docs.back(place);
        memory.back(rows);
        if (db.inTransaction) db.exec('ROLLBACK TO op; RELEASE op');
        throw asFault(error);
      }
    },
  };
}

/** SQLite's own errors are the store's; a broken constraint and everything else is a bug and stays as thrown. */
function asFault(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError) || error.code.startsWith('SQLITE_CONSTRAINT')) return error;
  return Object.assign(error, { storeFault: true as const });
}

/** The register in its present state, for a copy of it. */
export interface SqliteStore extends Store {
  /** Bytes of a database file, of one moment between two transactions. */
  copy(): Promise<Uint8Array>;
}

function connect(file: string | Buffer, readonly: boolean): Database.Database {
  const db = new Database(file, { readonly });
  db.pragma('busy_timeout = 5000');
  if (!readonly) {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
  }
  // What a savepoint may have to restore is kept in memory: a file for it costs more than the entries themselves.
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -32000');
  db.pragma('mmap_size = 268435456');
  return db;
}

const atOnce: Pace = { breathe: () => Promise.resolve(), now: () => 0 };

const onDisk = (file: string | Buffer): file is string => typeof file === 'string' && file !== ':memory:';

function damaged(db: Database.Database, file: string | Buffer): boolean {
  const unclean = db.prepare('SELECT 1 FROM meta WHERE key = ?').get(meta.open.name) !== undefined;
  if (onDisk(file) && !unclean && statSync(file).size > checkedBelow) return false;
  return db.pragma('quick_check(1)', { simple: true }) !== 'ok';
}

/** A copy of the file before its tables changed, complete before anything is touched. */
function keepBefore(db: Database.Database, file: string): void {
  // The content of the log beside the file belongs to it.
  db.pragma('wal_checkpoint(TRUNCATE)');
  const kept = `${file}.before-${schemaVersion}`;
  copyFileSync(file, `${kept}.tmp`);
  const handle = openSync(`${kept}.tmp`, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${kept}.tmp`, kept);
}

/** Migrates the file to this version, or says why it cannot be. */
function prepared(db: Database.Database, file: string | Buffer, epoch: string): OpenFault | null {
  const state: FileState = stateOf(db);
  switch (state) {
    case 'foreign':
    case 'older':
    case 'newer':
      return state;
    case 'empty':
      makeTables(db, epoch);
      return damaged(db, file) ? 'damaged' : null;
    case 'current':
      return damaged(db, file) ? 'damaged' : null;
    case 'earlier':
      if (damaged(db, file)) return 'damaged';
      if (onDisk(file)) keepBefore(db, file);
      bringUpToDate(db);
      return null;
    default:
      return assertNever(state, 'state of a file');
  }
}

/**
 * Opens the register in a file, or in memory: `:memory:` a new one, bytes the copy of another. Reads of a file go through
 * a connection of their own, so that they never wait for a write and never see half of one. `pace` bounds
 * groups of writes in time; without it they are bounded in number alone. `demand` throws a store fault when nothing may be
 * written any more, and is asked before each write. `verify`: how signatures are verified.
 */
export function openSqlite(
  file: string | Buffer,
  epoch: string,
  pace: Pace = atOnce,
  demand: () => void = () => undefined,
  verify: VerifySignature = verifySignature,
): Result<SqliteStore, OpenFault> {
  let db: Database.Database;
  try {
    db = connect(file, false);
    const why = prepared(db, file, epoch);
    if (why) {
      db.close();
      return err(why);
    }
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : '';
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return err('damaged');
    if (/^SQLITE_(CANTOPEN|READONLY|PERM|IOERR)/.test(code)) return err('unreadable');
    throw error;
  }
  return ok(storeOver(db, onDisk(file) ? connect(file, true) : null, pace, demand, verify));
}

/** Runs work between the beginning and the end of a transaction. */
function frame(db: Database.Database, begin: string): SerialQueue {
  const [first, commit, rollback] = [db.prepare(begin), db.prepare('COMMIT'), db.prepare('ROLLBACK')];
  return async (work) => {
    try {
      first.run();
      const value = await work();
      commit.run();
      return value;
    } catch (error) {
      if (db.inTransaction) rollback.run();
      throw asFault(error);
    }
  };
}

function storeOver(
  db: Database.Database,
  reader: Database.Database | null,
  pace: Pace,
  demand: () => void,
  verify: VerifySignature,
): SqliteStore {
  db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(meta.open.name, meta.open.write('1'));
  const alone = makeSerialQueue();
  const groups = groupCommit({ db, alone, asFault, ...pace });
  const tx = transaction(db, groups.isShared, verify);
  const readTx = reader ? transaction(reader, () => false, verify) : tx;
  const reads = reader ? makeSerialQueue() : alone;
  const reading = frame(reader ?? db, 'BEGIN');
  return {
    read: (work) => reads(() => reading(() => work(readTx))),
    write: (work, from) =>
      groups.write(async () => {
        demand();
        tx.docs.begin();
        tx.memory.begin();
        try {
          const value = await work(tx);
          await tx.docs.end();
          tx.memory.end();
          return value;
        } finally {
          tx.docs.drop();
          tx.memory.drop();
        }
      }, from),
    copy: () => alone(async () => db.serialize()),
    async close() {
      await reads(async () => reader?.close());
      if (db.open) await groups.write(async () => undefined);
      await alone(async () => {
        if (!db.open) return;
        db.prepare('DELETE FROM meta WHERE key = ?').run(meta.open.name);
        db.close();
      });
    },
  };
}
