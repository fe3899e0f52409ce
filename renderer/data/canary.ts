import type { Replica } from './replica.ts';
import type { MetaEntry, Store } from './store.ts';

/** How much the store held when it was last counted; `meta` entry `canary` (PROTOCOL D7). */
export interface Holding {
  readonly rows: number;
  readonly packs: number;
  readonly columns: number;
}

export const canaryKey = 'canary';
/** Counting reads the keys of every row: often enough to notice a loss, seldom enough to cost nothing. */
export const countEveryMs = 60_000;

/** Counts what the store holds, for {@link lostSomething} at the next start. */
export async function countHolding(store: Store): Promise<MetaEntry> {
  const [rows, packs, columns] = await Promise.all([store.keys('rows'), store.keys('packs'), store.keys('columns')]);
  const value: Holding = { rows: rows.length, packs: packs.length, columns: columns.length };
  return { key: canaryKey, value };
}

/**
 * Whether the store holds less than it did: a browser may silently return only a part of a damaged database. Entries of
 * this desk come back from the journal in any case; a loss this misses shows in the sums of the next pull.
 */
export function lostSomething(canary: MetaEntry | undefined, now: Holding): boolean {
  const before = canary?.value as Holding | undefined;
  if (!before) return false;
  return now.rows < before.rows || now.packs < before.packs || now.columns < before.columns;
}

/** Makes the next pull compare everything with the server, part by part. */
export function demandVerification(replica: Replica): void {
  replica.verifyNow = true;
  replica.world.report('canary', new Error('the local store holds less than it did'));
}
