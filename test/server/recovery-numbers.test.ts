import { describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { acceptJump, recoveryState } from '../../server/sync/recovery.ts';
import { burned } from '../support/desk-client.ts';
import { password } from '../support/register.ts';
import {
  beginEachWithTwoDesks,
  aLetter,
  restore,
  shakeHands,
  rememberedBlock,
  restored,
  book,
  register,
  tu,
  other,
} from '../support/restored-register.ts';

beginEachWithTwoDesks();

describe('numbers after a restore', () => {
  it('[N4] no number and no block is issued until every active desk has reported what it knows', async () => {
    const backup = await register.copy();
    const mine = await tu.lease(2026);
    const theirs = await other.lease(2026);
    const letter = await book(tu);
    expect([mine.to, theirs.to, letter.agenda.no]).toEqual([10, 30, 11]);
    await restored(backup);
    await tu.recover([rememberedBlock(mine)]);
    expect((await tu.tryLease(2026)).json).toEqual({ code: 'NUMBERING_CLOSED' });
    const waiting = await book(tu, { agenda: { book: 'SM', year: 2026, no: null, lease: null, provisional: 'S-1' } });
    expect(waiting.agenda).toMatchObject({ no: null, provisional: 'S-1' });
    await shakeHands(other);
    await other.recover([rememberedBlock(theirs)]);
    expect((await other.hello()).numbering).toBe('open');
    expect((await tu.letter<Letter>(waiting.id))?.agenda).toMatchObject({ no: 31, provisional: null });
    expect((await tu.lease(2026)).from).toBe(32);
  });

  it('[N4] letters booked meanwhile are numbered in their order, and their desks are notified', async () => {
    const backup = await register.copy();
    await tu.register(aLetter());
    await restored(backup);
    await tu.recover();
    const letters = [await book(tu), await book(tu)];
    const { upTo } = (await tu.hello()).late;
    await shakeHands(other);
    await other.recover();
    const { late } = await tu.hello({ late: upTo });
    expect(late.results.map(({ agenda }) => agenda?.no)).toEqual([2, 3]);
    const numbers = await Promise.all(letters.map(async ({ id }) => (await tu.letter<Letter>(id))?.agenda.no));
    expect(numbers).toEqual([2, 3]);
  });

  it('[E3] a block the register forgot is returned to its desk, and numbers burned from it are valid', async () => {
    const backup = await register.copy();
    const lease = await tu.lease(2026);
    await tu.register(aLetter());
    await restored(backup);
    await tu.recover([rememberedBlock(lease, 3)]);
    expect((await book(tu, { agenda: burned(lease, 4) })).agenda).toMatchObject({ no: 4, conflict: false });
  });

  it('[E3] [N4] nobody gets the numbers of a block only its desk remembers', async () => {
    const backup = await register.copy();
    const lease = await tu.lease(2026);
    await restore(backup);
    await tu.hello();
    await tu.recover([rememberedBlock(lease)]);
    await other.recover();
    expect((await other.lease(2026)).from).toBe(11);
    expect((await book(other)).agenda.no).toBe(21);
  });

  it('[E3] [N6] a block given up after the backup stays given up', async () => {
    const lease = await tu.lease(2026);
    const backup = await register.copy();
    await tu.closeLease(lease.id, 3);
    await tu.register(aLetter());
    await restored(backup);
    await tu.recover([rememberedBlock(lease, 3, true)]);
    expect((await book(tu, { agenda: burned(lease, 3) })).agenda.conflict).toBe(false);
    expect((await book(tu, { agenda: burned(lease, 4) })).agenda.conflict).toBe(true);
  });

  it('[N10] one number under two letters after all: both are kept and marked', async () => {
    const backup = await register.copy();
    const lost = await book(tu);
    await restored(backup);
    await register.store.write((tx) => acceptJump(tx, 'admin', register.clock));
    await shakeHands(other);
    await other.recover();
    const strange = { book: 'SM', year: 2026, no: lost.agenda.no, lease: null, provisional: null };
    const second = await book(other, { agenda: strange });
    await tu.recover();
    expect((await tu.letter<Letter>(lost.id))?.agenda).toEqual({ ...lost.agenda, conflict: true });
    expect((await tu.letter<Letter>(second.id))?.agenda.conflict).toBe(true);
  });

  it('[N4] an administrator may accept a jump of 1000 instead of waiting', async () => {
    const backup = await register.copy();
    const lost = await book(tu);
    await restored(backup);
    const state = await register.store.read(recoveryState);
    expect(state).toMatchObject({ numbering: 'closed', since: register.clock.now() });
    expect(state.desks.map(({ reported }) => reported)).toEqual([false, false]);
    await register.store.write((tx) => acceptJump(tx, 'admin', register.clock));
    expect((await tu.hello()).numbering).toBe('open');
    await tu.recover();
    const next = await book(tu);
    // The lost number was proven by the register's own seal, and the jump continues above it.
    expect([lost.agenda.no, next.agenda.no]).toEqual([1, 1002]);
  });

  it('[N4] a desk unseen for 90 days and one out of service are not waited for', async () => {
    const backup = await register.copy();
    await tu.register(aLetter());
    await restored(backup);
    expect((await tu.hello()).numbering).toBe('closed');
    register.clock.pass(91 * 86_400_000);
    await tu.signIn('tu', password);
    await tu.hello();
    await tu.recover();
    expect((await tu.hello()).numbering).toBe('open');
  });
});
