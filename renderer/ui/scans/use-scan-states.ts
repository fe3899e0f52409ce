import { useEffect, useState } from 'react';
import type { ScanState } from '../../../shared/desk/scans.ts';
import { useLive } from '../office/office-context.tsx';
import { useLetterScans } from '../office/scans-context.tsx';

/** Interval of checks while a file is being sent. */
const lookAgainMs = 4000;

/** The state of the files, by hash; checked again while one of them is not at the server yet. */
export function useScanStates(letterId: string, hashes: readonly string[]): ReadonlyMap<string, ScanState> {
  const scans = useLetterScans(letterId);
  const reachable = useLive((office) => office.sync().reachable);
  const [states, setStates] = useState<ReadonlyMap<string, ScanState>>(new Map());
  const wanted = hashes.join(' ');
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const answer = await scans.states(wanted === '' ? [] : wanted.split(' '));
      if (over || !answer.ok) return;
      setStates(new Map(answer.value.map((state) => [state.sha256, state])));
      if (answer.value.some(({ server }) => server !== 'yes')) timer = setTimeout(() => void look(), lookAgainMs);
    };
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [scans, wanted, reachable]);
  return states;
}
