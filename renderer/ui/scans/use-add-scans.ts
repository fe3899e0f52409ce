import { useRef, useState } from 'react';
import type { Refusal } from '../../../shared/refusal.ts';
import { refuse } from '../../../shared/refusal.ts';
import { useOffice } from '../office/office-context.tsx';
import { useNotice } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';
import { useStoreFile } from './use-store-file.ts';

/** A file that was not taken, and why. */
export interface ScanProblem {
  readonly name: string;
  readonly refusal: Refusal;
}

export interface AddingScans {
  /** Name of the file being stored; null when none is. */
  readonly busy: string | null;
  readonly problems: readonly ScanProblem[];
  readonly add: (files: readonly File[]) => void;
}

/** Takes files for a letter one after the other: first the file is saved, then the letter names it (PROTOCOL A1). */
export function useAddScans(letterId: string): AddingScans {
  const t = useTexts();
  const say = useNotice();
  const office = useOffice();
  const store = useStoreFile(letterId);
  const [busy, setBusy] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly ScanProblem[]>([]);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const addOne = async (file: File): Promise<Refusal | null> => {
    const stored = await store(file);
    if (!stored.ok) return stored.error;
    const saved = await office.run('letter.attachScan', { letterId, scan: stored.value });
    return saved.ok ? null : (saved.error[0] ?? refuse('SCAN_NOT_SAVED'));
  };

  const addAll = async (files: readonly File[]): Promise<void> => {
    setProblems([]);
    for (const file of files) {
      setBusy(file.name);
      const refusal = await addOne(file).catch((fault: unknown) => {
        console.error(fault);
        return refuse('SCAN_NOT_SAVED');
      });
      if (refusal) setProblems((known) => [...known, { name: file.name, refusal }]);
      else say(t('scans.added'));
    }
    setBusy(null);
  };

  return {
    busy,
    problems,
    add: (files) => {
      if (files.length > 0) queue.current = queue.current.then(() => addAll(files));
    },
  };
}
