import { countPending } from './apply.ts';
import { bulkChange } from './changes.ts';
import { forgetPack, loadColumns } from './apply-pack.ts';
import type { Filing } from './filing.ts';
import type { SyncState } from './office.ts';
import type { SyncStatus } from './sync/sync-status.ts';

/** What windows of one desk tell each other; content always travels through the store, never through a message. */
type Message =
  | { readonly kind: 'rows'; readonly keys: readonly string[] }
  | { readonly kind: 'packs' }
  | { readonly kind: 'sync'; readonly state: SyncState }
  | { readonly kind: 'kick' };

async function rereadRows(filing: Filing, keys: readonly string[]): Promise<void> {
  const rows = await Promise.all(keys.map((key) => filing.world.store.get('rows', key)));
  const here = rows.flatMap((row) => (row ? [row] : []));
  const gone = keys.filter((_, i) => rows[i] === undefined);
  countPending(filing, await filing.world.store.all('outbox'));
  filing.show(here, gone, 'nobody');
}

async function rereadPacks(filing: Filing): Promise<void> {
  const keys = new Set((await filing.world.store.keys('columns')).map(String));
  for (const key of [...filing.loaded]) if (!keys.has(key)) forgetPack(filing, key);
  for (const key of keys) {
    if (filing.loaded.has(key)) continue;
    const columns = await filing.world.store.get('columns', key);
    if (columns) loadColumns(filing, key, columns.lines);
  }
  for (const row of await filing.world.store.all('rows')) filing.bring(row);
  filing.changes.emit(bulkChange);
}

/** Keeps this window in step with what the others write. Returns the end of it. */
export function followOthers(filing: Filing, status: SyncStatus, isLeader: () => boolean): () => void {
  const stopSync = filing.changes.listen(({ sync }) => {
    if (sync && isLeader()) filing.world.announcer.post({ kind: 'sync', state: status.get() });
  });
  const stopListening = filing.world.announcer.listen((raw) => {
    const message = raw as Message;
    switch (message.kind) {
      case 'rows':
        void rereadRows(filing, message.keys);
        return;
      case 'packs':
        void rereadPacks(filing);
        return;
      case 'sync':
        // Safe mode is each window's own: the leader's store may work while this one's does not.
        if (!isLeader()) status.set({ ...message.state, safeMode: status.get().safeMode });
        return;
      case 'kick':
        return;
    }
  });
  return () => {
    stopSync();
    stopListening();
  };
}
