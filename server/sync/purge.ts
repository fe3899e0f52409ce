import type { Later } from '../numbers/high-water.ts';
import { longestSessionMs } from '../auth/callers.ts';
import type { Deps } from '../deps.ts';
import type { Tx } from '../store/store.ts';

const day = 86_400_000;
/** PROTOCOL L11: how long a removal is remembered, by the server's clock. */
export const removalsKeptMs = 400 * day;

/**
 * Forgets removals older than 400 days. A removal's time is that of the first purge which saw it, at most a day late,
 * so that no write needs a clock. Returns how many were forgotten.
 */
export function purgeRemovals(tx: Tx, now: number): Promise<number> {
  return tx.scopes.forgetRemovals(now, now - removalsKeptMs);
}

/** Forgets sessions that ended: nobody used them for `sessionMs`, or they were opened too long ago. Returns how many. */
export function purgeSessions(tx: Tx, now: number, sessionMs: number): Promise<number> {
  return tx.accounts.endSessionsBefore({ used: now - sessionMs, opened: now - longestSessionMs });
}

/**
 * Purges removals and sessions now and once a day. Returns the function that ends it; a failed purge is retried the
 * next day.
 */
export function keepPurging(
  { store, clock, settings }: Pick<Deps, 'store' | 'clock' | 'settings'>,
  later: Later,
  onFault: (error: unknown) => void,
): () => void {
  let cancel = (): void => undefined;
  const purge = (): void => {
    cancel = later(purge, day);
    const now = clock.now();
    store
      .write(async (tx) => {
        await purgeRemovals(tx, now);
        await purgeSessions(tx, now, settings.sessionMs);
      })
      .catch(onFault);
  };
  purge();
  return () => cancel();
}
