import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { Desk, DeskInfo } from '../../../shared/desk/desk.ts';

interface DeskState {
  readonly desk: Desk;
  readonly info: DeskInfo | null;
  readonly refresh: () => Promise<DeskInfo | null>;
}

const Context = createContext<DeskState | null>(null);

/** Makes the desk core known to the screens. Asks once what it is; `useRefreshDeskInfo` asks again. */
export function DeskProvider({ desk, children }: { readonly desk: Desk; readonly children: ReactNode }) {
  const [info, setInfo] = useState<DeskInfo | null>(null);
  useEffect(() => {
    let gone = false;
    void desk.describe().then((answer) => {
      if (!gone && answer.ok) setInfo(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [desk]);
  const refresh = async (): Promise<DeskInfo | null> => {
    const answer = await desk.describe();
    if (!answer.ok) return null;
    setInfo(answer.value);
    return answer.value;
  };
  return <Context value={{ desk, info, refresh }}>{children}</Context>;
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

/** What the desk says of itself; null until it answered. */
export function useDeskInfo(): DeskInfo | null {
  return useDeskState().info;
}

/** Asks the desk again, after an enrolment for instance. */
export function useRefreshDeskInfo(): () => Promise<DeskInfo | null> {
  return useDeskState().refresh;
}
