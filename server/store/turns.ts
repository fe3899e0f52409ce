/** Queues of several askers who take turns: one that has very much waiting delays the others by one piece each time. */
export interface RoundRobin<T> {
  readonly size: number;
  /** Behind what the same asker added before. */
  add(from: string | symbol, item: T): void;
  /**
   * One piece of the asker that waited longest, who then moves to the end; null: nothing waits. Who may not be served now
   * keeps his place.
   */
  next(may?: (from: string | symbol) => boolean): T | null;
}

/** Queues by asker, in memory. */
export function roundRobin<T>(): RoundRobin<T> {
  const queues = new Map<string | symbol, T[]>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(from, item) {
      size += 1;
      const queue = queues.get(from);
      if (queue) queue.push(item);
      else queues.set(from, [item]);
    },
    next(may = () => true) {
      for (const [from, queue] of queues) {
        if (!may(from)) continue;
        const item = queue.shift();
        queues.delete(from);
        if (queue.length > 0) queues.set(from, queue);
        if (item === undefined) continue;
        size -= 1;
        return item;
      }
      return null;
    },
  };
}

/** Does so much work at once and lets the rest wait, each asker in its turn. */
export interface Turns {
  take<T>(from: string, work: () => Promise<T>): Promise<T>;
}

/** `atOnce`: pieces of work in all; `ofOne`: of one asker, so that nobody fills every place. */
export function takingTurns({ atOnce, ofOne }: { readonly atOnce: number; readonly ofOne: number }): Turns {
  const waiting = roundRobin<() => void>();
  const busy = new Map<string | symbol, number>();
  let all = 0;

  const count = (from: string, more: 1 | -1): void => {
    const now = (busy.get(from) ?? 0) + more;
    all += more;
    if (now === 0) busy.delete(from);
    else busy.set(from, now);
  };
  const may = (from: string | symbol): boolean => (busy.get(from) ?? 0) < ofOne;

  return {
    take: (from, work) =>
      new Promise((resolve, reject) => {
        const begin = (): void => {
          count(from, 1);
          Promise.resolve()
            .then(work)
            .then(resolve, reject)
            .finally(() => {
              count(from, -1);
              waiting.next(may)?.();
            });
        };
        if (all < atOnce && may(from)) begin();
        else waiting.add(from, begin);
      }),
  };
}
