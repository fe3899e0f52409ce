import type { Repair } from '../../shared/desk/desk.ts';
import type { DeskState } from '../../shared/desk/desk-state.ts';
import type { Account } from '../../shared/people/people.ts';
import { isSessionOp } from '../../shared/people/session.ts';
import type { Vault } from './ports.ts';

export interface RepairDeps {
  readonly state: DeskState;
  readonly vault: Vault;
  readonly accounts: () => readonly Account[];
  /** Whether the register said that it does not know this desk's token. */
  readonly refused: () => boolean;
}

/** What waits here, by who made it. */
function waitingOf(state: DeskState, accounts: readonly Account[]): Repair['pending'] {
  const found = new Map<string, Repair['pending'][number]>();
  for (const { name, by } of state.pending.values()) {
    if (isSessionOp(name)) continue;
    const before = found.get(by.account);
    found.set(by.account, {
      account: by.account,
      username: accounts.find(({ id }) => id === by.account)?.username ?? null,
      position: by.position ?? before?.position ?? null,
      entries: (before?.entries ?? 0) + 1,
    });
  }
  return [...found.values()];
}

/**
 * Whether the desk is cut off from its register although its journal stands (PROTOCOL D23): the settings or the keychain
 * that held its token are gone. Null: it is not.
 */
export function makeRepair({ state, vault, accounts, refused }: RepairDeps): () => Promise<Repair | null> {
  return async () => {
    if (!state.identity) return null;
    const token = await vault.read('desk');
    if (token !== null && !refused()) return null;
    return { why: token === null ? 'lost' : 'refused', pending: waitingOf(state, accounts()) };
  };
}
