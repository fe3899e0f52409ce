import type { JournalDisk } from './ports.ts';

/** PROTOCOL D8: room for some thirty thousand letters on a disk that is full. */
const reserveBytes = 32 * 1024 * 1024;
/** From this much free space on it is set aside again; below, the program warns already. */
const enoughBytes = 500 * 1024 * 1024;

export interface Reserve {
  /** Gives the space back to journal and small files. False: there is none left to give. */
  release(): Promise<boolean>;
  /** The same at once, for whoever cannot wait. */
  releaseNow(): boolean;
  /** Sets the space aside, in the background, as soon as the disk has room for it. */
  upkeep(free: number | null): void;
  /** Resolves when nothing is under way. */
  quiet(): Promise<void>;
}

/** Keeps the journal's reserve on its disk. A reserve that cannot be had is no fault: the journal works without. */
export function keepReserve({ reserve }: JournalDisk): Reserve {
  let work: Promise<void> = Promise.resolve();
  let isTaking = false;
  return {
    release: async () => {
      await work;
      isTaking = false;
      return (await reserve?.release().catch(() => false)) ?? false;
    },
    releaseNow: () => {
      isTaking = false;
      try {
        return reserve?.releaseNow() ?? false;
      } catch {
        return false;
      }
    },
    upkeep: (free) => {
      if (!reserve || isTaking || free === null || free < enoughBytes) return;
      isTaking = true;
      work = reserve.hold(reserveBytes).catch(() => {
        isTaking = false;
      });
    },
    quiet: () => work,
  };
}
