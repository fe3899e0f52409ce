import type { KeyEnd, Tx } from '../store/store.ts';

/** What survives a new password of an account: the session that sets it, and the key at its desk. */
export interface Spared {
  readonly session: string;
  readonly desk: string | null;
}

/** Ends what an account may do everywhere: its sessions and its keys (PROTOCOL T4). */
export async function endAccount(
  tx: Tx,
  account: string,
  why: KeyEnd & ('password' | 'disabled'),
  at: number,
  spared: Spared | null = null,
): Promise<void> {
  await tx.accounts.endSessionsOf(account, spared?.session ?? null);
  await tx.keys.endOfAccount(account, spared?.desk ?? null, at, why);
}

/** Ends what accounts may do at a desk: every session opened there and every key (PROTOCOL T4). */
export async function endDesk(tx: Tx, desk: string, at: number): Promise<void> {
  await tx.accounts.endSessionsAt(desk);
  await tx.keys.endOfDesk(desk, at, 'retired');
}
