import type { Person } from '../../../shared/people/people.ts';
import { useLive } from './office-context.tsx';

/** The person whose account this is; null where it is no person's. */
export function useOwnPerson(): Person | null {
  return useLive((office) => {
    const { person } = office.who();
    return office.master<Person>('person').find(({ id }) => id === person) ?? null;
  });
}
