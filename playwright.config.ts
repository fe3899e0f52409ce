import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import { browserFlags, thisBrowser } from './test/e2e/support/browser.ts';

/** `.ci/run` sums the numbers of all runners; it names a folder for their reports. */
const reports = process.env['LEMBAR_REPORTS'];
const executablePath = thisBrowser();

const reporter: ReporterDescription[] = [['list'], ['./test/e2e/support/not-run.ts']];
if (reports) reporter.push(['json', { outputFile: join(reports, 'playwright.json') }]);

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  globalSetup: './test/e2e/support/global-setup.ts',
  reporter,
  // Each spec starts servers, desks and browsers of its own; two at a time is what a small machine bears.
  workers: availableParallelism() >= 4 ? 2 : 1,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    headless: true,
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    viewport: { width: 1366, height: 768 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    // Without a browser the global set-up fails with a sentence; here the lookup must not throw.
    launchOptions: { args: [...browserFlags()], ...(executablePath ? { executablePath } : {}) },
  },
  projects: [
    { name: 'desk', testIgnore: ['**/browser/**', '**/electron/**'] },
    { name: 'browser', testDir: 'test/e2e/browser' },
    { name: 'electron', testDir: 'test/e2e/electron' },
  ],
});
