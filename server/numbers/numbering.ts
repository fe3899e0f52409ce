import { meta } from '../store/meta.ts';
import type { Tx } from '../store/store.ts';

/**
 * PROTOCOL N4: closed after a restore until every number ever issued is known. Letters are booked all the same and wait
 * for their numbers; blocks are not issued.
 */
export async function numberingIs(tx: Tx): Promise<'open' | 'closed'> {
  return (await tx.meta(meta.numbering)) ?? 'open';
}

export async function setNumbering(tx: Tx, state: 'open' | 'closed'): Promise<void> {
  await tx.setMeta(meta.numbering, state);
}
