import type { DeskRow, Tx } from '../store/store.ts';
import { closeLeasesOf, type Closing } from './lease.ts';

/**
 * Takes a desk out of service: its open blocks are closed. `lost`: nobody will see it again, so its numbers may stand on
 * paper that nobody has; a letter entered again from such a sheet gets its number back. Null: there is no such desk.
 */
export async function retireDesk(
  tx: Tx,
  id: string,
  { lost, ...by }: Closing & { readonly lost: boolean },
): Promise<DeskRow | null> {
  const desk = await tx.desks.get(id);
  if (!desk) return null;
  const retired = { ...desk, retired: true, lost };
  await tx.desks.put(retired);
  await closeLeasesOf(tx, desk, lost ? 'lost' : 'retired', by);
  return retired;
}
