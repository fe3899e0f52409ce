import type { Timers } from './ports.ts';

/** The timers of Node. A program that has nothing else to do does not wait for them. */
export const nodeTimers: Timers = {
  set: (work, ms) => setTimeout(work, ms).unref(),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};
