import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Signed } from '../../../shared/desk/desk.ts';
import { refuse, type Refusal } from '../../../shared/refusal.ts';
import type { Office } from '../../data/office.ts';
import { useDesk, useRefreshDeskInfo } from '../app/desk-context.tsx';

/** Where the session stands. `open` is the only state in which there is an office. */
export type SessionState =
  | { readonly step: 'starting' | 'opening' | 'enrol' | 'sign-in' }
  | { readonly step: 'failed'; readonly refusal: Refusal; readonly detail: string | null }
  | { readonly step: 'open'; readonly office: Office; readonly online: boolean };

export interface Session {
  readonly state: SessionState;
  /** An account was accepted by the desk: opens its office. */
  enter(signed: Signed): Promise<void>;
  /** Closes the office. `end` also ends the session at desk and server. */
  leave(end: boolean): Promise<void>;
  /** Begins anew after a failure. */
  restart(): void;
}

export type OpenOffice = (signed: Signed) => Promise<Office>;

const Context = createContext<Session | null>(null);

/** Enrolment, sign-in and sign-out as one small machine; the desk says where it begins. */
export function SessionProvider({ open, children }: { readonly open: OpenOffice; readonly children: ReactNode }) {
  const desk = useDesk();
  const refresh = useRefreshDeskInfo();
  const [state, setState] = useState<SessionState>({ step: 'starting' });
  const office = useRef<Office | null>(null);

  const enter = useCallback(
    async (signed: Signed) => {
      setState({ step: 'opening' });
      try {
        office.current = await open(signed);
        setState({ step: 'open', office: office.current, online: signed.online });
      } catch (error) {
        setState({ step: 'failed', refusal: refuse('OFFICE_FAILED'), detail: String(error) });
      }
    },
    [open],
  );

  const begin = useCallback(async () => {
    const [info, current] = await Promise.all([refresh(), desk.current()]);
    if (!current.ok) return setState({ step: 'failed', refusal: current.error, detail: null });
    if (info === null) return setState({ step: 'failed', refusal: refuse('DESK_FAILED'), detail: null });
    if (current.value !== null) return enter(current.value);
    setState({ step: info.desk === null ? 'enrol' : 'sign-in' });
  }, [desk, enter, refresh]);

  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void begin();
  }, [begin]);

  const session = useMemo<Session>(
    () => ({
      state,
      enter: async (signed) => {
        await refresh();
        await enter(signed);
      },
      async leave(end) {
        const known = office.current;
        office.current = null;
        setState({ step: 'sign-in' });
        // Signed out before the office is closed, which may wait for an answer: a sign-in meanwhile comes after it.
        if (end && known) await desk.signOut(known.account.id);
        await known?.close();
        await refresh();
      },
      restart() {
        setState({ step: 'starting' });
        void begin();
      },
    }),
    [state, enter, begin, desk, refresh],
  );
  return <Context value={session}>{children}</Context>;
}

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('useSession outside of SessionProvider');
  return session;
}
