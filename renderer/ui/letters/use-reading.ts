import { useEffect, useRef } from 'react';
import type { Letter } from '../../../shared/letters/letter.ts';
import { branchesOf } from '../dispositions/my-branches.ts';
import { useLive, useOffice } from '../office/office-context.tsx';

/**
 * Opening a letter as its recipient is reading it: recorded once per branch, from the position it is addressed to.
 * From there on its author can no longer take the disposition back.
 */
export function useReading(letter: Letter): void {
  const office = useOffice();
  const positions = useLive((o) => o.who()).positions;
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const { disposition, position, state } of branchesOf(letter, positions)) {
      const key = `${disposition.id} ${position}`;
      if (state !== 'unread' || told.current.has(key)) continue;
      told.current.add(key);
      const args = { letterId: letter.id, of: disposition.id, position };
      // Not being able to note it is no reason to disturb the reader; it is tried again at the next opening.
      void office.run('disposition.read', args, { acting: position }).catch((fault: unknown) => console.error(fault));
    }
  }, [office, letter, positions]);
}
