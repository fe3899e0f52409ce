import { refuse, type Refusal } from '../refusal.ts';
import type { Agency } from '../office/master.ts';
import type { Account } from './people.ts';

/** Whose an account is, never changes: what it wrote would stand under another one. A program that knows no agencies says nothing. */
function kindRule(before: Account | undefined, account: Account, agencies: readonly Agency[]): Refusal | null {
  const { agency } = account;
  if (before && agency !== undefined && (agency?.id ?? null) !== (before.agency?.id ?? null)) {
    return refuse('ACCOUNT_KIND_FIXED', { field: 'agency' });
  }
  const now = agency === undefined ? (before?.agency ?? null) : agency;
  if (now === null) return null;
  if (account.admin) return refuse('AGENCY_WITHOUT_RIGHTS', { field: 'admin' });
  if (account.personId !== null) return refuse('AGENCY_WITHOUT_RIGHTS', { field: 'personId' });
  return agencies.some(({ id }) => id === now.id) ? null : refuse('NOT_FOUND_REF', { field: 'agency' });
}

/**
 * An account as it would be saved, among all there are: user names are unique, an administrator must remain, and one of
 * an agency has nothing of the office.
 */
export function accountRule(
  accounts: readonly Account[],
  account: Account,
  agencies: readonly Agency[],
): Refusal | null {
  const others = accounts.filter(({ id }) => id !== account.id);
  if (others.some(({ username }) => username === account.username)) {
    return refuse('USERNAME_TAKEN', { field: 'username' });
  }
  const before = accounts.find(({ id }) => id === account.id);
  const kind = kindRule(before, account, agencies);
  if (kind) return kind;
  if (!before?.admin || before.disabled || (account.admin && !account.disabled)) return null;
  return others.some(({ admin, disabled }) => admin && !disabled) ? null : refuse('LAST_ADMINISTRATOR');
}
