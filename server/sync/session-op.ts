import { sessionArgs, type SessionOp } from '../../shared/people/session.ts';
import { assertNever } from '../../shared/result.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { Tx } from '../store/store.ts';
import type { Answer } from './apply.ts';

/**
 * PROTOCOL P10: sign-in and sign-out happen at their place in the desk's sequence. `again`: it counted before the
 * register was restored, which forgot that the account gave its password there (E2).
 */
export async function applySession(
  tx: Tx,
  op: Operation & { readonly name: SessionOp },
  again = false,
): Promise<Answer> {
  const args = sessionArgs.safeParse(op.args);
  if (!args.success || args.data.account !== op.by.account) return { status: 'rejected', rv: null, code: 'INVALID' };
  const { account } = args.data;
  switch (op.name) {
    case 'session.signIn':
      if (again) await tx.desks.hearKnown(op.desk, account);
      if (!(await tx.desks.knows(op.desk, account))) return { status: 'quarantined', rv: null, code: 'NOT_SIGNED_IN' };
      await tx.desks.setSignedIn(op.desk, account, true);
      return { status: 'applied', rv: null };
    case 'session.signOut':
      await tx.desks.setSignedIn(op.desk, account, false);
      return { status: 'applied', rv: null };
    default:
      return assertNever(op.name, 'session operation');
  }
}
