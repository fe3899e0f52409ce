import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the runners counted. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface VitestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
}

interface PlaywrightReport {
  readonly stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  readonly errors: readonly unknown[];
}

/** A file that could not even be loaded counts as one failure, although none of its tests was counted. */
export function tallyVitest(report: VitestReport): Tally {
  const failed = report.numFailedTests;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !report.success ? Math.max(1, report.numFailedTestSuites) : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Errors outside tests (the set-up, a file that does not load) count as failures; so does a test that passed on retry. */
export function tallyPlaywright({ stats, errors }: PlaywrightReport): Tally {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/** One line over all runners. `exit` is what `npm test` ended with: a failed stage without a count counts as one. */
export function summary(tallies: readonly Tally[], exit: number): string {
  const sum = (pick: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + pick(tally), 0);
  const failed = sum((tally) => tally.failed);
  const shown = failed === 0 && exit !== 0 ? 1 : failed;
  const skipped = sum((tally) => tally.skipped);
  return `${sum((tally) => tally.passed)} passed, ${shown} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function read<T>(path: string): T | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null;
}

if (import.meta.main) {
  const [folder = '.', exit = '0'] = process.argv.slice(2);
  const unit = read<VitestReport>(join(folder, 'vitest.json'));
  const e2e = read<PlaywrightReport>(join(folder, 'playwright.json'));
  if (!unit) console.log('Not run: unit tests (types, lint or format failed before them).');
  if (!e2e) console.log('Not run: end-to-end tests (something failed before them).');
  const tallies = [unit && tallyVitest(unit), e2e && tallyPlaywright(e2e)].filter((tally) => tally !== null);
  // A runner that left no report did not pass, whatever it ended with.
  console.log(summary(tallies, unit && e2e ? Number(exit) : Number(exit) || 1));
  if (!unit || !e2e || tallies.some(({ failed }) => failed > 0)) process.exitCode = 1;
}
