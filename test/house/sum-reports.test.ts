import { describe, expect, it } from 'vitest';
import { summary, tallyPlaywright, tallyVitest } from '../../scripts/sum-reports.ts';

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
});
