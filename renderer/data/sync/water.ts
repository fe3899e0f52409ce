import { isLaterWater, type Water } from '../../../shared/sync/proof.ts';
import type { Replica } from '../replica.ts';

/** In `meta`: the register's newest water, shown with the next handshake (PROTOCOL T12). */
const waterKey = 'water';

/** By account: the water known while the store cannot be used, and a guard against writing an older one. */
const inMemory = new WeakMap<Replica, Water>();

/** The newest water known here; null before the first. */
export async function waterHere(replica: Replica, storeless: boolean): Promise<Water | null> {
  const known = inMemory.get(replica);
  if (known || storeless) return known ?? null;
  const kept = (await replica.world.store.get('meta', waterKey))?.value as Water | undefined;
  if (kept) inMemory.set(replica, kept);
  return kept ?? null;
}

/** Stores the water of an answer; in safe mode in memory alone. */
export async function keepWater(replica: Replica, water: Water | undefined, storeless: boolean): Promise<void> {
  if (!water) return;
  const known = await waterHere(replica, storeless);
  if (known && !isLaterWater(water, known)) return;
  inMemory.set(replica, water);
  if (storeless) return;
  await replica.world.store.write(['meta'], (tx) => Promise.resolve(tx.put('meta', { key: waterKey, value: water })));
}
