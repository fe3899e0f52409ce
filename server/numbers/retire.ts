import { endDesk } from '../auth/ends.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { closeLeasesOf, type Closing } from './lease.ts';

/**
 * Takes a desk back into service, without the sessions and keys it had: its users sign in with the password again, and
 * its pending operations are accepted (PROTOCOL T4). Its blocks stay closed; what it burned of them before it knew
 * stays on its letters. Null: there is no such desk.
 */
export async function returnDesk(tx: Tx, id: string): Promise<DeskRow | null> {
  const desk = await tx.desks.get(id);
  if (!desk) return null;
  const returned = { ...desk, retired: false, lost: false };
  await tx.desks.put(returned);
  return returned;
}

/**
 * Takes a desk out of service: its open blocks are closed. `lost`: it will never return, so its numbers may be on paper
 * that nobody has; a letter entered again from such a sheet gets its number back. What accounts could do there ends
 * (T4). Null: there is no such desk.
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
  await endDesk(tx, id, by.clock.now());
  return retired;
}
