import { dropBase, opsOn, putBase, putUnconfirmed, type Effect } from './base-rows.ts';
import type { Replica, Found } from './replica.ts';

/**
 * Makes rows, shadows and outbox agree after the store may have lost some of them (PROTOCOL D7). A shadow without
 * pending operations becomes the view again, a missing view is rebased from its base, and a view whose shadow or
 * entries are lost takes the pack's copy as base or counts as unconfirmed. `views`: documents whose row contained
 * pending effects when the store was opened. Idempotent.
 */
export async function repairViews(replica: Replica, views: readonly string[] = []): Promise<void> {
  const { store } = replica.world;
  const [outbox, shadows] = await Promise.all([store.all('outbox'), store.all('shadows')]);
  const keys = [...new Set([...[...outbox, ...shadows].map(({ key }) => key), ...views])];
  if (keys.length === 0) return;
  const packed = new Map<string, Found | null>();
  for (const key of keys) packed.set(key, await replica.inPack(key));
  const effect: Effect = { rows: [], gone: [] };
  await store.write(['rows', 'shadows', 'outbox'], async (tx) => {
    const pending = await tx.all('outbox');
    const rows = await tx.getMany('rows', keys);
    const bases = await tx.getMany('shadows', keys);
    for (const [i, key] of keys.entries()) {
      const ops = opsOn(pending, key);
      const row = rows[i];
      const base = bases[i];
      const below = packed.get(key);
      // A view of a document the server never sent has no shadow.
      const loose = row?.view === true && !base && (row.rv > 0 || ops.length === 0);
      if (base && (ops.length === 0 || !row)) putBase(tx, replica, key, base, ops, effect);
      else if (below && (loose || (ops.length > 0 && !row))) putBase(tx, replica, key, below, ops, effect);
      else if (loose) putUnconfirmed(tx, replica, row, effect);
      else if (ops.length > 0 && !row) dropBase(tx, replica, key, ops, effect);
    }
  });
  replica.show(effect.rows, effect.gone);
}

/**
 * Once the sums agree, unconfirmed documents without pending operations are removed: they were refused, or removed at
 * the server, while the store did not learn of it.
 */
export async function dropUnconfirmed(replica: Replica): Promise<void> {
  const unconfirmed = [...replica.bases].filter(([key, { rv }]) => rv === 0 && !replica.pending.get(key));
  if (unconfirmed.length === 0) return;
  const effect: Effect = { rows: [], gone: [] };
  await replica.world.store.write(['rows', 'shadows', 'outbox'], async (tx) => {
    const pending = await tx.all('outbox');
    for (const [key] of unconfirmed) {
      const row = await tx.get('rows', key);
      if (row?.rv === 0 && opsOn(pending, key).length === 0) dropBase(tx, replica, key, [], effect);
    }
  });
  replica.show(effect.rows, effect.gone);
}
