import { beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import { registerArgs } from '../support/builders.ts';
import { burned, newId, type DeskClient } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let tu: DeskClient;

beforeEach(async () => {
  register = await testRegister();
  tu = await register.desk('tu', 'Meja TU');
});

const aLetter = (more = {}) => registerArgs({ letterId: newId('letter'), ...more });
const deskOf = (id: string) => register.store.read((tx) => tx.desks.get(id));
const codes = async () => (await register.store.read((tx) => tx.desks.all())).map(({ code, name }) => [code, name]);

/** The desk restored to an earlier state of its disk. */
function rewound(desk: DeskClient, work: (desk: DeskClient) => Promise<unknown>): Promise<DeskClient> {
  const before = desk.copy();
  return work(desk).then(() => before);
}

/** A pending operation under its sequence number in the new incarnation. */
const reissue = (desk: DeskClient, op: Operation): Operation => desk.movedOp(op);

describe('a rewound desk', () => {
  it('[E4] is answered fork and continues under the next incarnation of the same desk', async () => {
    const again = await rewound(tu, (desk) => desk.register(aLetter()));
    expect((await again.hello()).state).toBe('fork');
    const renewed = await again.renew();
    expect(renewed).toMatchObject({
      desk: { id: tu.id, code: 'D01', name: 'Meja TU', inc: 2 },
      deskToken: null,
      start: 2,
    });
    expect((await again.hello()).state).toBe('ok');
    expect((await again.register(aLetter())).status).toBe('applied');
    expect(await codes()).toEqual([['D01', 'Meja TU']]);
  });

  it('[E6] continues above every sequence number either side ever used', async () => {
    const again = await rewound(tu, async (desk) => {
      for (let i = 0; i < 5; i++) await desk.register(aLetter());
    });
    for (let i = 0; i < 2; i++) again.registerOp(aLetter());
    expect((await again.renew()).start).toBe(6);
    for (let i = 0; i < 20; i++) again.registerOp(aLetter());
    expect((await again.renew()).start).toBe(26);
    const [first] = (await again.push([again.registerOp(aLetter())])).results;
    expect(first?.seq).toBe(27);
  });

  it('[E4] keeps its accounts signed in, and a pending operation under the old id collapses into the one that was taken', async () => {
    const args = aLetter();
    const op = tu.registerOp(args);
    const before = tu.copy();
    const { results } = await tu.push([op]);
    before.seq -= 1;
    await before.renew();
    const again = reissue(before, op);
    const [result] = (await before.push([again])).results;
    expect(result).toEqual({ ...results[0], seq: again.seq, seal: result?.seal });
    expect(result?.agenda).toEqual({ book: 'SM', year: 2026, no: 1 });
  });

  it('[P2] nothing but renewing and replaying the past leads to another incarnation', async () => {
    tu.inc = 2;
    [tu.seq, tu.prev] = [0, 'start'];
    expect((await tu.tryPush([tu.registerOp(aLetter())])).json).toEqual({ code: 'FORK' });
    expect((await deskOf(tu.id))?.inc).toBe(1);
  });

  it('[N5] its old block is closed, and what nobody used of it counts as lost', async () => {
    const lease = await tu.lease(2026);
    await tu.register(aLetter(), { agenda: burned(lease, 1) });
    await tu.renew();
    const closed = await register.store.read((tx) => tx.numbers.lease(lease.id));
    expect(closed).toMatchObject({ closed: true, reason: 'renewed', highestUsed: 1, closedBy: null });
  });

  it('[E4] [N1] a number burned before the fork stays on its letter, though its block is closed', async () => {
    const lease = await tu.lease(2026);
    const args = aLetter();
    const op = tu.registerOp(args, { agenda: burned(lease, 4) });
    await tu.renew();
    expect((await tu.push([reissue(tu, op)])).results[0]?.status).toBe('applied');
    expect((await tu.letter<Letter>(args.letterId))?.agenda).toMatchObject({ no: 4, conflict: false });
  });

  it('[N10] unless the other side put it on another letter: then both are kept and marked', async () => {
    const lease = await tu.lease(2026);
    const before = tu.copy();
    const first = aLetter();
    await tu.register(first, { agenda: burned(lease, 1) });
    const second = aLetter();
    const op = before.registerOp(second, { agenda: burned(lease, 1) });
    await before.renew();
    expect((await before.push([reissue(before, op)])).results[0]).toMatchObject({
      status: 'flagged',
      code: 'AGENDA_CONFLICT',
    });
    for (const { letterId } of [first, second]) {
      expect((await before.letter<Letter>(letterId))?.agenda).toMatchObject({ no: 1, conflict: true });
    }
  });

  it('[E4] an answer that was lost costs one incarnation and nothing else', async () => {
    const before = tu.copy();
    await tu.renew();
    // The desk that never received the answer asks again under the incarnation it still has.
    const again = await before.renew();
    expect(again).toMatchObject({ desk: { id: tu.id, inc: 3 }, deskToken: null });
    expect((await before.register(aLetter())).status).toBe('applied');
    expect((await codes()).length).toBe(1);
  });
});

describe('a copied desk', () => {
  it('[E6] of which both sides ask at one moment: no sequence number of the one is near one of the other', async () => {
    const copy = tu.copy();
    const first = await tu.renew();
    const second = await copy.renew();
    expect(second.desk).toMatchObject({ id: first.desk.id, inc: 3 });
    expect(second.start - first.start).toBeGreaterThanOrEqual(1000);
  });

  it('[E5] on another machine is answered fork, and becomes a desk of its own; the first continues', async () => {
    const copy = tu.copy();
    expect((await copy.hello({ machine: 'uji' })).state).toBe('ok');
    expect((await copy.hello({ machine: 'lain' })).state).toBe('fork');
    const renewed = await copy.renew('lain');
    expect(renewed).toMatchObject({ desk: { code: 'D02', name: 'Meja TU (salinan)', inc: 2 }, start: 1 });
    expect(renewed.deskToken).not.toBeNull();
    expect(renewed.desk.id).not.toBe(tu.id);
    expect((await copy.hello({ machine: 'lain' })).state).toBe('ok');
    expect((await tu.hello({ machine: 'uji' })).state).toBe('ok');
    expect((await tu.register(aLetter())).status).toBe('applied');
  });

  it('[E5] on the same machine too, once the other side has continued', async () => {
    const copy = tu.copy();
    await tu.renew();
    await tu.register(aLetter());
    expect((await copy.hello()).state).toBe('fork');
    const renewed = await copy.renew();
    expect(renewed.desk.code).toBe('D02');
    expect((await tu.hello()).state).toBe('ok');
    expect((await copy.hello()).state).toBe('ok');
  });

  it('[P10] whoever may sign in at the first desk may at its copy, with the same session', async () => {
    await tu.signIn('sekretaris', password);
    const copy = tu.copy();
    await copy.renew('lain');
    const letter = copy.registerOp(aLetter(), {});
    const [early] = (await copy.push([letter])).results;
    expect(early).toMatchObject({ status: 'quarantined', code: 'NOT_SIGNED_IN' });
    const { results } = await copy.push([copy.signInOp(), copy.registerOp(aLetter())]);
    expect(results.map(({ status }) => status)).toEqual(['applied', 'applied']);
  });

  it('[E5] [N5] may not use the block of the first, but what it burned before it knew is valid', async () => {
    const lease = await tu.lease(2026);
    const copy = tu.copy();
    const waits = copy.registerOp(aLetter(), { agenda: burned(lease, 1) });
    await copy.renew('lain');
    const ops = [copy.signInOp(), reissue(copy, waits), copy.registerOp(aLetter(), { agenda: burned(lease, 2) })];
    expect((await copy.push(ops)).results.map(({ status, code }) => [status, code])).toEqual([
      ['applied', undefined],
      ['applied', undefined],
      ['flagged', 'AGENDA_CONFLICT'],
    ]);
  });

  it('[E5] a copy whose new identity was not kept asks again with its new token and is the same desk', async () => {
    const copy = tu.copy();
    const first = await copy.renew('lain');
    copy.inc = 1;
    expect((await copy.hello({ machine: 'lain' })).state).toBe('fork');
    const second = await copy.renew('lain');
    expect(second.desk.id).toBe(first.desk.id);
    expect((await codes()).length).toBe(2);
  });

  it('a desk enrolled by a program that does not name its machine takes the first name it is sent', async () => {
    const desk = await deskOf(tu.id);
    if (!desk) throw new Error('no desk');
    await register.store.write((tx) => tx.desks.put({ ...desk, machine: '' }));
    expect((await tu.hello({ machine: 'pertama' })).state).toBe('ok');
    expect((await tu.hello({ machine: 'kedua' })).state).toBe('fork');
  });
});
