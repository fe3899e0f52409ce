import type { Timers } from './ports.ts';

/** The timers of Node, unreferenced: they do not keep a finished program running. */
export const nodeTimers: Timers = {
  set: (work, ms) => setTimeout(work, ms).unref(),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};
