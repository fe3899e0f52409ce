/** Virtual time: nothing in a world waits for a real clock. */
export interface Timeline {
  /** Milliseconds since the world began. */
  now(): number;
  /** Does `work` after some time; returns the way to give it up. */
  after(ms: number, work: () => void): () => void;
  /** Resolves after some time. */
  pass(ms: number): Promise<void>;
  /** Lets everything happen up to this moment, one event after another, each with all that follows from it at once. */
  runTo(moment: number): Promise<void>;
  /** Runs until `done` says so after an event; false when the moment came first. */
  runUntil(done: () => boolean, moment: number): Promise<boolean>;
  events(): number;
}

interface Entry {
  readonly at: number;
  readonly order: number;
  work: (() => void) | null;
}

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A binary heap by time, then by the order of asking. */
function makeHeap(): { put(entry: Entry): void; first(): Entry | undefined; take(): void } {
  const heap: Entry[] = [];
  const at = (i: number): Entry => heap[i] as Entry;
  const swap = (i: number, j: number): void => {
    [heap[i], heap[j]] = [at(j), at(i)];
  };
  return {
    put(entry) {
      let i = heap.push(entry) - 1;
      for (let up = (i - 1) >> 1; i > 0 && before(at(i), at(up)); i = up, up = (i - 1) >> 1) swap(i, up);
    },
    first: () => heap[0],
    take() {
      const last = heap.pop();
      if (!last || heap.length === 0) return;
      heap[0] = last;
      for (let i = 0; ;) {
        const left = 2 * i + 1;
        const right = left + 1;
        let least = i;
        if (left < heap.length && before(at(left), at(least))) least = left;
        if (right < heap.length && before(at(right), at(least))) least = right;
        if (least === i) return;
        swap(i, least);
        i = least;
      }
    },
  };
}

/** As many are asked for at once: a turn of the event loop costs more than what happens in most events. */
const immediatesAtOnce = 64;
let coming = 0;
const waiting: (() => void)[] = [];

function askForImmediates(): void {
  coming = immediatesAtOnce;
  for (let i = 0; i < immediatesAtOnce; i++) setImmediate(onImmediate);
}

function onImmediate(): void {
  coming--;
  waiting.pop()?.();
  if (coming === 0 && waiting.length > 0) askForImmediates();
}

/** Promises run to their end before the next event: their queue is emptied before every immediate. */
const settled = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    if (coming === 0) askForImmediates();
  });

export function makeTimeline(): Timeline {
  const heap = makeHeap();
  let now = 0;
  let order = 0;
  let events = 0;
  /** Runs the next event if it lies before `moment`. */
  const step = async (moment: number): Promise<boolean> => {
    for (let first = heap.first(); first; first = heap.first()) {
      if (first.work !== null && first.at > moment) return false;
      heap.take();
      if (first.work === null) continue;
      now = first.at;
      events++;
      first.work();
      await settled();
      return true;
    }
    return false;
  };
  const timeline: Timeline = {
    now: () => now,
    after(ms, work) {
      // Clocks count whole milliseconds.
      const entry: Entry = { at: now + Math.max(0, Math.round(ms)), order: order++, work };
      heap.put(entry);
      return () => void (entry.work = null);
    },
    pass: (ms) => new Promise((resolve) => timeline.after(ms, resolve)),
    async runTo(moment) {
      await settled();
      while (await step(moment));
      now = Math.max(now, moment);
    },
    async runUntil(done, moment) {
      await settled();
      while (!done()) if (!(await step(moment))) return done();
      return true;
    },
    events: () => events,
  };
  return timeline;
}
