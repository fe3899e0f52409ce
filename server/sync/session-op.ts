import { sessionArgs, type SessionOp } from '../../shared/people/session.ts';
import { assertNever } from '../../shared/result.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import type { Tx } from '../store/store.ts';

/** PROTOCOL P10: sign-in and sign-out happen at their place in the desk's sequence. */
export async function applySession(
  tx: Tx,
  op: Operation & { readonly name: SessionOp },
): Promise<Omit<OpResult, 'seq' | 'opId'>> {
  const args = sessionArgs.safeParse(op.args);
  if (!args.success || args.data.account !== op.by.account) return { status: 'rejected', rv: null, code: 'INVALID' };
  const { account } = args.data;
  switch (op.name) {
    case 'session.signIn':
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
