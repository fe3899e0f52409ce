import { Dexie } from 'dexie';
import { meta, writeMeta } from './meta.ts';
import type { Timers } from './ports.ts';
import { storeGuard } from './store-guard.ts';
import { newerStore, storeSteps, type StoreStep } from './store-migrations.ts';
import type { Key, Store, TableName, Tables } from './store.ts';
import { strictWrite } from './strict-write.ts';

/** Dexie counts versions in tenths for IndexedDB, and raises the last digit by itself. */
const versionOf = ({ version }: IDBDatabase): number => Math.floor(version / 10);

/**
 * The store in IndexedDB. `strict`: the default durability of Chromium issues no fsync at all (decision 3). `open`
 * rejects when the tables cannot be brought to the present version or are of a later one; they then stay unchanged.
 */
export function dexieStore(name: string, timers: Timers, steps: readonly StoreStep[] = storeSteps): Store {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
  for (const { to, tables } of steps) db.version(to).stores(tables);
  const latest = steps.at(-1)?.to ?? 0;
  const connected = (): IDBDatabase => {
    const connection = db.isOpen() ? db.backendDB() : null;
    if (!connection) throw new DOMException('the connection was closed', 'InvalidStateError');
    return connection;
  };
  const guard = storeGuard(timers, {
    open: async () => {
      await db.open();
      const version = versionOf(db.backendDB());
      // Dexie opens the tables of a later program as if they were its own.
      if (version <= latest) return;
      db.close();
      throw newerStore(version);
    },
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
