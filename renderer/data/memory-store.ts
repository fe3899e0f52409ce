import { makeSerialQueue } from '../../shared/serial-queue.ts';
import { tableNames, type Key, type Store, type StoreTx, type TableName, type Tables } from './store.ts';

type Table = Map<Key, unknown>;

function keyOf(name: TableName, record: unknown): Key {
  if (name === 'outbox') return (record as { seq: number }).seq;
  if (name === 'attention') return (record as { opId: string }).opId;
  return (record as { key: string }).key;
}

function byKey(a: Key, b: Key): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The store without a browser: for tests and the simulator. One transaction at a time; a rejected one leaves no trace.
 * Records are copied on the way in and out, as IndexedDB does, so that no object is shared by accident.
 */
export function memoryStore(): Store {
  const tables = new Map<TableName, Table>(tableNames.map((name) => [name, new Map()]));
  const inTurn = makeSerialQueue();

  const table = (name: TableName): Table => tables.get(name) as Table;
  const sorted = <T extends TableName>(name: T): Tables[T][] =>
    [...table(name)].sort(([a], [b]) => byKey(a, b)).map(([, record]) => structuredClone(record) as Tables[T]);
  const one = <T extends TableName>(name: T, key: Key): Tables[T] | undefined =>
    structuredClone(table(name).get(key)) as Tables[T] | undefined;

  const transact = async <T>(work: (tx: StoreTx) => Promise<T>): Promise<T> => {
    const before = new Map([...tables].map(([name, content]) => [name, new Map(content)]));
    const tx: StoreTx = {
      get: (name, key) => Promise.resolve(one(name, key)),
      getMany: (name, keys) => Promise.resolve(keys.map((key) => one(name, key))),
      all: (name) => Promise.resolve(sorted(name)),
      put: (name, ...records) => {
        for (const record of records) table(name).set(keyOf(name, record), structuredClone(record));
      },
      add: (name, record) => {
        const key = keyOf(name, record);
        if (table(name).has(key)) throw new DOMException('a record stands there already', 'ConstraintError');
        table(name).set(key, structuredClone(record));
      },
      delete: (name, ...keys) => {
        for (const key of keys) table(name).delete(key);
      },
    };
    try {
      return await work(tx);
    } catch (error) {
      for (const [name, content] of before) tables.set(name, content);
      throw error;
    }
  };

  return {
    open: () => Promise.resolve(),
    get: (name, key) => Promise.resolve(one(name, key)),
    all: (name) => Promise.resolve(sorted(name)),
    startingWith: (name, prefix) =>
      Promise.resolve(sorted(name).filter((record) => String(keyOf(name, record)).startsWith(prefix))),
    keys: (name) => Promise.resolve([...table(name).keys()].sort(byKey)),
    write: (_names, work) => inTurn(() => transact(work)),
    close: () => Promise.resolve(),
    destroy: () => {
      for (const content of tables.values()) content.clear();
      return Promise.resolve();
    },
  };
}
