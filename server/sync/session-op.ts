import { sessionArgs, type SessionOp } from '../../shared/people/session.ts';
import { assertNever } from '../../shared/result.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import type { Answer } from './record.ts';

/**
 * PROTOCOL P10: sign-in and sign-out take effect at their sequence number. The caller has verified that the account
 * itself vouches for it (T2), or that the register took it before (E2). The session a sign-in names is kept for what
 * only a session of the register's own may do (T3).
 */
export async function applySession(
  tx: Tx,
  desk: Pick<DeskRow, 'id'>,
  op: Operation & { readonly name: SessionOp },
): Promise<Answer> {
  const args = sessionArgs.safeParse(op.args);
  if (!args.success || args.data.account !== op.by.account) return { status: 'rejected', rv: null, code: 'INVALID' };
  const { account, session = null } = args.data;
  switch (op.name) {
    case 'session.signIn':
      await tx.desks.signIn(desk.id, account, session);
      return { status: 'applied', rv: null };
    case 'session.signOut':
      await tx.desks.signOut(desk.id, account);
      return { status: 'applied', rv: null };
    default:
      return assertNever(op.name, 'session operation');
  }
}
