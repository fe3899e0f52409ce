import { forgetPack } from './apply-pack.ts';
import { dropBase, opsOn, type Effect } from './base-rows.ts';
import { bulkChange } from './changes.ts';
import { scopeOfPack, type Replica } from './replica.ts';
import { isLostItem } from './lost-document.ts';
import { dropMeta, meta, writeMeta } from './meta.ts';

/**
 * Deletes everything a scope brought: packs, rows that no other scope holds, what a restored server lost of it, cursor
 * and progress (PROTOCOL L1).
 */
export async function dropScope(
  replica: Replica,
  scope: string,
  cursors: Readonly<Record<string, number>>,
): Promise<void> {
  const { store } = replica.world;
  const packs = (await store.keys('packs')).map(String).filter((key) => scopeOfPack(key) === scope);
  const rest = Object.fromEntries(Object.entries(cursors).filter(([name]) => name !== scope));
  const effect: Effect = { rows: [], gone: [] };
  await store.write(['rows', 'shadows', 'outbox', 'packs', 'columns', 'attention', 'meta'], async (tx) => {
    tx.delete('packs', ...packs);
    tx.delete('columns', ...packs);
    const outbox = await tx.all('outbox');
    for (const row of await tx.all('rows')) {
      if (!row.scopes.includes(scope)) continue;
      const scopes = row.scopes.filter((name) => name !== scope);
      if (scopes.length === 0) {
        dropBase(tx, replica, row.key, opsOn(outbox, row.key), effect);
        continue;
      }
      const shadow = await tx.get('shadows', row.key);
      if (shadow) tx.put('shadows', { ...shadow, scopes });
      const kept = { ...row, scopes };
      tx.put('rows', kept);
      effect.rows.push(kept);
    }
    for (const item of await tx.all('attention')) {
      if (!isLostItem(item.opId)) continue;
      const scopes = (item.scopes ?? []).filter((name) => name !== scope);
      if (scopes.length === 0) tx.delete('attention', item.opId);
      else tx.put('attention', { ...item, scopes });
    }
    dropMeta(tx, meta.snapshot.of(scope), meta.withheld.of(scope));
    writeMeta(tx, meta.cursors, rest);
  });
  for (const key of packs) forgetPack(replica, key);
  replica.lettersLeft = true;
  replica.show(effect.rows, effect.gone);
  replica.changes.emit(bulkChange);
  replica.world.announcer.post({ kind: 'packs' });
}

/**
 * Deletes packs without columns, columns without a pack, and unreadable packs: the store lost half of them. Their
 * content is then missing from the sums and is fetched again (PROTOCOL D7, L9).
 */
export async function dropLostPacks(replica: Replica): Promise<void> {
  const { store } = replica.world;
  const [packs, columns] = await Promise.all([store.keys('packs'), store.keys('columns')]);
  const whole = new Set(packs.map(String));
  const named = new Set(columns.map(String));
  const half = [...whole].filter((key) => !named.has(key)).concat([...named].filter((key) => !whole.has(key)));
  const lost = [...new Set([...half, ...replica.lostPacks])];
  replica.lostPacks.clear();
  if (lost.length === 0) return;
  await store.write(['packs', 'columns'], (tx) => {
    tx.delete('packs', ...lost);
    tx.delete('columns', ...lost);
    return Promise.resolve();
  });
  for (const key of lost) forgetPack(replica, key);
  replica.changes.emit(bulkChange);
  replica.world.announcer.post({ kind: 'packs' });
}
