import { describe, expect, it } from 'vitest';
import { delayAfter, makeTries } from '../../../main/desk/tries.ts';
import { memoryFile } from '../../support/desk-parts.ts';

describe('[T28] tries of a password at a desk', () => {
  it('cost growing delays that end by themselves, also after a restart, and never more than a quarter of an hour', async () => {
    const file = memoryFile();
    let now = 1_000_000;
    const clock = { now: () => now };
    const wrong = () => makeTries(file, clock).check('tu', () => Promise.resolve(null));
    for (let i = 0; i < 5; i++) expect(await wrong()).toEqual({ is: 'wrong' });
    expect(await wrong()).toEqual({ is: 'later', seconds: 5 });
    expect(await makeTries(file, clock).check('kadis', () => Promise.resolve(1))).toEqual({ is: 'right', value: 1 });
    for (let i = 0; i < 40; i++) {
      const answer = await wrong();
      if (answer.is === 'later') now += answer.seconds * 1000;
    }
    expect(delayAfter(1_000)).toBe(15 * 60_000);
    const later = await wrong();
    expect(later).toMatchObject({ is: 'later' });
    now += 15 * 60_000;
    expect(await makeTries(file, clock).check('tu', () => Promise.resolve('in'))).toEqual({ is: 'right', value: 'in' });
    expect(await wrong()).toEqual({ is: 'wrong' });
  });

  it('run one after the other, and are counted before they are checked', async () => {
    const file = memoryFile();
    const tries = makeTries(file, { now: () => 0 });
    let looked = 0;
    const look = (): Promise<null> => {
      looked++;
      return Promise.resolve(null);
    };
    const all = await Promise.all(Array.from({ length: 50 }, () => tries.check('tu', look)));
    expect(looked).toBe(5);
    expect(all.filter(({ is }) => is === 'later')).toHaveLength(45);
    void tries.check('sekretaris', () => new Promise(() => undefined));
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(file.read()['tries']).toMatchObject({ sekretaris: { n: 1 } });
  });

  it('wait no longer than the delay when the clock is set back', async () => {
    const file = memoryFile();
    let now = 10_000_000;
    const tries = makeTries(file, { now: () => now });
    for (let i = 0; i < 5; i++) await tries.check('tu', () => Promise.resolve(null));
    now = 0;
    expect(await tries.check('tu', () => Promise.resolve(null))).toEqual({ is: 'later', seconds: 5 });
  });
});
