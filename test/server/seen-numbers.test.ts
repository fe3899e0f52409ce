import { beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let tu: DeskClient;
let other: DeskClient;

beforeEach(async () => {
  register = await testRegister();
  tu = await register.desk('tu');
  other = await register.desk('sekretaris');
});

async function bookedNumber(): Promise<number | null | undefined> {
  const args = registerArgs({ letterId: newId('letter') });
  await tu.register(args);
  return (await tu.letter<Letter>(args.letterId))?.agenda.no;
}

/** Loses the last letter to a restore without the mark; `tu`, which had read it, lets the register know. */
async function restore(): Promise<void> {
  const backup = await register.copy();
  await bookedNumber();
  const { epoch, rv } = await register.store.read((tx) => tx.clock());
  register = await testRegister({ from: backup, at: register.clock.now() });
  for (const desk of [tu, other]) desk.wire = register.wire;
  expect(await tu.hello({ epoch, cursorMax: rv })).toMatchObject({ state: 'recovery', numbering: 'closed' });
}

describe('numbers that somebody saw', () => {
  it('[E3] [N4] are given to no other letter after a restore, though the desk that booked them has no answer', async () => {
    await restore();
    await other.hello({ seen: [{ book: 'SM', year: 2026, no: 34 }] });
    await Promise.all([tu.recover(), other.recover()]);
    expect((await tu.hello()).numbering).toBe('open');
    expect(await bookedNumber()).toBe(35);
  });

  it('[E3] [N4] count also when numbers are given out again already', async () => {
    await restore();
    await Promise.all([tu.recover(), other.recover()]);
    await other.hello({ seen: [{ book: 'SM', year: 2026, no: 34 }] });
    expect(await bookedNumber()).toBe(35);
  });

  it('[N4] move no counter of a register that was never restored, and none beyond belief', async () => {
    await other.hello({ seen: [{ book: 'SM', year: 2026, no: 34 }] });
    expect(await bookedNumber()).toBe(1);
    await restore();
    await other.hello({ seen: [{ book: 'SM', year: 2026, no: 1e9 }] });
    await Promise.all([tu.recover(), other.recover()]);
    // The lost letter has its number 2 again.
    expect(await bookedNumber()).toBe(3);
  });
});
