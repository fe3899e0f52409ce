import { isLaterWater, type Water } from '../../../shared/sync/proof.ts';
import { meta, readMeta, writeMeta } from '../meta.ts';
import type { Replica } from '../replica.ts';

/** By account: the water known while the store cannot be used, and a guard against writing an older one. */
const inMemory = new WeakMap<Replica, Water>();

/** The newest water known here; null before the first. */
export async function waterHere(replica: Replica, storeless: boolean): Promise<Water | null> {
  const known = inMemory.get(replica);
  if (known || storeless) return known ?? null;
  const kept = await readMeta(replica.world.store, meta.water);
  if (kept) inMemory.set(replica, kept);
  return kept;
}

/** Stores the water of an answer; in safe mode in memory alone. */
export async function keepWater(replica: Replica, water: Water | undefined, storeless: boolean): Promise<void> {
  if (!water) return;
  const known = await waterHere(replica, storeless);
  if (known && !isLaterWater(water, known)) return;
  inMemory.set(replica, water);
  if (storeless) return;
  await replica.world.store.write(['meta'], (tx) => Promise.resolve(writeMeta(tx, meta.water, water)));
}
