import type { Timers } from '../../renderer/data/ports.ts';
import { makeTimeline } from '../simulate/timeline.ts';

/** Time the test moves by hand; it also runs while something is awaited. */
export interface MovableClock {
  now(): number;
  set(instant: number): void;
}

/** The time of a whole office: it passes while somebody waits for something, and never while anything is at work. */
export interface VirtualTime {
  readonly clock: MovableClock;
  readonly timers: Timers;
  /** Lets time pass until `work` is done. */
  drive<T>(work: Promise<T>): Promise<T>;
  /** Lets this much time pass. */
  pass(ms: number): Promise<void>;
  /** Runs what is due next, and all that follows from it at once; false when nothing will ever be due. */
  step(): Promise<boolean>;
  /** How much time has passed, ms; moving the clock does not count. */
  passed(): number;
  /** Time stops while this is under way: files and the server's own threads know nothing of it. */
  busy<T>(work: Promise<T>): Promise<T>;
}

/** Turns of the event loop without work: streams deliver what they buffer within fewer. */
const quietTurns = 12;

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

export function virtualTime(start: number): VirtualTime {
  const timeline = makeTimeline();
  let ahead = start;
  let working = 0;
  let waiting = 0;
  let running = false;

  const quiet = async (): Promise<void> => {
    for (let turns = 0; turns < quietTurns; turns++) {
      await turn();
      if (working > 0) turns = 0;
    }
  };
  const step = async (): Promise<boolean> => {
    await quiet();
    const before = timeline.events();
    const happened = await timeline.runUntil(() => timeline.events() > before, Number.MAX_SAFE_INTEGER);
    await quiet();
    return happened;
  };
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    for (await quiet(); waiting > 0;) await step();
    running = false;
  };
  const drive = async <T>(work: Promise<T>): Promise<T> => {
    waiting++;
    void run();
    try {
      return await work;
    } finally {
      waiting--;
    }
  };
  return {
    clock: {
      now: () => ahead + timeline.now(),
      set: (instant) => void (ahead = instant - timeline.now()),
    },
    timers: {
      set: (work, ms) => timeline.after(ms, work),
      clear: (stop) => (stop as () => void)(),
    },
    drive,
    step,
    passed: timeline.now,
    pass: (ms) => drive(timeline.pass(ms)),
    busy: async (work) => {
      working++;
      try {
        return await work;
      } finally {
        working--;
      }
    },
  };
}
