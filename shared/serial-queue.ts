/** Runs one piece of work at a time, in the order in which it came; a failed one does not stop the next. */
export type SerialQueue = <T>(work: () => Promise<T>) => Promise<T>;

/** A queue of its own, in memory: it orders the work of one program, not of several. */
export function makeSerialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
