import { Dexie } from 'dexie';
import type { Timers } from './ports.ts';
import { tableNames, type Key, type Store, type StoreTx, type TableName, type Tables } from './store.ts';
import { strictWrite } from './strict-write.ts';

/** Key path of each table; nothing is indexed beside it, because lists and search live in the index in memory. */
const schema: Readonly<Record<TableName, string>> = {
  rows: 'key',
  shadows: 'key',
  outbox: 'seq',
  packs: 'key',
  columns: 'key',
  attention: 'opId',
  meta: 'key',
};

/** A transaction that neither completes nor aborts (seen on full disks) must not hang the program. */
const watchdogMs = 10_000;

export class StoreStuck extends Error {
  override readonly name = 'StoreStuck';
}

function guardedBy<T>(timers: Timers, work: Promise<T>): Promise<T> {
  let timer: unknown;
  const late = new Promise<never>((_, reject) => {
    timer = timers.set(() => reject(new StoreStuck('the local store did not answer for 10 s')), watchdogMs);
  });
  return Promise.race([work, late]).finally(() => timers.clear(timer));
}

/** A connection the browser closed on its own is opened again, once. */
async function writeTo<T>(db: Dexie, names: readonly TableName[], work: (tx: StoreTx) => Promise<T>): Promise<T> {
  try {
    return await strictWrite(db.backendDB(), names, work);
  } catch (error) {
    if ((error as { name?: unknown }).name !== 'InvalidStateError' || !db.isOpen()) throw error;
    db.close({ disableAutoOpen: false });
    await db.open();
    return strictWrite(db.backendDB(), names, work);
  }
}

/** The store in IndexedDB. `strict`: the default durability of Chromium issues no fsync at all (decision 3). */
export function dexieStore(name: string, timers: Timers): Store {
  const guarded = <T>(work: Promise<T>): Promise<T> => guardedBy(timers, work);
  const db = new Dexie(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
  db.version(1).stores(schema);
  const table = <T extends TableName>(tableName: T) => db.table<Tables[T], Key>(tableName);
  return {
    open: async () => {
      await guarded(Promise.resolve(db.open()));
    },
    get: (tableName, key) => guarded(Promise.resolve(table(tableName).get(key))),
    all: (tableName) => Promise.resolve(table(tableName).toArray()),
    startingWith: (tableName, prefix) => Promise.resolve(table(tableName).where(':id').startsWith(prefix).toArray()),
    keys: (tableName) => Promise.resolve(table(tableName).toCollection().primaryKeys()),
    write: (names, work) => guarded(writeTo(db, names, work)),
    close: () => {
      db.close();
      return Promise.resolve();
    },
    destroy: () => Promise.resolve(db.delete()),
  };
}

export { tableNames };
