import { useMemo } from 'react';
import type { Account, Person, Position } from '../../../shared/people/people.ts';
import { useLive } from './office-context.tsx';
import { makeNames, type Names } from './names.ts';

/** Names of the people and positions this desk knows. */
export function useNames(): Names {
  const positions = useLive((office) => office.master<Position>('position'));
  const persons = useLive((office) => office.master<Person>('person'));
  const accounts = useLive((office) => office.master<Account>('account'));
  return useMemo(() => makeNames(positions, persons, accounts), [positions, persons, accounts]);
}
