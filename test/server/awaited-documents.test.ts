import { beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { recoveryState } from '../../server/sync/recovery.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';
import { judgeShown } from '../support/shown-entry.ts';

let register: TestRegister;
let tu: DeskClient;
let other: DeskClient;

beforeEach(async () => {
  register = await testRegister();
  tu = await register.desk('tu');
  other = await register.desk('sekretaris');
});

/** Replaces the register by a backup; `finder`, which has its newest water, reveals it. */
async function restore(backup: Buffer, finder: DeskClient): Promise<void> {
  await finder.hello();
  register = await testRegister({ from: backup, at: register.clock.now() });
  for (const desk of [tu, other]) desk.wire = register.wire;
  const { state } = await finder.hello();
  expect(state).toBe('recovery');
  for (const desk of [tu, other]) await desk.hello();
}

async function book(desk: DeskClient): Promise<string> {
  const letterId = newId('letter');
  await desk.register(registerArgs({ letterId }));
  return letterId;
}

const letter = (id: string) => tu.letter<Letter>(id);
const parked = async () => (await register.store.read(recoveryState)).parked;
const forward = (letterId: string, to = 'kepala-dinas') => other.op('letter.forward', { letterId, to });
const answers = ({ results }: Awaited<ReturnType<DeskClient['push']>>) =>
  results.map(({ status, code }) => [status, code]);
const put = ['quarantined', 'AWAITS_DOCUMENT'];

/** `tu` booked a letter the restored register lacks; `other` entered something on it and sends that first. */
async function waiting(...more: readonly (readonly [string, object])[]): Promise<{ id: string; backup: Buffer }> {
  const backup = await register.copy();
  const id = await book(tu);
  const base = { [`letter:${id}`]: (await register.store.read((tx) => tx.clock())).rv };
  await restore(backup, tu);
  await other.recover();
  const ops = [forward(id), ...more.map(([name, args]) => other.op(name, { letterId: id, ...args }, { base }))];
  expect(answers(await other.push(ops))).toEqual(ops.map(() => put));
  return { id, backup };
}

describe('an entry on a letter the restored register lacks', () => {
  it('[P9] waits while some desk may replay the letter, takes effect then, and its desk is notified', async () => {
    const { id } = await waiting(['letter.correct', { set: { subject: 'diperbaiki' } }]);
    expect(await parked()).toBe(2);
    const { upTo } = (await other.hello()).late;
    await tu.recover();
    expect(await letter(id)).toMatchObject({ subject: 'diperbaiki', facts: [{ kind: 'forward' }] });
    expect(await parked()).toBe(0);
    const { late } = await other.hello({ late: upTo });
    expect(late.results.map(({ status, rv }) => [status, rv === null])).toEqual([
      ['applied', false],
      ['applied', false],
    ]);
  });

  it('[P9] is judged by the rights of the day on which it arrived', async () => {
    const { id } = await waiting();
    register.clock.pass(86_400_000);
    const ended = { id: 'h', personId: 'sekretaris', kind: 'definitif', from: '2020-01-01', to: '2026-10-08' } as const;
    const position = (await register.store.read((tx) => tx.docs.get('position', 'sekretaris')))?.json ?? '';
    await register.put('position', { ...(JSON.parse(position) as { id: string }), holders: [ended] });
    await tu.signIn('tu', password);
    await tu.recover();
    expect((await letter(id))?.facts).toHaveLength(1);
  });

  it('[P9] [P13] an administrator may refuse it meanwhile, and it stays refused', async () => {
    const { id } = await waiting();
    const admin = await register.desk('admin');
    const entry = other.past(1).at(-1)?.result.opId ?? '';
    await judgeShown(admin, entry, { decision: 'refuse', reason: 'Keliru' });
    expect(await parked()).toBe(0);
    await tu.recover();
    expect((await letter(id))?.facts).toEqual([]);
  });

  it('[P9] [P13] accepted by an administrator before the letter is back, it still waits for it', async () => {
    const { id } = await waiting();
    const admin = await register.desk('admin');
    const entry = other.past(1).at(-1)?.result.opId ?? '';
    const judged = await judgeShown(admin, entry, { decision: 'accept' });
    expect(judged.json).toEqual({ status: 'quarantined', code: 'AWAITS_DOCUMENT' });
    await tu.recover();
    expect((await letter(id))?.facts).toHaveLength(1);
  });

  it('[P9] [E2] waits also when the register is restored once more before the letter came back', async () => {
    const { id, backup } = await waiting();
    await restore(backup, other);
    expect(answers(await other.recover())).toEqual([put]);
    await tu.recover();
    expect((await letter(id))?.facts).toHaveLength(1);
  });

  it('[P9] is rejected once every desk has reported and none had the letter', async () => {
    const backup = await register.copy();
    await book(tu);
    await restore(backup, tu);
    await Promise.all([tu.recover(), other.recover()]);
    expect(answers(await other.push([forward('tidak-ada')]))).toEqual([['rejected', 'NO_SUCH_LETTER']]);
  });
});

describe('a register restored twice', () => {
  it('[E2] still knows what waited for a letter of another desk after the first time', async () => {
    const backup = await register.copy();
    const id = await book(tu);
    await other.push([forward(id)]);
    for (let times = 0; times < 2; times++) {
      await restore(backup, tu);
      await other.recover();
      expect(await parked()).toBe(1);
    }
    await tu.recover();
    expect((await letter(id))?.facts).toHaveLength(1);
  });

  it('[E2] also restores what changed nothing when it was replayed the first time', async () => {
    const id = await book(tu);
    const backup = await register.copy();
    const say = async (desk: DeskClient, subject: string) => {
      const { rv } = await register.store.read((tx) => tx.clock());
      await desk.say('letter.correct', { letterId: id, set: { subject } }, { base: { [`letter:${id}`]: rv } });
    };
    await say(tu, 'baru');
    await say(other, 'lain');
    await say(other, 'baru');
    await restore(backup, tu);
    for (const desk of [other, tu]) await desk.recover();
    await restore(backup, tu);
    await tu.recover();
    expect((await letter(id))?.subject).toBe('baru');
  });
});
