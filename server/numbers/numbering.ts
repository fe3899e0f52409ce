import type { Tx } from '../store/store.ts';

const key = 'numbering';

/**
 * PROTOCOL N4: closed after a restore until every number ever issued is known. Letters are booked all the same and wait
 * for their numbers; blocks are not issued.
 */
export async function numberingIs(tx: Tx): Promise<'open' | 'closed'> {
  return (await tx.meta(key)) === 'closed' ? 'closed' : 'open';
}

export async function setNumbering(tx: Tx, state: 'open' | 'closed'): Promise<void> {
  await tx.setMeta(key, state);
}
