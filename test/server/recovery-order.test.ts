import { describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { recoveryState } from '../../server/sync/recovery.ts';
import { retireDesk } from '../../server/numbers/retire.ts';
import { registerArgs } from '../support/builders.ts';
import {
  beginEachWithTwoDesks,
  clockOf,
  shakeHands,
  restored,
  book,
  subjectOf,
  correct,
  register,
  tu,
  other,
} from '../support/restored-register.ts';

beginEachWithTwoDesks();

describe('entries of several desks are replayed in any order', () => {
  it('[E2] an older correction that comes later does not cover a newer one; both are shown', async () => {
    const { id } = await book(tu);
    const backup = await register.copy();
    await correct(tu, id, 'lama');
    const { rv } = await clockOf();
    await correct(other, id, 'baru', { [`letter:${id}`]: rv });
    await restored(backup);
    await shakeHands(other);
    await other.recover();
    const { results } = await tu.recover();
    expect(await subjectOf(id)).toBe('baru');
    expect(results[0]).toMatchObject({
      status: 'merged',
      notes: [{ field: 'subject', mine: 'lama', now: 'baru', kept: 'now', by: 'sekretaris' }],
    });
  });

  it('[E2] in the old order the newer one wins as it did, without a conflict', async () => {
    const { id } = await book(tu);
    const backup = await register.copy();
    await correct(tu, id, 'lama');
    const { rv } = await clockOf();
    await correct(other, id, 'baru', { [`letter:${id}`]: rv });
    await restored(backup);
    await tu.recover();
    await shakeHands(other);
    expect((await other.recover()).results[0]).toMatchObject({ status: 'applied' });
    expect(await subjectOf(id)).toBe('baru');
  });

  it.each([
    ['first', true],
    ['last', false],
  ])('[E2] what was kept against an entry then is kept again, whether it is replayed %s', async (_when, first) => {
    const { id } = await book(tu);
    const base = { [`letter:${id}`]: (await clockOf()).rv };
    const backup = await register.copy();
    const set = (letterNumber: string) => ({ letterId: id, set: { letterNumber } });
    await other.say('letter.correct', set('1/A'), { base });
    const both = { letterId: id, set: { letterNumber: '1/B', subject: 'Lain' } };
    expect(await tu.say('letter.correct', both, { base })).toMatchObject({ status: 'merged' });
    await restored(backup);
    await shakeHands(other);
    for (const desk of first ? [tu, other] : [other, tu]) await desk.recover();
    expect(tu.past(2).map(({ result }) => result.status)).toEqual(['merged']);
    expect(await tu.letter<Letter>(id)).toMatchObject({ letterNumber: '1/A', subject: 'Lain' });
  });

  it('[E2] a correction based on what was seen before the restore is compared with those versions', async () => {
    const { id } = await book(tu);
    const booked = { [`letter:${id}`]: (await clockOf()).rv };
    const backup = await register.copy();
    await other.say('letter.correct', { letterId: id, set: { letterNumber: '1/A' } }, { base: booked });
    const seen = { [`letter:${id}`]: (await clockOf()).rv };
    await restored(backup);
    await tu.recover();
    await shakeHands(other);
    await other.recover();
    const result = await tu.say('letter.correct', { letterId: id, set: { letterNumber: '1/B' } }, { base: seen });
    expect(result.status).toBe('applied');
    expect((await tu.letter<Letter>(id))?.letterNumber).toBe('1/B');
  });

  it('[E2] an act that took effect does so again on a document that changed meanwhile, flagged', async () => {
    const { id } = await book(tu);
    const backup = await register.copy();
    await correct(other, id, 'lama');
    await restored(backup);
    await tu.recover();
    await tu.say('letter.void', { letterId: id, reason: 'Salah kirim' });
    await shakeHands(other);
    expect((await other.recover()).results[0]).toMatchObject({ status: 'flagged', code: 'LETTER_IS_VOID' });
    expect(await subjectOf(id)).toBe('lama');
  });

  it('[E2] what waits for a letter of another desk keeps its answer, and runs when the letter is back', async () => {
    const backup = await register.copy();
    const { id } = await book(tu);
    const seen = { [`letter:${id}`]: (await clockOf()).rv };
    await other.say('letter.forward', { letterId: id, to: 'kepala-dinas' });
    await correct(other, id, 'diperbaiki', seen);
    const before = other.past(1).map(({ result }) => result);
    await restored(backup);
    await shakeHands(other);
    const parked = await other.recover();
    expect(parked.results).toEqual(before);
    expect((await register.store.read(recoveryState)).parked).toBe(2);
    const answeredUpTo = (await other.hello()).late.upTo;
    await tu.recover();
    expect(await tu.letter<Letter>(id)).toMatchObject({ subject: 'diperbaiki', facts: [{ kind: 'forward' }] });
    expect((await register.store.read(recoveryState)).parked).toBe(0);
    const { late } = await other.hello({ late: answeredUpTo });
    expect(late.results.map(({ status, rv }) => [status, rv === null])).toEqual([
      ['applied', false],
      ['applied', false],
    ]);
    expect((await other.hello({ late: late.upTo })).late.results).toEqual([]);
  });

  it('[E2] what waits for a letter whose desk is lost runs when somebody enters the letter again', async () => {
    const backup = await register.copy();
    const { id } = await book(tu);
    await other.say('letter.forward', { letterId: id, to: 'kepala-dinas' });
    await restored(backup);
    await shakeHands(other);
    await other.recover();
    await register.store.write((tx) => retireDesk(tx, tu.id, { lost: true, account: 'admin', clock: register.clock }));
    await other.register(registerArgs({ letterId: id }));
    expect((await other.letter<Letter>(id))?.facts).toHaveLength(1);
  });
});
