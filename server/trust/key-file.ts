import { readFile } from 'node:fs/promises';
import { writeWhole } from '../store/write-whole.ts';
import type { Store } from '../store/store.ts';
import { alignKey } from './seals.ts';

/**
 * Stores the key of the seals a second time, in a file beside the register that only its user may read: either copy is
 * enough, and a restored backup finds the key it sealed with since (PROTOCOL T10).
 */
export async function keepKeyBeside(store: Pick<Store, 'write'>, file: string): Promise<void> {
  const beside = await readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
  const key = await store.write((tx) => alignKey(tx, beside));
  if (key !== beside) await writeWhole(file, `${key}\n`, 0o600);
}
