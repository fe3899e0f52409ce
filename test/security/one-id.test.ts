import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskClient } from '../support/desk-client.ts';
import { testRegister } from '../support/register.ts';

let thief: DeskClient;
beforeEach(async () => {
  thief = await (await testRegister()).desk('prakom', 'Meja lain');
});

const many = 100;
const pad = 'x'.repeat(1500);

/** A push full of entries of one id, each with a content of its own if `of` says so. */
const push = (of: (i: number) => unknown) =>
  thief.push(
    Array.from({ length: many }, (_, i) =>
      thief.op('letter.print', { letterId: 'x', pad, of: of(i) }, { opId: 'satu-id' }),
    ),
  );

/** What a push costs, in processor time and not in that of a busy machine: the least of three. */
async function costOf(of: (i: number) => unknown): Promise<number> {
  const costs: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const begun = process.threadCpuUsage();
    await push((i) => of(turn * many + i));
    const { user, system } = process.threadCpuUsage(begun);
    costs.push(user + system);
  }
  return Math.min(...costs);
}

describe('one id again and again', () => {
  it('[P3] costs the register the same, whatever came under it before', { timeout: 120_000 }, async () => {
    const first = await costOf((i) => `a${i}`);
    for (let round = 0; round < 25; round++) await push((i) => `b${round} ${i}`);
    expect(await costOf((i) => `c${i}`)).toBeLessThan(4 * first);
  });

  it('[P3] [E4] costs the same too when it is the same entry each time', { timeout: 120_000 }, async () => {
    const first = await costOf(() => 'same');
    for (let round = 0; round < 25; round++) await push(() => 'same');
    expect(await costOf(() => 'same')).toBeLessThan(4 * first);
  });
});
