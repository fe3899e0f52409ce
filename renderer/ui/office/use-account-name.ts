import type { Account, Person } from '../../../shared/people/people.ts';
import { useLive } from './office-context.tsx';

/** The name of an account's person; its user name where it has none, null for an unknown account. */
export function useAccountName(): (account: string | null | undefined) => string | null {
  const accounts = useLive((office) => office.master<Account>('account'));
  const persons = useLive((office) => office.master<Person>('person'));
  return (account) => {
    const known = accounts.find(({ id }) => id === account);
    return persons.find(({ id }) => id === known?.personId)?.name ?? known?.username ?? null;
  };
}
