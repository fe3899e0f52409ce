import { useCallback } from 'react';
import { isPositionFound, knownPosition } from '../../../shared/people/find-position.ts';
import type { Person, Position } from '../../../shared/people/people.ts';
import { useToday } from './clock-context.tsx';
import { useLive } from './office-context.tsx';

/** How a list of positions is searched: by title, short form ("kasi", "prakom") and the name of the holder. */
export function usePositionSearch(): (position: Position, typed: string) => boolean {
  const persons = useLive((office) => office.master<Person>('person'));
  const today = useToday();
  return useCallback(
    (position, typed) => isPositionFound(knownPosition(position, persons, today), typed),
    [persons, today],
  );
}
