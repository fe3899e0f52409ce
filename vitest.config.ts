import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export const project = (name: string, folders: readonly string[], setupFiles: string[] = []) => ({
  test: {
    name,
    environment: 'node',
    // Files share what they import: reading it again for each was most of the run. No file leaves state behind in it.
    isolate: false,
    include: folders.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`),
    setupFiles,
    // An import of electron anywhere must fail at once instead of trying a download of 100 MB.
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
    // For what hangs: what a test waits for happens in virtual time, and a busy machine is no fault.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

/** Every file for itself: they reach into IndexedDB's own prototypes. */
const apart = ({ test }: ReturnType<typeof project>) => ({ test: { ...test, isolate: true } });

/** Shares its time with no other project: it brings threads of its own. */
const byItself = ({ test }: ReturnType<typeof project>) => ({ test: { ...test, sequence: { groupOrder: 1 } } });

/** `.ci/run` and `npm run prove` sum the numbers of all runners; they name a folder for the reports of each. */
export function reporting(folder = process.env['LEMBAR_REPORTS']) {
  if (!folder) return { reporters: ['default'] };
  return { reporters: ['default', 'json'], outputFile: { json: join(folder, 'vitest.json') } };
}

// What `npm test` runs; the long ones are in vitest.prove.config.ts.
export default defineConfig({
  test: {
    ...reporting(),
    maxWorkers: availableParallelism(),
    projects: [
      project('shared', ['shared']),
      project('main', ['main']),
      project('server', ['server', 'security']),
      project('renderer', ['renderer'], ['fake-indexeddb/auto']),
      apart(project('contracts', ['contracts'], ['fake-indexeddb/auto'])),
      // Whole offices: real server, real engine, faulty wire.
      project('sync', ['sync'], ['fake-indexeddb/auto']),
      // Whole offices under every fault in virtual time, one per seed.
      byItself(project('simulate', ['simulate'])),
      project('house', ['house', 'model']),
    ],
  },
});
