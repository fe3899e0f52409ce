import { describe, expect, it } from 'vitest';
import {
  failedOfCheck,
  failedOfPlaywright,
  failedOfVitest,
  summary,
  tallyPlaywright,
  tallyVitest,
} from '../../scripts/sum-reports.ts';

const vitest = {
  success: true,
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  numFailedTestSuites: 0,
};

describe('the closing line of .ci/run', () => {
  it('adds up both runners and names what was skipped', () => {
    const e2e = tallyPlaywright({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 2 }, errors: [] });
    expect(summary([tallyVitest(vitest), e2e], false)).toBe('10 passed, 0 failed, 3 skipped');
  });

  it('counts a file that did not load as a failure', () => {
    expect(tallyVitest({ ...vitest, success: false, numFailedTestSuites: 1 }).failed).toBe(1);
  });

  it('counts a failed set-up and a test that passed on retry as failures', () => {
    expect(tallyPlaywright({ stats: { expected: 1, unexpected: 0, flaky: 1, skipped: 0 }, errors: [{}] }).failed).toBe(
      2,
    );
  });

  it('is never green when a command was not', () => {
    expect(summary([tallyVitest({ ...vitest, numPendingTests: 0 })], true)).toBe('7 passed, 1 failed, 0 skipped');
  });

  it('names every test that failed, however deep, and every file that did not load', () => {
    const suites = [
      {
        file: 'a.spec.ts',
        specs: [{ title: 'well', tests: [{ status: 'expected' }] }],
        suites: [{ file: 'a.spec.ts', specs: [{ title: 'ill', tests: [{ status: 'unexpected' }] }] }],
      },
      { file: 'b.spec.ts', specs: [{ title: 'now and then', tests: [{ status: 'flaky' }] }] },
    ];
    const testResults = [
      { name: 'c.test.ts', status: 'failed', assertionResults: [] },
      {
        name: 'd.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'good', status: 'passed' },
          { fullName: 'bad', status: 'failed' },
        ],
      },
    ];
    expect(failedOfPlaywright({ suites })).toEqual(['a.spec.ts › ill', 'b.spec.ts › now and then']);
    expect(failedOfVitest({ testResults })).toEqual(['c.test.ts', 'd.test.ts › bad']);
  });

  it('names the part of the check that failed beside green tests', () => {
    const ends = [
      { script: 'lint', code: 1 },
      { script: 'unit', code: 0 },
    ];
    expect(failedOfCheck(ends)).toEqual(['npm run lint']);
  });
});
