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
  readonly testResults?: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

interface PlaywrightSuite {
  readonly file: string;
  readonly specs?: readonly { readonly title: string; readonly tests: readonly { readonly status: string }[] }[];
  readonly suites?: readonly PlaywrightSuite[];
}

/** One part of `npm run check` and its exit code, as check.ts writes them into `check.json`. */
export interface CheckEnd {
  readonly script: string;
  readonly code: number;
}

interface PlaywrightReport {
  readonly stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  readonly errors: readonly unknown[];
  readonly suites?: readonly PlaywrightSuite[];
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

/** The numbers of several runners together. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  const sum = (pick: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + pick(tally), 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: sum(({ skipped }) => skipped),
  };
}

/** `12 passed, 0 failed, 3 skipped`. */
export const tallyWords = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** One line over all runners. `red`: some command failed; a failed command without a count counts as one. */
export function summary(tallies: readonly Tally[], red: boolean): string {
  const sum = sumTallies(tallies);
  return tallyWords({ ...sum, failed: sum.failed === 0 && red ? 1 : sum.failed });
}

/** `FILE › TEST` of every test that failed, and the files that did not load. */
export function failedOfVitest({ testResults = [] }: Pick<VitestReport, 'testResults'>): readonly string[] {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [name];
    return failed.map(({ fullName }) => `${name} › ${fullName}`);
  });
}

/** `FILE › TEST` of every test that failed, or passed only when it was run again. */
export function failedOfPlaywright({ suites = [] }: Pick<PlaywrightReport, 'suites'>): readonly string[] {
  return suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === 'unexpected' || status === 'flaky'))
      .map(({ title }) => `${file} › ${title}`),
    ...failedOfPlaywright({ suites: inner }),
  ]);
}

/** Types, lint or format, where one of them failed. */
export const failedOfCheck = (ends: readonly CheckEnd[]): readonly string[] =>
  ends.filter(({ code }) => code !== 0).map(({ script }) => `npm run ${script}`);

function read<T>(path: string): T | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null;
}

/** What vitest left in a folder; null when it left nothing. */
export function readVitest(folder: string): Tally | null {
  const report = read<VitestReport>(join(folder, 'vitest.json'));
  return report && tallyVitest(report);
}

/** What Playwright left in a folder; null when it left nothing. */
export function readPlaywright(folder: string): Tally | null {
  const report = read<PlaywrightReport>(join(folder, 'playwright.json'));
  return report && tallyPlaywright(report);
}

// `sum-reports.ts FOLDER CODE…`: reports lie in FOLDER/test and FOLDER/stories; the codes are what the commands ended with.
if (import.meta.main) {
  const [folder = '.', ...codes] = process.argv.slice(2);
  const [test, stories] = [join(folder, 'test'), join(folder, 'stories')];
  const runs = [
    { what: 'unit tests', tally: readVitest(test) },
    { what: 'browser smoke', tally: readPlaywright(test) },
    { what: 'browser stories', tally: readPlaywright(stories) },
  ];
  for (const { what, tally } of runs) if (!tally) console.log(`Not run: ${what} (something failed before them).`);
  const tallies = runs.flatMap(({ tally }) => tally ?? []);
  const failures = [
    ...failedOfCheck(read<readonly CheckEnd[]>(join(test, 'check.json')) ?? []),
    ...failedOfVitest(read<VitestReport>(join(test, 'vitest.json')) ?? {}),
    ...[test, stories].flatMap((from) =>
      failedOfPlaywright(read<PlaywrightReport>(join(from, 'playwright.json')) ?? {}),
    ),
  ];
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  // A runner that left no report did not pass, whatever exit code its command had.
  const red = tallies.length < runs.length || codes.some((code) => code !== '0');
  console.log(summary(tallies, red));
  if (red || sumTallies(tallies).failed > 0) process.exitCode = 1;
}
