import { isMasterCommand } from '../../shared/office/save-master.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { Tx } from '../store/store.ts';
import type { Answer } from './apply.ts';

/**
 * PROTOCOL P10: what changes master data or accounts runs only if the register itself saw its author give the password at
 * the desk that sends it. Of a life that was lost the desk alone says who was signed in, and a desk can lie: such an
 * entry is put aside for an administrator. Null: nothing speaks against it.
 */
export async function unconfirmedAuthor(tx: Tx, desk: string, { name, by }: Operation): Promise<Answer | null> {
  if (!isMasterCommand(name) || (await tx.desks.sawPassword(desk, by.account))) return null;
  return { status: 'quarantined', rv: null, code: 'AUTHOR_UNCONFIRMED' };
}
