import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { Clock } from '../../../shared/clock.ts';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import { todayWib } from '../../../shared/dates/wib.ts';

const Context = createContext<Clock | null>(null);

/** Provides the screens with their only source of time. */
export function ClockProvider({ clock, children }: { readonly clock: Clock; readonly children: ReactNode }) {
  return <Context value={clock}>{children}</Context>;
}

/** The clock for the moment of an action: read it when the key is pressed, not during rendering. */
export function useClock(): Clock {
  const clock = useContext(Context);
  if (!clock) throw new Error('useClock outside of ClockProvider');
  return clock;
}

/** The present time in ms, rendered again every `every` ms; for "2 menit lalu". */
export function useNow(every = 20_000): number {
  const clock = useClock();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), every);
    return () => clearInterval(timer);
  }, [clock, every]);
  return now;
}

/** Today in WIB; changes by itself at midnight. */
export function useToday(): PlainDate {
  return todayWib(useNow(30_000));
}
