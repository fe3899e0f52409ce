import { dropBase, opsOn, putBase, putGuess, type Effect } from './base-rows.ts';
import type { Filing, Found } from './filing.ts';

/**
 * Makes rows, shadows and outbox agree after the store may have lost some of them (PROTOCOL D7): a shadow nothing is
 * pending on becomes the view again, a view that is gone is folded anew from what its entries stand on, and one whose
 * shadow or entries are gone stands on what a pack has, or counts as a guess. `views`: documents whose row held pending
 * effects when the store was opened. Doing it again changes nothing.
 */
export async function mendViews(filing: Filing, views: readonly string[] = []): Promise<void> {
  const { store } = filing.world;
  const [outbox, shadows] = await Promise.all([store.all('outbox'), store.all('shadows')]);
  const keys = [...new Set([...[...outbox, ...shadows].map(({ key }) => key), ...views])];
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
      const below = packed.get(key);
      // A view of a document the server never sent has no shadow.
      const loose = row?.view === true && !base && (row.rv > 0 || ops.length === 0);
      if (base && (ops.length === 0 || !row)) putBase(tx, filing, key, base, ops, effect);
      else if (below && (loose || (ops.length > 0 && !row))) putBase(tx, filing, key, below, ops, effect);
      else if (loose) putGuess(tx, filing, row, effect);
      else if (ops.length > 0 && !row) dropBase(tx, filing, key, ops, effect);
    }
  });
  filing.show(effect.rows, effect.gone);
}

/**
 * What the server was seen not to have, once the sums agree, goes: a guess nothing is pending on was refused, or left,
 * while the store did not hear of it.
 */
export async function dropGuesses(filing: Filing): Promise<void> {
  const guesses = [...filing.bases].filter(([key, { rv }]) => rv === 0 && !filing.pending.get(key));
  if (guesses.length === 0) return;
  const effect: Effect = { rows: [], gone: [] };
  await filing.world.store.write(['rows', 'shadows', 'outbox'], async (tx) => {
    const waiting = await tx.all('outbox');
    for (const [key] of guesses) {
      const row = await tx.get('rows', key);
      if (row?.rv === 0 && opsOn(waiting, key).length === 0) dropBase(tx, filing, key, [], effect);
    }
  });
  filing.show(effect.rows, effect.gone);
}
