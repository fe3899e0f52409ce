import type { KeyEnd, Tx } from '../store/store.ts';

/** Ends what an account may do everywhere: its sessions and its keys (PROTOCOL T4). */
export async function endAccount(
  tx: Tx,
  account: string,
  why: KeyEnd & ('password' | 'disabled'),
  at: number,
): Promise<void> {
  await tx.accounts.endSessionsOf(account, null);
  await tx.keys.endOfAccount(account, null, at, why);
}

/** Ends what accounts may do at a desk: every session opened there and every key (PROTOCOL T4). */
export async function endDesk(tx: Tx, desk: string, at: number): Promise<void> {
  await tx.accounts.endSessionsAt(desk);
  await tx.keys.endOfDesk(desk, at, 'retired');
}
