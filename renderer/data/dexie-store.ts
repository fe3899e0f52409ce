import { Dexie, type Transaction } from 'dexie';
import { meta, writeMeta } from './meta.ts';
import type { Timers } from './ports.ts';
import { storeGuard } from './store-guard.ts';
import type { Key, Store, TableName, Tables } from './store.ts';
import { strictWrite } from './strict-write.ts';

/** One version of the tables: the key path of each, and the migration of records of the version before. */
export interface StoreVersion {
  readonly version: number;
  readonly tables: Readonly<Record<string, string>>;
  readonly upgrade?: (tx: Transaction) => Promise<void>;
}

/** Nothing is indexed beside the keys, because lists and search live in the index in memory. */
const versions: readonly StoreVersion[] = [
  {
    version: 1,
    tables: {
      rows: 'key',
      shadows: 'key',
      outbox: 'seq',
      packs: 'key',
      columns: 'key',
      attention: 'opId',
      meta: 'key',
    },
  },
];

/**
 * The store in IndexedDB. `strict`: the default durability of Chromium issues no fsync at all (decision 3). `open`
 * rejects when the tables cannot be migrated to the present version; they then stay unchanged.
 */
export function dexieStore(name: string, timers: Timers, schema: readonly StoreVersion[] = versions): Store {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
  for (const { version, tables, upgrade } of schema) {
    const declared = db.version(version).stores(tables);
    if (upgrade) declared.upgrade(upgrade);
  }
  const connected = (): IDBDatabase => {
    const connection = db.isOpen() ? db.backendDB() : null;
    if (!connection) throw new DOMException('the connection was closed', 'InvalidStateError');
    return connection;
  };
  const guard = storeGuard(timers, {
    open: async () => void (await db.open()),
    close: () => db.close({ disableAutoOpen: false }),
    probe: async (signal) =>
      strictWrite(connected(), ['meta'], (tx) => Promise.resolve(writeMeta(tx, meta.probe, 0)), signal),
  });
  const table = <T extends TableName>(tableName: T) => db.table<Tables[T], Key>(tableName);
  const read = <T>(work: () => PromiseLike<T>): Promise<T> => guard.run(() => Promise.resolve(work()));
  return {
    open: guard.open,
    get: (tableName, key) => read(() => table(tableName).get(key)),
    all: (tableName) => read(() => table(tableName).toArray()),
    startingWith: (tableName, prefix) => read(() => table(tableName).where(':id').startsWith(prefix).toArray()),
    keys: (tableName) => read(() => table(tableName).toCollection().primaryKeys()),
    write: (names, work) => guard.run(async (signal) => strictWrite(connected(), names, work, signal)),
    close: () => {
      guard.close();
      db.close();
      return Promise.resolve();
    },
    destroy: () => Promise.resolve(db.delete()),
  };
}
