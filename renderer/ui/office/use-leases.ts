import { useEffect, useState } from 'react';
import type { LeaseState } from '../../../shared/desk/desk.ts';
import { useDesk } from './desk-context.tsx';
import { useLive } from './office-context.tsx';

/** The blocks of numbers this desk holds, asked again after each round and each entry; null until it answered. */
export function useLeases(): readonly LeaseState[] | null {
  const desk = useDesk();
  const turn = useLive((office) => office.sync());
  const [leases, setLeases] = useState<readonly LeaseState[] | null>(null);
  useEffect(() => {
    let gone = false;
    void desk.leases().then((answer) => {
      if (!gone && answer.ok) setLeases(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [desk, turn]);
  return leases;
}
