import type { DeskRow, Tx } from '../store/store.ts';

/** Desks that were copied from each other in a row; a chain longer than that is nobody's office. */
const longestLineage = 1000;

/**
 * The desk this one goes back to, through all it was copied from (PROTOCOL E5): what one of them had pending, each of them
 * may send.
 */
export async function lineageOf(tx: Tx, { id, origin }: Pick<DeskRow, 'id' | 'origin'>): Promise<string> {
  let [first, from] = [id, origin];
  for (let n = 0; from !== null && n < longestLineage; n++) {
    first = from;
    from = (await tx.desks.get(from))?.origin ?? null;
  }
  return first;
}
