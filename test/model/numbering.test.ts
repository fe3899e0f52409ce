import { describe, expect, it } from 'vitest';
import { check, rules } from './numbering-model.ts';

describe('the numbering rules, every order of events tried', () => {
  it('[N11] [N12] with all rules no number stands on two letters, however deep', () => {
    const { counterexample, states } = check(new Set(rules), 8);
    expect(counterexample).toBeNull();
    expect(states).toBeGreaterThan(100_000);
  }, 300_000);

  it.each(rules)(
    '[%s] is needed: without it two letters get one number',
    (rule) => {
      const { counterexample } = check(new Set(rules.filter((kept) => kept !== rule)), 8);
      expect(counterexample).not.toBeNull();
      expect(counterexample?.length).toBeLessThanOrEqual(8);
    },
    120_000,
  );
});
