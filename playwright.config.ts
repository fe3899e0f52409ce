import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import { browserFlags, headlessShell, thisBrowser, usualScreen } from './test/e2e/support/browser.ts';

/** `.ci/run` sums the numbers of all runners; it names a folder for their reports. */
const reports = process.env['LEMBAR_REPORTS'];
const { reducedMotion, ...screen } = usualScreen;
const executablePath = headlessShell() ?? thisBrowser();

const reporter: ReporterDescription[] = [['list'], ['./test/e2e/support/not-run.ts']];
if (reports) reporter.push(['json', { outputFile: join(reports, 'playwright.json') }]);

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  globalSetup: './test/e2e/support/global-setup.ts',
  reporter,
  // A story waits as often as it works (dialogs, exchanges, the disk): two at a time fill two cores.
  workers: Math.min(2, availableParallelism()),
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    headless: true,
    ...screen,
    contextOptions: { reducedMotion },
    // Recording every step costs as much as the steps; "--trace retain-on-failure" asks for it.
    trace: 'off',
    screenshot: 'only-on-failure',
    // Without a browser the global set-up fails with a sentence; here the lookup must not throw.
    launchOptions: { args: [...browserFlags()], ...(executablePath ? { executablePath } : {}) },
  },
  projects: [
    { name: 'smoke', testDir: 'test/e2e/smoke' },
    { name: 'desk', testIgnore: ['**/smoke/**', '**/browser/**', '**/electron/**'] },
    { name: 'browser', testDir: 'test/e2e/browser' },
    { name: 'electron', testDir: 'test/e2e/electron' },
  ],
});
