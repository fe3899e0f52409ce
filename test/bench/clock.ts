/** Long tasks of the main thread since the page began. */
export function longTasks(): { longest(): number; forget(): void } {
  let longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: 'longtask' });
  return { longest: () => longest, forget: () => void (longest = 0) };
}

/** Observers are called between tasks: let them catch up. */
export const breathe = (ms = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs `work` and adds the time it took. */
export async function timed(to: number[], work: () => unknown): Promise<void> {
  const begun = performance.now();
  await work();
  to.push(performance.now() - begun);
}

/** The same wall clock for all pages of one machine, finer than a millisecond. */
export const moment = (): number => performance.timeOrigin + performance.now();
