import { describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { aLetter as letterOf } from '../support/builders.ts';
import { password } from '../support/register.ts';
import { newSigner } from '../support/signing.ts';
import {
  beginEachWithTwoDesks,
  aLetter,
  clockOf,
  restore,
  shakeHands,
  rememberedBlock,
  restored,
  book,
  subjectOf,
  correct,
  register,
  tu,
  other,
} from '../support/restored-register.ts';

beginEachWithTwoDesks();

describe('a restored register is recognised', () => {
  it('[E1] by a desk that was answered more than it has: a new epoch, whose versions lie above every old one', async () => {
    const backup = await register.copy();
    await tu.register(aLetter());
    const before = await clockOf();
    await restore(backup);
    const hello = await shakeHands(tu);
    expect(hello).toMatchObject({ state: 'recovery', numbering: 'closed' });
    expect(hello.epoch).not.toBe(before.epoch);
    expect(hello.rvNow).toBeGreaterThan(before.rv);
  });

  it('[E1] by a desk that read further than it goes', async () => {
    const backup = await register.copy();
    const { rv } = await clockOf();
    await tu.register(aLetter());
    await restore(backup);
    expect((await shakeHands(other)).state).toBe('ok');
    await other.hello({ water: tu.water });
    expect((await shakeHands(other)).state).toBe('recovery');
    expect((await clockOf()).rv).toBeGreaterThan(rv + 1);
  });

  it('[E1] by a desk with a block of numbers it knows nothing of', async () => {
    const backup = await register.copy();
    const lease = await tu.lease(2026);
    await restore(backup);
    expect(await tu.hello()).toMatchObject({ state: 'recovery', numbering: 'closed' });
    await tu.recover([rememberedBlock(lease)]);
    const { epoch: now } = await clockOf();
    expect(await tu.hello()).toMatchObject({ state: 'ok', epoch: now });
  });

  it('[E1] by a desk in an incarnation begun after the backup, in which nothing can be compared', async () => {
    const first = await register.copy();
    const lost = await book(tu);
    const second = await restored(first).then(() => clockOf());
    await tu.hello();
    // The backup of the first epoch again; its versions are far below all that the desks have read.
    await restore(first);
    const hello = await shakeHands(tu);
    expect(hello).toMatchObject({ state: 'recovery', numbering: 'closed' });
    expect(hello.rvNow).toBeGreaterThan(second.rv);
    expect(await tu.letter(lost.id)).toBeNull();
    expect(await shakeHands(other)).toMatchObject({ state: 'recovery', epoch: hello.epoch });
  });

  it('[E1] restored to one backup twice, without its mark, it gives no version a second time', async () => {
    const backup = await register.copy();
    await tu.register(aLetter());
    const { water } = tu;
    const begun: number[] = [];
    for (let times = 0; times < 2; times++) {
      await restore(backup);
      expect((await tu.hello({ water })).state).toBe('recovery');
      begun.push((await clockOf()).floor);
    }
    expect(new Set(begun).size).toBe(2);
  });

  it('[E1] the other desks recover in the same epoch, also long after', async () => {
    const backup = await register.copy();
    await Promise.all([tu.register(aLetter()), other.register(aLetter())]);
    await restored(backup);
    await tu.recover();
    const { epoch } = await clockOf();
    register.clock.pass(400 * 86_400_000);
    await other.signIn('sekretaris', password);
    expect(await shakeHands(other)).toMatchObject({ state: 'recovery', epoch });
    await other.recover();
    expect(await shakeHands(other)).toMatchObject({ state: 'ok', epoch });
  });

  it('[E1] once: the water that revealed it reveals no loss a second time', async () => {
    const backup = await register.copy();
    await tu.register(aLetter());
    const { water } = tu;
    await restored(backup);
    const { epoch } = await clockOf();
    for (const desk of [tu, other]) expect(await desk.hello({ water })).toMatchObject({ state: 'recovery', epoch });
    await tu.recover();
    expect(await tu.hello({ water })).toMatchObject({ state: 'ok', epoch });
  });

  it('[E1] [T12] by no unsealed statement of a desk', async () => {
    const { epoch } = await tu.hello();
    const before = await clockOf();
    const claims = { epoch: 'lain', answered: 900, cursorMax: 9e15, seen: [{ book: 'SM', year: 2026, no: 999_999 }] };
    const leases = [{ id: 'khayalan', used: 7 }];
    expect(await tu.hello({ ...claims, leases })).toMatchObject({ state: 'ok', epoch, numbering: 'open' });
    expect(await clockOf()).toEqual(before);
  });
});

describe('what the register lost is replayed', () => {
  it('[E2] takes effect again, with the number it had, and its desk is answered so', async () => {
    const kept = await book(tu);
    const backup = await register.copy();
    await book(other);
    const lost = await book(tu);
    await tu.say('letter.forward', { letterId: lost.id, to: 'kepala-dinas' });
    await restored(backup);
    const { results } = await tu.recover();
    expect(results.map(({ status, agenda }) => [status, agenda?.no])).toEqual([
      ['applied', 3],
      ['applied', undefined],
    ]);
    const again = await tu.letter<Letter>(lost.id);
    expect(again?.agenda).toEqual(lost.agenda);
    expect(again?.facts.map(({ kind }) => kind)).toEqual(['forward']);
    expect((await tu.letter<Letter>(kept.id))?.agenda.no).toBe(1);
  });

  it('[E2] what was refused keeps its answer and does not run, though it would be taken now', async () => {
    const backup = await register.copy();
    expect((await correct(tu, 'nanti', 'lain')).status).toBe('rejected');
    await restored(backup);
    await register.put('letter', letterOf({ id: 'nanti', subject: 'semula' }));
    const { results } = await tu.recover();
    expect(results[0]).toMatchObject({ status: 'rejected', code: 'NO_SUCH_LETTER', rv: null });
    expect(await subjectOf('nanti')).toBe('semula');
  });

  it('[E2] comes before anything else: a push is answered GAP until everything was reported', async () => {
    const backup = await register.copy();
    await other.register(aLetter());
    await restored(backup);
    const op = tu.registerOp(aLetter());
    expect((await tu.tryPush([op])).json).toEqual({ code: 'GAP', expect: 2 });
    await tu.reconcile([], { done: false });
    expect((await tu.tryPush([op])).json).toEqual({ code: 'GAP', expect: 2 });
    await tu.reconcile([], { done: true });
    expect((await tu.push([op])).results[0]?.status).toBe('applied');
  });

  it('[E2] replayed twice it is answered the same and changes nothing', async () => {
    const backup = await register.copy();
    const args = aLetter();
    await tu.register(args);
    await restored(backup);
    const past = tu.past(1);
    const first = await tu.reconcile(past, { done: false });
    const { rv } = await clockOf();
    expect((await tu.reconcile(past)).results).toEqual(first.results);
    expect((await tu.reconcile(past)).results).toEqual(first.results);
    expect((await clockOf()).rv).toBe(rv);
  });

  it('[E2] piece by piece, each from where the register then stands', async () => {
    const backup = await register.copy();
    const ids = [];
    for (let i = 0; i < 5; i++) ids.push((await book(tu)).id);
    await restored(backup);
    await tu.reconcile(tu.past(1).slice(0, 2), { done: false });
    const hello = await tu.hello();
    expect(hello).toMatchObject({ state: 'recovery', lastSeq: 3 });
    await tu.reconcile(tu.past(hello.lastSeq));
    expect((await tu.hello()).state).toBe('ok');
    const numbers = await Promise.all(ids.map(async (id) => (await tu.letter<Letter>(id))?.agenda.no));
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
  });

  it('[E2] a chain that does not fit is answered FORK, and an answer to something else is none', async () => {
    const backup = await register.copy();
    await tu.register(aLetter());
    await tu.register(aLetter());
    await restored(backup);
    const [first, second] = tu.past(1);
    if (!first || !second) throw new Error('nothing was answered');
    expect((await tu.tryReconcile([second])).json).toEqual({ code: 'GAP', expect: 2 });
    const forged = { ...first, op: { ...(first.op as object), args: {} } };
    expect((await tu.tryReconcile([forged])).json).toEqual({ code: 'FORK' });
    expect((await tu.tryReconcile([{ ...first, result: second.result }])).json).toEqual({ code: 'BAD_REQUEST' });
  });

  it('[E2] a desk the register knows all of cannot replay a past', async () => {
    const op = tu.registerOp(aLetter());
    const result = { seq: op.seq, opId: op.opId, status: 'applied', rv: 7 } as const;
    expect((await tu.tryReconcile([{ op, result }])).json).toEqual({ code: 'NOT_IN_RECOVERY' });
  });

  it('[E2] who signed in after the backup is signed in again, and continues once he gives the password', async () => {
    const backup = await register.copy();
    const session = await tu.signIn('sekretaris', password);
    await tu.push([tu.signInOp()]);
    tu.account = { ...session.account, id: 'tu', username: 'tu', personId: 'tu' };
    await restored(backup);
    await tu.signIn('sekretaris', password);
    await tu.recover();
    const letter = tu.registerOp(aLetter(), { account: session.account });
    const [out, back] = [tu.signOutOp(session.account), tu.signInOp(session.account)];
    const { results } = await tu.push([letter, out, back]);
    expect(results.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied']);
  });

  it('[E2] an author the register has forgotten stands as his desk reports him', async () => {
    const backup = await register.copy();
    await register.put('account', { ...tu.account, id: 'baru', username: 'baru' });
    await tu.signIn('baru', password).catch(() => undefined);
    const account = { ...tu.account, id: 'baru', username: 'baru' };
    const signer = newSigner('baru');
    await register.store.write((tx) => tx.keys.add({ key: signer.key, desk: tu.id, account: 'baru', since: 0 }));
    tu.signers.set('baru', signer);
    const args = aLetter();
    const by = { account: 'baru', person: 'tu', position: 'tu-agenda' };
    await tu.push([tu.signInOp(account), tu.op('letter.register', args, { account, raw: { by } })]);
    await restored(backup);
    expect((await tu.recover()).results.map(({ status }) => status)).toEqual(['applied', 'applied']);
    expect((await tu.letter<Letter>(args.letterId))?.registered.by).toEqual(by);
  });
});
