import { memoryStore } from '../../renderer/data/memory-store.ts';
import type { Store } from '../../renderer/data/store.ts';

const fault = (): Error => new DOMException('Internal error opening backing store', 'UnknownError');

export interface FailingStore extends Store {
  /** Nothing is written. */
  broken: boolean;
  /** The next write that puts a row commits although it is reported as failed; then the flag is cleared. */
  late: boolean;
}

/** A store whose writes can be made to fail, as IndexedDB does on a full or damaged disk. */
export function failingStore(inner: Store = memoryStore()): FailingStore {
  const store: FailingStore = {
    ...inner,
    broken: false,
    late: false,
    open: () => (store.broken ? Promise.reject(fault()) : inner.open()),
    write: async (tables, work) => {
      if (store.broken) throw fault();
      let puts = false;
      const value = await inner.write(tables, (tx) =>
        work({
          ...tx,
          put: (table, ...records) => {
            puts ||= table === 'rows' && records.length > 0;
            tx.put(table, ...records);
          },
        }),
      );
      if (!store.late || !puts) return value;
      store.late = false;
      throw fault();
    },
  };
  return store;
}

/** Everything in a store as one text, to check what must not be there. */
export async function textOf(store: Store, inflate: (bytes: Uint8Array) => string): Promise<string> {
  const parts: string[] = [];
  for (const table of ['rows', 'shadows', 'outbox', 'columns', 'attention', 'lost', 'meta'] as const) {
    parts.push(JSON.stringify(await store.all(table)));
  }
  for (const { bytes } of await store.all('packs')) parts.push(inflate(bytes));
  return parts.join('\n');
}
