import { describe, expect, it } from 'vitest';
import { runWorld } from './world.ts';

describe('a world', () => {
  it('has one history per seed, event by event', { timeout: 60_000 }, async () => {
    for (const seed of [3, 17]) {
      const first = await runWorld({ seed, keep: 100_000 });
      const second = await runWorld({ seed, keep: 100_000 });
      expect(second.trace).toEqual(first.trace);
      expect(second.hash).toBe(first.hash);
      expect(second.events).toBe(first.events);
    }
  });

  it('has another history for another seed', async () => {
    const [first, second] = [await runWorld({ seed: 5 }), await runWorld({ seed: 6 })];
    expect(second.hash).not.toBe(first.hash);
  });
});
