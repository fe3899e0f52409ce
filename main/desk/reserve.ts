import type { JournalDisk } from './ports.ts';

/** PROTOCOL D8: room for some thirty thousand letters on a disk that is full. */
const reserveBytes = 32 * 1024 * 1024;
/** With this much free space the reserve is occupied again; below it the program warns already. */
const enoughBytes = 500 * 1024 * 1024;

export interface Reserve {
  /** Releases the space for the journal. False: nothing is reserved. */
  release(): Promise<boolean>;
  /** The same at once, for whoever cannot wait. */
  releaseNow(): boolean;
  /** Reserves the space in the background as soon as the disk has room for it. */
  upkeep(free: number | null): void;
  /** Resolves when no work is running. */
  quiet(): Promise<void>;
}

/** Keeps the journal's reserve on its disk. Without room for a reserve the journal works all the same. */
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
