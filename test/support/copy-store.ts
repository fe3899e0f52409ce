import { memoryStore } from '../../renderer/data/memory-store.ts';
import { tableNames, type Store, type TableName } from '../../renderer/data/store.ts';

/** The same records in another store, as a copied profile has them. */
export async function copyStore(from: Store): Promise<Store> {
  const to = memoryStore();
  for (const table of tableNames) {
    const records = await from.all<TableName>(table);
    await to.write([table], (tx) => Promise.resolve(tx.put(table, ...records)));
  }
  return to;
}
