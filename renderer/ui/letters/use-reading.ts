import { useEffect, useRef } from 'react';
import type { Letter } from '../../../shared/letters/letter.ts';
import { branchesOf } from '../dispositions/my-branches.ts';
import { useLive, useOffice } from '../office/office-context.tsx';

/**
 * Opening a letter as its recipient counts as reading it: recorded once per branch, from the position it is addressed
 * to. From then on its author can no longer withdraw the disposition.
 */
export function useReading(letter: Letter): void {
  const office = useOffice();
  const positions = useLive((o) => o.who()).positions;
  const recorded = useRef(new Set<string>());
  useEffect(() => {
    for (const { disposition, position, state } of branchesOf(letter, positions)) {
      const key = `${disposition.id} ${position}`;
      if (state !== 'unread' || recorded.current.has(key)) continue;
      recorded.current.add(key);
      const args = { letterId: letter.id, of: disposition.id, position };
      // A failure to record it is no reason to disturb the reader; it is tried again at the next opening.
      void office.run('disposition.read', args, { acting: position }).catch((fault: unknown) => console.error(fault));
    }
  }, [office, letter, positions]);
}
