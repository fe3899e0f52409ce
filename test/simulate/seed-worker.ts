import { parentPort } from 'node:worker_threads';
import { runSeed, type SeedOptions, type SeedReport } from './run-seed.ts';

/** A thread that runs the seeds it is given, one after the other. */
const port = parentPort;
if (!port) throw new Error('this file runs as a worker');
port.on('message', ({ seed, options }: { seed: number; options: SeedOptions }) => {
  void runSeed(seed, options)
    .catch((error: unknown): SeedReport => ({
      seed,
      broken: [`the simulator failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
      hash: '',
      trace: [],
      events: 0,
      saved: 0,
      faults: [],
    }))
    .then((report) => port.postMessage(report));
});
