import { describe, expect, it } from 'vitest';
import { knownLies } from './dishonest/lies.ts';
import { drawPlan, type Fault } from './plan.ts';
import { makeChance } from './random.ts';
import { calm } from './sim-net.ts';
import { runWorld } from './world.ts';

const minute = 60_000;

/** A small office where nothing goes wrong by itself, so that what is seen was done by the desk that lies. */
async function beside(lies: readonly string[], seeds: readonly number[], faults: readonly Fault[] = []) {
  const worlds = [];
  for (const seed of seeds) {
    const drawn = drawPlan(makeChance(seed), true);
    const plan = {
      ...{ ...drawn, net: calm(), pcs: drawn.pcs.slice(0, 2), activeMs: 15 * minute, restarts: false, yearEnd: false },
      ...{ faults, faultMs: 3 * minute, liar: { lies, pauseMs: 15_000, restored: false } },
    };
    worlds.push(await runWorld({ seed, plan }));
  }
  expect(worlds.flatMap(({ seed, broken }) => broken.map((what) => `${seed}: ${what}`))).toEqual([]);
  expect(worlds.every(({ saved }) => saved > 0)).toBe(true);
}

describe('an office in which one desk lies', () => {
  it('[P10] [T2] [T3] lets nobody act in the name of another', { timeout: 120_000 }, async () => {
    await beside(['another-name', 'another-signs-in', 'more-rights', 'changed-after', 'moved-entry'], [1, 2, 3]);
  });

  it('[T1] [T2] [T5] lets no key and no session count beyond its desk and its day', { timeout: 120_000 }, async () => {
    await beside(['other-desks-key', 'ended-key', 'ended-session', 'wrong-passwords'], [1, 2, 3]);
  });

  it('[S2] [L1] shows nobody what he may not read', { timeout: 120_000 }, async () => {
    await beside(['secret-letter', 'foreign-scopes', 'used-id'], [2, 4, 6, 8]);
  });

  it('[E1] [T12] takes no word of a desk for a loss', { timeout: 120_000 }, async () => {
    await beside(['hello-water', 'hello-past', 'past-retold', 'past-invented', 'earlier-life', 'fork'], [1, 2, 3]);
  });

  it('[E2] [T10] [T11] [T14] believes of the past nothing but its own word', { timeout: 120_000 }, async () => {
    const faults = ['server-restored', 'net-down'] as const;
    await beside(['past-then-lies', 'past-invented', 'past-retold'], [1, 2, 3, 4, 5, 6], ['server-restored']);
    await beside(['used-id'], [4, 9], faults);
  });

  it('[N3] [N9] [T16] gives out every number once, and few at a time', { timeout: 120_000 }, async () => {
    await beside(['numbers-from-nowhere', 'a-number-twice', 'blocks-of-others', 'many-blocks'], [1, 2, 3]);
  });

  it('[P8] answers everything else', { timeout: 120_000 }, async () => {
    const others = ['new-lives', 'into-anothers-sequence', 'numbers-after-close', 'wrong-clock', 'no-shape'];
    expect(others.filter((name) => !knownLies.includes(name))).toEqual([]);
    await beside(others, [1, 2, 3]);
  });
});
