import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** `.ci/run` sums the numbers of all runners; it names a folder for their reports. */
const reports = process.env['LEMBAR_REPORTS'];

const project = (name: string, folders: readonly string[], setupFiles: string[] = []) => ({
  test: {
    name,
    environment: 'node',
    include: folders.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`),
    exclude: ['test/walls/**/files/**'],
    setupFiles,
    // An import of electron anywhere must fail at once instead of trying a download of 100 MB.
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
    testTimeout: 20_000,
  },
});

/** Shares its time with no other project: it brings threads of its own. */
const byItself = ({ test }: ReturnType<typeof project>) => ({ test: { ...test, sequence: { groupOrder: 1 } } });

export default defineConfig({
  test: {
    reporters: reports ? ['default', 'json'] : ['default'],
    ...(reports ? { outputFile: { json: join(reports, 'vitest.json') } } : {}),
    projects: [
      project('shared', ['shared']),
      project('main', ['main']),
      project('server', ['server', 'security']),
      project('renderer', ['renderer', 'contracts'], ['fake-indexeddb/auto']),
      // Whole offices: real server, real engine, faulty wire.
      project('sync', ['sync'], ['fake-indexeddb/auto']),
      // Whole offices under every fault in virtual time, one per seed.
      byItself(project('simulate', ['simulate'])),
      project('house', ['walls', 'house', 'model']),
    ],
  },
});
