import { dropBase, opsOn, putBase, type Effect } from './base-rows.ts';
import type { Filing, Found } from './filing.ts';

/**
 * Makes rows, shadows and outbox agree after the store may have lost some of them (PROTOCOL D7): a shadow nothing is
 * pending on becomes the view again, and a view that is gone is folded anew from what its entries stand on. Doing it
 * again changes nothing.
 */
export async function mendViews(filing: Filing): Promise<void> {
  const { store } = filing.world;
  const [outbox, shadows] = await Promise.all([store.all('outbox'), store.all('shadows')]);
  const keys = [...new Set([...outbox, ...shadows].map(({ key }) => key))];
  if (keys.length === 0) return;
  const packed = new Map<string, Found | null>();
  for (const key of keys) packed.set(key, await filing.inPack(key));
  const effect: Effect = { rows: [], gone: [] };
  await store.write(['rows', 'shadows', 'outbox'], async (tx) => {
    const waiting = await tx.all('outbox');
    const rows = await tx.getMany('rows', keys);
    const bases = await tx.getMany('shadows', keys);
    for (const [i, key] of keys.entries()) {
      const ops = opsOn(waiting, key);
      const row = rows[i];
      const base = bases[i];
      if (base && (ops.length === 0 || !row)) putBase(tx, filing, key, base, ops, effect);
      else if (ops.length > 0 && !row) {
        const found = packed.get(key);
        if (found) putBase(tx, filing, key, found, ops, effect);
        else dropBase(tx, filing, key, ops, effect);
      }
    }
  });
  filing.show(effect.rows, effect.gone);
}
