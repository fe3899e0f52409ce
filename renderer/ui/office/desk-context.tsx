import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import type { Desk, DeskInfo } from '../../../shared/desk/desk.ts';

interface DeskState {
  readonly desk: Desk;
  readonly info: DeskInfo | null;
  readonly refresh: () => Promise<DeskInfo | null>;
}

const Context = createContext<DeskState | null>(null);

/** Provides the screens with the desk core. The session asks it for its info before anything is rendered. */
export function DeskProvider({ desk, children }: { readonly desk: Desk; readonly children: ReactNode }) {
  const [info, setInfo] = useState<DeskInfo | null>(null);
  const refresh = useCallback(async (): Promise<DeskInfo | null> => {
    const answer = await desk.describe();
    if (!answer.ok) return null;
    setInfo(answer.value);
    return answer.value;
  }, [desk]);
  const state = useMemo(() => ({ desk, info, refresh }), [desk, info, refresh]);
  return <Context value={state}>{children}</Context>;
}

function useDeskState(): DeskState {
  const state = useContext(Context);
  if (!state) throw new Error('useDesk outside of DeskProvider');
  return state;
}

/** The desk this window runs on. */
export function useDesk(): Desk {
  return useDeskState().desk;
}

/** The info of the desk; null until it answered. */
export function useDeskInfo(): DeskInfo | null {
  return useDeskState().info;
}

/** Asks the desk again: after an enrolment, or for the free space of its disk. */
export function useRefreshDeskInfo(): () => Promise<DeskInfo | null> {
  return useDeskState().refresh;
}
