import { beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { docKey } from '../../shared/commands/documents.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let a: DeskClient;
let b: DeskClient;
let letterId: string;
let base: Record<string, number>;

beforeEach(async () => {
  register = await testRegister();
  a = await register.desk('tu');
  b = await register.desk('sekretaris');
  letterId = newId('letter');
  const { rv } = await a.register(registerArgs({ letterId, addressedTo: [] }));
  base = { [docKey({ type: 'letter', id: letterId })]: rv ?? 0 };
});

const correct = (desk: DeskClient, set: object, options: object = { base }) =>
  desk.say('letter.correct', { letterId, set }, options);
const letter = async (): Promise<Letter> => (await a.letter<Letter>(letterId)) as Letter;

describe('two desks correct one letter', () => {
  it('[P12] different fields merge without a conflict', async () => {
    expect((await correct(a, { subject: 'Perihal baru' })).status).toBe('applied');
    expect((await correct(b, { remark: 'Dari sekretariat' })).status).toBe('applied');
    expect(await letter()).toMatchObject({ subject: 'Perihal baru', remark: 'Dari sekretariat' });
  });

  it('[P12] `hold`: of the letter number the first value stands, and the other one is shown', async () => {
    await correct(a, { letterNumber: '1/A' });
    const result = await correct(b, { letterNumber: '1/B' });
    expect(result.status).toBe('merged');
    expect(result.notes).toEqual([{ field: 'letterNumber', mine: '1/B', now: '1/A', kept: 'now', by: 'tu' }]);
    expect((await letter()).letterNumber).toBe('1/A');
  });

  it('[P12] `arrival`: of the subject the later value stands, and the other one is kept in the history', async () => {
    await correct(a, { subject: 'Versi A' });
    const result = await correct(b, { subject: 'Versi B' });
    expect(result).toMatchObject({
      status: 'merged',
      notes: [{ mine: 'Versi B', now: 'Versi A', kept: 'mine', by: 'tu' }],
    });
    const { subject, corrections } = await letter();
    expect(subject).toBe('Versi B');
    expect(corrections.map(({ was }) => was)).toContain('Versi A');
  });

  it('[P12] `union`: both lists of addressees are kept', async () => {
    await correct(a, { addressedTo: ['kepala-dinas'] });
    await correct(b, { addressedTo: ['kabid-aptika'] });
    expect((await letter()).addressedTo).toEqual(['kepala-dinas', 'kabid-aptika']);
  });

  it('[P12] the same value twice is no conflict', async () => {
    await correct(a, { letterNumber: '1/A' });
    expect((await correct(b, { letterNumber: '1/A' })).status).toBe('applied');
  });

  it('[P12] whoever saw the change may change it again', async () => {
    const { rv } = await correct(a, { letterNumber: '1/A' });
    const seen = { base: { [docKey({ type: 'letter', id: letterId })]: rv ?? 0 } };
    expect((await correct(b, { letterNumber: '1/B' }, seen)).status).toBe('applied');
    expect((await letter()).letterNumber).toBe('1/B');
  });
});

describe('one desk corrects what it entered itself', () => {
  it('[P12] a letter registered and corrected in one batch conflicts with nothing', async () => {
    const id = newId('letter');
    const { results } = await a.push([
      a.registerOp(registerArgs({ letterId: id })),
      a.op('letter.correct', { letterId: id, set: { letterNumber: '2/A' } }),
      a.op('letter.correct', { letterId: id, set: { letterNumber: '3/A' } }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied']);
  });

  it('[P12] another account at the same desk has a view of its own, so its edit is a conflict', async () => {
    await correct(a, { letterNumber: '1/A' });
    await a.signIn('sekretaris', password);
    await a.push([a.signInOp()]);
    expect(await correct(a, { letterNumber: '1/B' })).toMatchObject({ status: 'merged', notes: [{ kept: 'now' }] });
  });

  it('a correction that changes nothing raises no version', async () => {
    const before = await register.store.read((tx) => tx.clock());
    expect(await correct(a, { subject: (await letter()).subject })).toMatchObject({ status: 'applied', rv: null });
    expect(await register.store.read((tx) => tx.clock())).toEqual(before);
  });
});
