import type { Holding } from './meta.ts';
import type { Replica } from './replica.ts';
import type { Store } from './store.ts';

/** Counting reads the keys of every row: often enough to notice a loss, seldom enough to cost nothing. */
export const countEveryMs = 60_000;

/** Counts what the store holds, for {@link lostSomething} at the next start. */
export async function countHolding(store: Store): Promise<Holding> {
  const [rows, packs, columns] = await Promise.all([store.keys('rows'), store.keys('packs'), store.keys('columns')]);
  return { rows: rows.length, packs: packs.length, columns: columns.length };
}

/**
 * Whether the store holds less than it did: a browser may silently return only a part of a damaged database. Entries of
 * this desk come back from the journal in any case; a loss this misses shows in the sums of the next pull.
 */
export function lostSomething(before: Holding | null, now: Holding): boolean {
  if (!before) return false;
  return now.rows < before.rows || now.packs < before.packs || now.columns < before.columns;
}

/** Makes the next pull compare everything with the server, part by part. */
export function demandVerification(replica: Replica): void {
  replica.verifyNow = true;
  replica.world.report('canary', new Error('the local store holds less than it did'));
}
