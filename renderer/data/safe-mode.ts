import { parseDocKey } from '../../shared/commands/documents.ts';
import { loadColumns } from './apply-pack.ts';
import type { Replica } from './replica.ts';
import { askJournal, recoverFromJournal } from './recover.ts';
import type { SyncStatus } from './sync/sync-status.ts';
import { rereadAll, type WindowMessage } from './windows.ts';

/** A window in safe mode retries its store after this time, whether it syncs or not. */
export const retryMs = 30_000;

/** Whether the store must not be used: safe mode without a substitute in memory (PROTOCOL D6). */
export function isStoreless(replica: Replica, status: SyncStatus): boolean {
  return status.get().safeMode && !replica.standIn;
}

/**
 * Reopens the store, adds from the journal what it missed and reads again what the lists show. False: it still fails,
 * and safe mode goes on.
 */
export async function leaveSafeMode(replica: Replica): Promise<boolean> {
  const { store } = replica.world;
  try {
    await store.open();
    const outbox = await store.all('outbox');
    // What was answered meanwhile may be older than everything pending here now.
    if (!(await recoverFromJournal(replica, outbox, await askJournal(replica.world, [])))) return false;
    await rereadAll(replica);
    replica.world.announcer.post({ kind: 'reread' } satisfies WindowMessage);
    return true;
  } catch (error) {
    replica.world.report('safe mode', error);
    return false;
  }
}

/**
 * Drops the overlay of safe mode once the store works again: answered entries are in its rows, pending ones were put
 * back, refused ones are removed.
 */
export async function dropOverlay(replica: Replica): Promise<void> {
  if (replica.overlay.size === 0) return;
  const { store } = replica.world;
  const keys = [...replica.overlay.keys()];
  const rows = await Promise.all(keys.map((key) => store.get('rows', key)));
  const absent = keys.filter((_, i) => rows[i] === undefined);
  replica.overlay.clear();
  replica.show(
    rows.flatMap((row) => row ?? []),
    absent,
    'nobody',
  );
  // The line of a document that is in a pack alone was overwritten by the entry.
  const ids = absent.map((key) => parseDocKey(key).id);
  if (ids.length === 0) return;
  for (const { key, lines } of await store.all('columns')) {
    if (ids.some((id) => lines.includes(id))) loadColumns(replica, key, lines);
  }
}

/** Retries to leave safe mode, in this window, until `stop` is called. */
export function watchSafeMode(
  replica: Replica,
  status: SyncStatus,
  engine: { leads(): boolean; now(): Promise<void> },
): () => void {
  const { timers } = replica.world;
  let timer: unknown = null;
  let stopped = false;

  const attempt = async (): Promise<void> => {
    if (stopped || !isStoreless(replica, status)) return;
    // The leader window tries before each round.
    if (engine.leads()) return engine.now();
    if (!(await leaveSafeMode(replica))) return;
    await dropOverlay(replica);
    status.set({ safeMode: false });
    await status.recount();
  };
  const arm = (): void => {
    if (stopped || timer !== null || !isStoreless(replica, status)) return;
    timer = timers.set(() => {
      void attempt()
        .catch((error: unknown) => replica.world.report('safe mode', error))
        .finally(() => {
          timer = null;
          arm();
        });
    }, retryMs);
  };

  const unlisten = replica.changes.listen(({ sync }) => void (sync && arm()));
  arm();
  return () => {
    stopped = true;
    unlisten();
    if (timer !== null) timers.clear(timer);
  };
}
