import type { Tx } from '../store/store.ts';
import { serverWriter, writeDoc } from '../sync/write-doc.ts';
import type { MasterDoc } from './rows.ts';

/**
 * Writes master data where it differs; repeating it changes nothing. Fields that a file does not contain, and those
 * this version does not know, stay. Returns how many documents changed.
 */
export async function importMasters(tx: Tx, docs: readonly MasterDoc[], account: string): Promise<number> {
  let changed = 0;
  for (const { type, doc } of docs) {
    const before = await tx.docs.get(type, doc.id);
    const known = before ? (JSON.parse(before.json) as object) : {};
    const rv = await writeDoc(tx, { type, id: doc.id }, { ...known, ...doc }, serverWriter(account));
    if (rv !== null) changed += 1;
  }
  return changed;
}
