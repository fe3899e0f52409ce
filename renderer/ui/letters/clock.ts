import { createContext, useContext } from 'react';
import type { Clock } from '../../../shared/clock.ts';

/** The PC's clock; a test or another host puts its own in front. */
const Context = createContext<Clock>({ now: () => Date.now() });

export const ClockProvider = Context;

/** The clock of this PC. It is asked when something happens, not while drawing. */
export function useClock(): Clock {
  return useContext(Context);
}
