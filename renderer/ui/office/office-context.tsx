import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Office } from '../../data/office.ts';
import { liveReader } from './live.ts';

const Context = createContext<Office | null>(null);

/** Provides the screens below with the opened office. */
export function OfficeProvider({ office, children }: { readonly office: Office; readonly children: ReactNode }) {
  return <Context value={office}>{children}</Context>;
}

/** The office of the account that is signed in. */
export function useOffice(): Office {
  const office = useContext(Context);
  if (!office) throw new Error('useOffice outside of OfficeProvider');
  return office;
}

/**
 * A value read from the office, read again at once after every change; it keeps its identity while it is equal. `deps`
 * are the values `read` closes over, as for `useMemo`.
 */
export function useLive<T>(read: (office: Office) => T, deps: readonly unknown[] = []): T {
  const office = useOffice();
  // eslint-disable-next-line react-hooks/exhaustive-deps, react-hooks/use-memo -- the lists of the callers are checked instead (additionalHooks)
  const reader = useMemo(() => liveReader(office, read), [office, ...deps]);
  return useSyncExternalStore(reader.subscribe, reader.snapshot);
}

/** As {@link useLive} for what has to be fetched from the store; undefined until the first answer for these `deps`. */
export function useLiveAsync<T>(read: (office: Office) => Promise<T>, deps: readonly unknown[]): T | undefined {
  const office = useOffice();
  // eslint-disable-next-line react-hooks/exhaustive-deps, react-hooks/use-memo -- the lists of the callers are checked instead (additionalHooks)
  const source = useMemo(() => ({ office, read }), [office, ...deps]);
  const [answer, setAnswer] = useState<{ readonly of: object; readonly value: T } | null>(null);
  useEffect(() => {
    let turn = 0;
    const ask = (): void => {
      const mine = ++turn;
      source.read(source.office).then(
        (value) => {
          if (mine === turn) setAnswer({ of: source, value });
        },
        // What stands on the screen stays until the store answers again, which is a change.
        (fault: unknown) => console.warn('not read', fault),
      );
    };
    ask();
    const stop = source.office.onChange(ask);
    return () => {
      turn = -1;
      stop();
    };
  }, [source]);
  return answer?.of === source ? answer.value : undefined;
}
