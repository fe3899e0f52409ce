import { memoryStore } from '../../renderer/data/memory-store.ts';
import type { Store } from '../../renderer/data/store.ts';

const fault = (): Error => new DOMException('Internal error opening backing store', 'UnknownError');

/** A store whose writes can be made to fail, as IndexedDB does on a full or damaged disk. */
export function failingStore(inner: Store = memoryStore()): Store & { broken: boolean } {
  const store: Store & { broken: boolean } = {
    ...inner,
    broken: false,
    open: () => (store.broken ? Promise.reject(fault()) : inner.open()),
    write: (tables, work) => (store.broken ? Promise.reject(fault()) : inner.write(tables, work)),
  };
  return store;
}

/** Everything a store holds, as one text: for looking what must not be there. */
export async function textOf(store: Store, inflate: (bytes: Uint8Array) => string): Promise<string> {
  const parts: string[] = [];
  for (const table of ['rows', 'shadows', 'outbox', 'columns', 'attention', 'meta'] as const) {
    parts.push(JSON.stringify(await store.all(table)));
  }
  for (const { bytes } of await store.all('packs')) parts.push(inflate(bytes));
  return parts.join('\n');
}
