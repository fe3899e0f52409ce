import { kindOfCommand } from '../../shared/records/kinds.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import type { Answer } from './record.ts';

/**
 * PROTOCOL T3: what changes master data or accounts runs only under a session that the register itself opened with the
 * password, for that account at that desk, named by the sign-in at that sequence number and still open. A key alone
 * proves who it was, not that he is still admitted. Null: it is permitted.
 */
export async function unconfirmedAuthor(
  tx: Tx,
  desk: Pick<DeskRow, 'id' | 'origin'>,
  { name, by }: Operation,
): Promise<Answer | null> {
  if (kindOfCommand(name)?.holding !== 'master') return null;
  const named = await tx.desks.signedInUnder(desk.id, by.account);
  const session = named === null ? null : await tx.accounts.sessionByName(named);
  const here = session !== null && (session.desk === desk.id || session.desk === desk.origin);
  if (here && session.desk !== null && session.account === by.account) return null;
  return { status: 'quarantined', rv: null, code: 'AUTHOR_UNCONFIRMED' };
}
