import { refuse, type Refusal } from '../refusal.ts';
import type { Account } from './people.ts';

/** An account as it would be saved, among all there are: user names are unique, and an administrator must remain. */
export function accountRule(accounts: readonly Account[], account: Account): Refusal | null {
  const others = accounts.filter(({ id }) => id !== account.id);
  if (others.some(({ username }) => username === account.username)) {
    return refuse('USERNAME_TAKEN', { field: 'username' });
  }
  const before = accounts.find(({ id }) => id === account.id);
  if (!before?.admin || before.disabled || (account.admin && !account.disabled)) return null;
  return others.some(({ admin, disabled }) => admin && !disabled) ? null : refuse('LAST_ADMINISTRATOR');
}
