import { dropBase, opsOn, putBase, putUnconfirmed, type Effect } from './base-rows.ts';
import type { Replica, Found } from './replica.ts';

/**
 * Makes rows, shadows and outbox agree after the store may have lost some of them (PROTOCOL D7): a shadow nothing is
 * pending on becomes the view again, a view that is gone is folded anew from what its entries stand on, and one whose
 * shadow or entries are gone stands on what a pack has, or counts as a guess. `views`: documents whose row held pending
 * effects when the store was opened. Doing it again changes nothing.
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
 * What the server was seen not to have, once the sums agree, goes: a guess nothing is pending on was refused, or left,
 * while the store did not hear of it.
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
