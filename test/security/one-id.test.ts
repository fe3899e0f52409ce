import { beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { contentOf, type Operation } from '../../shared/sync/operation.ts';
import { sha256 } from '../../server/auth/tokens.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';
import { judgeShown } from '../support/shown-entry.ts';

let register: TestRegister;
let thief: DeskClient;
beforeEach(async () => {
  register = await testRegister();
  thief = await register.desk('prakom', 'Meja lain');
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

describe('whoever knows the id of an entry that waits at a desk', () => {
  let tu: DeskClient;
  beforeEach(async () => {
    tu = await register.desk('tu', 'Loket bersama');
  });
  const aLetter = () => registerArgs({ letterId: newId('letter') });
  const printed = (letterId: string) => ({ letterId, sheet: 'blank', paper: 'A4' });

  it('[P3] takes nothing from its author by nonsense, nor by what waits for an administrator', async () => {
    const [first, second] = [newId('op'), newId('op')];
    expect(await thief.say('letter.print', { bukan: 'surat' }, { opId: first })).toMatchObject({ status: 'rejected' });
    expect(await thief.say('surat.masa-depan', {}, { opId: second })).toMatchObject({ status: 'quarantined' });
    for (const opId of [first, second]) {
      expect(await tu.register(aLetter(), { opId })).toMatchObject({ status: 'applied' });
    }
  });

  it('[P3] takes nothing from its author by what takes effect under it, not even in the same letter', async () => {
    const letter = aLetter();
    await tu.register(letter);
    const opId = newId('op');
    const theirs = await register.desk('aptika', 'Meja bidang');
    expect(await theirs.say('letter.print', printed(letter.letterId), { opId })).toMatchObject({ status: 'applied' });
    expect(await tu.say('letter.print', printed(letter.letterId), { opId })).toMatchObject({ status: 'applied' });
    const facts = (await tu.letter<Letter>(letter.letterId))?.facts ?? [];
    expect(facts.map(({ by }) => by.account)).toEqual(['aptika', 'tu']);
    expect(new Set(facts.map(({ id }) => id)).size).toBe(2);
  });

  /** The entry as it lies in the journal of the desk: content in a box, its digest and signature in the clear. */
  function boxed(of: DeskClient, opId: string): { readonly open: Operation; readonly shut: Operation } {
    const [args, salt] = [aLetter(), 'garam'];
    const agenda = { book: 'SM', year: 2026, no: null, lease: null, provisional: null };
    const raw = { content: contentOf(args, salt, sha256), salt };
    const open = of.op('letter.register', args, { opId, agenda, raw });
    const { args: _args, salt: _salt, ...rest } = open;
    return { open, shut: { ...rest, box: 'bukan kotaknya' } };
  }

  it('[P3] [T37] takes nothing from its author by sending it first, without a signature or in a box that does not open', async () => {
    const copy = tu.copy();
    await copy.renew('mesin-lain');
    const [bare, shut] = [newId('op'), newId('op')];
    const mine = boxed(tu, shut);
    const unsigned = copy.registerOp(aLetter(), { opId: bare, signer: null });
    const moved = copy.op('letter.register', undefined, {
      opId: shut,
      agenda: mine.open.agenda,
      signer: null,
      raw: { content: mine.open.content, box: 'bukan kotaknya' },
    });
    const { results } = await copy.push([unsigned, moved]);
    expect(results.map(({ code }) => code)).toEqual(['UNPROVEN', 'UNREADABLE']);
    expect((await tu.push([mine.open])).results[0]).toMatchObject({ opId: shut, status: 'applied' });
    const { args } = unsigned;
    expect(await tu.register(args as ReturnType<typeof aLetter>, { opId: bare })).toMatchObject({ status: 'applied' });
  });

  it('[P3] takes nothing from its author by sending something, or the same, in his name from elsewhere', async () => {
    const [other, same] = [newId('op'), newId('op')];
    const mine = aLetter();
    const { results } = await thief.push([
      thief.registerOp(aLetter(), { opId: other, account: tu.account }),
      thief.registerOp(mine, { opId: same, account: tu.account }),
    ]);
    expect(results.map(({ code }) => code)).toEqual(['UNPROVEN', 'UNPROVEN']);
    expect(await tu.register(aLetter(), { opId: other })).toMatchObject({ status: 'applied' });
    expect(await tu.register(mine, { opId: same })).toMatchObject({ status: 'applied' });
    expect(await tu.letter(mine.letterId)).not.toBeNull();
  });

  it('[P3] is shown nothing of what became of it', async () => {
    const op = tu.registerOp(aLetter());
    const { results } = await tu.push([op]);
    const same = await thief.say(op.name, op.args, { opId: op.opId, account: tu.account, agenda: op.agenda });
    expect(same).toMatchObject({ status: 'quarantined', code: 'UNPROVEN', rv: null });
    expect(same.agenda).toBeUndefined();
    expect(results[0]?.agenda).toBeDefined();
  });

  it('[P13] does not have it run twice: once it took effect, what waited under the id is the same', async () => {
    const letter = aLetter();
    const admin = await register.desk('admin');
    const opId = newId('op');
    const unsigned = tu.registerOp(letter, { opId, signer: null });
    await tu.push([unsigned]);
    const again = await register.desk('tu', 'Meja kedua');
    const taken = await again.register(letter, { opId });
    expect(taken).toMatchObject({ status: 'applied', agenda: { no: 1 } });
    expect((await judgeShown(admin, opId, { decision: 'accept' })).json).toEqual({ status: 'applied', code: null });
    expect((await tu.hello()).late.results).toMatchObject([
      { opId, status: 'applied', rv: taken.rv, agenda: { no: 1 } },
    ]);
  });
});
