import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { Scans } from '../../data/office.ts';
import { useOffice } from './office-context.tsx';

const Context = createContext<Scans | null>(null);

/** Provides the screens below with the files of scans. */
export function ScansProvider({ scans, children }: { readonly scans: Scans; readonly children: ReactNode }) {
  return <Context value={scans}>{children}</Context>;
}

/** The files of scans of this PC. */
export function useScans(): Scans {
  const scans = useContext(Context);
  if (!scans) throw new Error('useScans outside of ScansProvider');
  return scans;
}

/** The scans of one letter, requested as the account that is signed in. */
export interface LetterScans {
  readonly put: (file: Blob) => ReturnType<Scans['put']>;
  readonly get: (sha256: string) => ReturnType<Scans['get']>;
  readonly states: (sha256: readonly string[]) => ReturnType<Scans['states']>;
}

export function useLetterScans(letterId: string): LetterScans {
  const scans = useScans();
  const account = useOffice().account.id;
  return useMemo(
    () => ({
      put: (file) => scans.put(account, letterId, file),
      get: (sha256) => scans.get(account, letterId, sha256),
      states: (sha256) => scans.states(account, letterId, sha256),
    }),
    [scans, account, letterId],
  );
}
