import { useEffect } from 'react';
import { useBlocker } from 'react-router';

/** What to do about someone leaving with unsaved text: null while nobody is. */
export interface Leaving {
  readonly stay: () => void;
  readonly leave: () => void;
}

/** Stops navigation and closing of the window while `dirty`, until a person decided. */
export function useLeaveGuard(dirty: boolean): Leaving | null {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!dirty) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);
  return blocker.state === 'blocked' ? { stay: blocker.reset, leave: blocker.proceed } : null;
}
