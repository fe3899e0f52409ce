import { Worker } from 'node:worker_threads';
import type { SeedOptions, SeedReport } from './run-seed.ts';

/** Runs seeds on several threads; each seed is a world of its own, so nothing is shared. */
export interface SeedPool {
  run(seed: number, options?: SeedOptions): Promise<SeedReport>;
  close(): Promise<void>;
}

interface Job {
  readonly seed: number;
  readonly options: SeedOptions;
  readonly done: (report: SeedReport) => void;
  readonly failed: (error: Error) => void;
}

/** Worlds make much that is soon forgotten: with a larger young generation less of it is copied about. */
const workerLimits = { resourceLimits: { maxYoungGenerationSizeMb: 96 } };

export function seedPool(threads: number): SeedPool {
  const waiting: Job[] = [];
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(new URL('./seed-worker.ts', import.meta.url), workerLimits);
    let job: Job | null = null;
    const next = (): void => {
      if (job) return;
      job = waiting.shift() ?? null;
      if (job) worker.postMessage({ seed: job.seed, options: job.options });
    };
    worker.on('message', (report: SeedReport) => {
      job?.done(report);
      job = null;
      next();
    });
    worker.on('error', (error: Error) => {
      job?.failed(error);
      job = null;
    });
    return { worker, next };
  });
  return {
    run: (seed, options = {}) =>
      new Promise((done, failed) => {
        waiting.push({ seed, options, done, failed });
        for (const { next } of workers) next();
      }),
    close: async () => {
      await Promise.all(workers.map(({ worker }) => worker.terminate()));
    },
  };
}
