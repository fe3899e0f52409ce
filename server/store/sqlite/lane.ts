/** Lets one piece of work run at a time, in the order in which it came. */
export type Lane = <T>(work: () => Promise<T>) => Promise<T>;

export function makeLane(): Lane {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
