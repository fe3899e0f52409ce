import { afterAll, describe, expect, it } from 'vitest';
import { seedPool } from './seed-pool.ts';

// A hundred worlds; `npm run prove -- offices` runs a thousand and `npm run simulate -- --seeds N` any number.
const block = 25;
const blocks = 4;
const pool = seedPool(2);
afterAll(() => pool.close());

describe('an office under every fault', () => {
  for (let n = 0; n < blocks; n++) {
    const from = n * block + 1;
    it(`keeps its promises in the worlds of seeds ${from} to ${from + block - 1}`, { timeout: 300_000 }, async () => {
      const reports = await Promise.all(Array.from({ length: block }, (_, i) => pool.run(from + i)));
      expect(reports.filter(({ broken }) => broken.length > 0).map(({ seed, broken }) => ({ seed, broken }))).toEqual(
        [],
      );
      expect(reports.every(({ saved }) => saved > 0)).toBe(true);
    });
  }
});
