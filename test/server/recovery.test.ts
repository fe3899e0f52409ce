import { beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Lease } from '../../shared/sync/protocol.ts';
import { recoveryState, acceptJump } from '../../server/sync/recovery.ts';
import { retireDesk } from '../../server/numbers/retire.ts';
import { burned, newId, type DeskClient } from '../support/desk-client.ts';
import { aLetter as letterOf, registerArgs } from '../support/builders.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let tu: DeskClient;
let other: DeskClient;

beforeEach(async () => {
  register = await testRegister();
  tu = await register.desk('tu');
  other = await register.desk('sekretaris');
});

const aLetter = (more = {}) => registerArgs({ letterId: newId('letter'), ...more });
const clockOf = () => register.store.read((tx) => tx.clock());

/** A backup was put in place of the register, and its mark with it: nobody knows. */
async function restore(backup: Buffer): Promise<void> {
  register = await testRegister({ from: backup, at: register.clock.now() });
  for (const desk of [tu, other]) desk.wire = register.wire;
}

/** As the engine does: what it has of the epoch it knows. */
async function greet(desk: DeskClient, epoch: string, cursorMax = 0) {
  return desk.hello({ epoch, answered: desk.seq, cursorMax });
}

/** A block as the desk that holds it remembers it. */
const told = (lease: Lease, used: number | null = null, closed = false) => ({ ...lease, inc: 1, used, closed });

/** Restores, and lets `tu`, which had read everything, find it out. */
async function restored(backup: Buffer): Promise<string> {
  const { epoch, rv } = await clockOf();
  await restore(backup);
  expect((await greet(tu, epoch, rv)).state).toBe('recovery');
  return epoch;
}

async function book(desk: DeskClient, options = {}, more = {}): Promise<Letter> {
  const args = aLetter(more);
  await desk.register(args, options);
  return (await desk.letter<Letter>(args.letterId)) as Letter;
}

const subjectOf = async (id: string) => (await tu.letter<Letter>(id))?.subject;
const correct = (desk: DeskClient, letterId: string, subject: string, base = {}) =>
  desk.say('letter.correct', { letterId, set: { subject } }, { base });

describe('a restored register is recognised', () => {
  it('[E1] by a desk that was answered more than it has: a new epoch, whose versions lie above every old one', async () => {
    const backup = await register.copy();
    await tu.register(aLetter());
    const before = await clockOf();
    await restore(backup);
    const hello = await greet(tu, before.epoch);
    expect(hello).toMatchObject({ state: 'recovery', numbering: 'closed' });
    expect(hello.epoch).not.toBe(before.epoch);
    expect(hello.rvNow).toBeGreaterThan(before.rv);
  });

  it('[E1] by a desk that read further than it goes', async () => {
    const backup = await register.copy();
    const { epoch, rv } = await clockOf();
    await restore(backup);
    expect((await greet(other, epoch, rv)).state).toBe('ok');
    const hello = await greet(other, epoch, rv + 1);
    expect(hello.state).toBe('recovery');
    expect(hello.rvNow).toBeGreaterThan(rv + 1);
  });

  it('[E1] by a desk that holds a block of numbers it knows nothing of', async () => {
    const backup = await register.copy();
    const lease = await tu.lease(2026);
    const { epoch } = await clockOf();
    await restore(backup);
    const leases = [{ id: lease.id, used: null }];
    expect(await tu.hello({ epoch, leases })).toMatchObject({ state: 'recovery', numbering: 'closed' });
    await tu.recover([told(lease)]);
    const { epoch: now } = await clockOf();
    expect(await tu.hello({ epoch: now, leases })).toMatchObject({ state: 'ok', epoch: now });
  });

  it('[E1] by a desk that speaks of a life begun after the backup, in which nothing can be compared', async () => {
    const first = await register.copy();
    const lost = await book(tu);
    const second = await restored(first).then(() => clockOf());
    await tu.hello({ epoch: second.epoch, answered: tu.seq, cursorMax: second.rv });
    // The backup of the first life again; its versions lie far below all that the desks have read.
    await restore(first);
    const hello = await greet(tu, second.epoch, second.rv);
    expect(hello).toMatchObject({ state: 'recovery', numbering: 'closed' });
    expect(hello.rvNow).toBeGreaterThan(second.rv);
    expect(await tu.letter(lost.id)).toBeNull();
    expect(await greet(other, second.epoch, second.rv)).toMatchObject({ state: 'recovery', epoch: hello.epoch });
  });

  it('[E1] put back to one backup twice, without its mark, it gives no version a second time', async () => {
    const backup = await register.copy();
    await tu.register(aLetter());
    const { epoch, rv } = await clockOf();
    const begun: number[] = [];
    for (let times = 0; times < 2; times++) {
      await restore(backup);
      expect((await greet(tu, epoch, rv)).state).toBe('recovery');
      begun.push((await clockOf()).floor);
    }
    expect(new Set(begun).size).toBe(2);
  });

  it('[E1] the other desks recover in the same epoch, also long after', async () => {
    const backup = await register.copy();
    await Promise.all([tu.register(aLetter()), other.register(aLetter())]);
    const old = await restored(backup);
    await tu.recover();
    const { epoch } = await clockOf();
    register.clock.pass(400 * 86_400_000);
    await other.signIn('sekretaris', password);
    expect(await greet(other, old)).toMatchObject({ state: 'recovery', epoch });
    await other.recover();
    expect(await greet(other, epoch)).toMatchObject({ state: 'ok', epoch });
  });

  it('[E1] no desk drives the register from epoch to epoch', async () => {
    const { epoch: first } = await tu.hello();
    const claim = (epoch: string, answered: number) => tu.hello({ epoch, answered });
    const { epoch } = await claim(first, 500);
    expect(epoch).not.toBe(first);
    await tu.recover();
    expect(await claim(epoch, 500)).toMatchObject({ state: 'ok', epoch });
    expect(await claim(epoch, 600)).toMatchObject({ state: 'recovery', epoch });
    await tu.recover();
    expect(await claim(epoch, 600)).toMatchObject({ state: 'ok', epoch });
    expect(await tu.hello({ epoch, cursorMax: Number.MAX_SAFE_INTEGER })).toMatchObject({ state: 'ok', epoch });
  });

  it('[E1] what was heard in an earlier epoch is no complaint about this one', async () => {
    const backup = await register.copy();
    await tu.register(aLetter());
    const earlier = await restored(backup);
    const { epoch } = await clockOf();
    await tu.reconcile([], { done: true });
    expect(await tu.hello({ epoch: earlier, cursorMax: 900 })).toMatchObject({ state: 'ok', epoch });
    // An answer nobody has told here is told, once, and that is all.
    expect(await tu.hello({ epoch: earlier, answered: 900 })).toMatchObject({ state: 'recovery', epoch });
    await tu.reconcile([], { done: true });
    expect(await tu.hello({ epoch: earlier, answered: 900 })).toMatchObject({ state: 'ok', epoch });
  });
});

describe('what the register lost is heard again', () => {
  it('[E2] takes effect again, with the number it had, and its desk is told so', async () => {
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

  it('[E2] comes before anything else: a push is answered GAP until everything was told', async () => {
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

  it('[E2] told twice it is answered the same and changes nothing', async () => {
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

  it('[E2] a desk the register knows all of cannot tell of a past', async () => {
    const op = tu.registerOp(aLetter());
    const result = { seq: op.seq, opId: op.opId, status: 'applied', rv: 7 } as const;
    expect((await tu.tryReconcile([{ op, result }])).json).toEqual({ code: 'NOT_IN_RECOVERY' });
  });

  it('[E2] who signed in after the backup is signed in again, and counts as known at the desk', async () => {
    const backup = await register.copy();
    const session = await tu.signIn('sekretaris', password);
    await tu.push([tu.signInOp()]);
    tu.account = { ...session.account, id: 'tu', username: 'tu', personId: 'tu' };
    await restored(backup);
    await tu.recover();
    const letter = tu.registerOp(aLetter(), { account: session.account });
    const [out, back] = [tu.signOutOp(session.account), tu.signInOp(session.account)];
    const { results } = await tu.push([letter, out, back]);
    expect(results.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied']);
  });

  it('[E2] an author the register has forgotten stands as his desk remembers him', async () => {
    const backup = await register.copy();
    await register.put('account', { ...tu.account, id: 'baru', username: 'baru' });
    await tu.signIn('baru', password).catch(() => undefined);
    const account = { ...tu.account, id: 'baru', username: 'baru' };
    await register.store.write((tx) => tx.desks.setKnown(tu.id, 'baru'));
    const args = aLetter();
    const by = { account: 'baru', person: 'tu', position: 'tu-agenda' };
    await tu.push([tu.signInOp(account), tu.op('letter.register', args, { raw: { by } })]);
    await restored(backup);
    expect((await tu.recover()).results.map(({ status }) => status)).toEqual(['applied', 'applied']);
    expect((await tu.letter<Letter>(args.letterId))?.registered.by).toEqual(by);
  });
});

describe('entries of several desks are heard in any order', () => {
  it('[E2] an older correction that comes later does not cover a newer one; both are shown', async () => {
    const { id } = await book(tu);
    const backup = await register.copy();
    await correct(tu, id, 'lama');
    const { rv } = await clockOf();
    await correct(other, id, 'baru', { [`letter:${id}`]: rv });
    const old = await restored(backup);
    await greet(other, old);
    await other.recover();
    const { results } = await tu.recover();
    expect(await subjectOf(id)).toBe('baru');
    expect(results[0]).toMatchObject({
      status: 'merged',
      notes: [{ field: 'subject', mine: 'lama', now: 'baru', kept: 'now', by: 'sekretaris' }],
    });
  });

  it('[E2] in the old order the newer one wins as it did, without a word', async () => {
    const { id } = await book(tu);
    const backup = await register.copy();
    await correct(tu, id, 'lama');
    const { rv } = await clockOf();
    await correct(other, id, 'baru', { [`letter:${id}`]: rv });
    const old = await restored(backup);
    await tu.recover();
    await greet(other, old);
    expect((await other.recover()).results[0]).toMatchObject({ status: 'applied' });
    expect(await subjectOf(id)).toBe('baru');
  });

  it.each([
    ['first', true],
    ['last', false],
  ])('[E2] what was kept against an entry then is kept again, whether it is heard %s', async (_when, first) => {
    const { id } = await book(tu);
    const base = { [`letter:${id}`]: (await clockOf()).rv };
    const backup = await register.copy();
    const set = (letterNumber: string) => ({ letterId: id, set: { letterNumber } });
    await other.say('letter.correct', set('1/A'), { base });
    const both = { letterId: id, set: { letterNumber: '1/B', subject: 'Lain' } };
    expect(await tu.say('letter.correct', both, { base })).toMatchObject({ status: 'merged' });
    const old = await restored(backup);
    await greet(other, old);
    for (const desk of first ? [tu, other] : [other, tu]) await desk.recover();
    expect(tu.past(2).map(({ result }) => result.status)).toEqual(['merged']);
    expect(await tu.letter<Letter>(id)).toMatchObject({ letterNumber: '1/A', subject: 'Lain' });
  });

  it('[E2] a correction made by what was seen before the restore is held against those versions', async () => {
    const { id } = await book(tu);
    const booked = { [`letter:${id}`]: (await clockOf()).rv };
    const backup = await register.copy();
    await other.say('letter.correct', { letterId: id, set: { letterNumber: '1/A' } }, { base: booked });
    const seen = { [`letter:${id}`]: (await clockOf()).rv };
    const old = await restored(backup);
    await tu.recover();
    await greet(other, old);
    await other.recover();
    const result = await tu.say('letter.correct', { letterId: id, set: { letterNumber: '1/B' } }, { base: seen });
    expect(result.status).toBe('applied');
    expect((await tu.letter<Letter>(id))?.letterNumber).toBe('1/B');
  });

  it('[E2] an act that took effect does so again on a document that changed meanwhile, flagged', async () => {
    const { id } = await book(tu);
    const backup = await register.copy();
    await correct(other, id, 'lama');
    const old = await restored(backup);
    await tu.recover();
    await tu.say('letter.void', { letterId: id, reason: 'Salah kirim' });
    await greet(other, old);
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
    const old = await restored(backup);
    await greet(other, old);
    const parked = await other.recover();
    expect(parked.results).toEqual(before);
    expect((await register.store.read(recoveryState)).parked).toBe(2);
    const heardUpTo = (await other.hello()).late.upTo;
    await tu.recover();
    expect(await tu.letter<Letter>(id)).toMatchObject({ subject: 'diperbaiki', facts: [{ kind: 'forward' }] });
    expect((await register.store.read(recoveryState)).parked).toBe(0);
    const { late } = await other.hello({ late: heardUpTo });
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
    const old = await restored(backup);
    await greet(other, old);
    await other.recover();
    await register.store.write((tx) => retireDesk(tx, tu.id, { lost: true, account: 'admin', clock: register.clock }));
    await other.register(registerArgs({ letterId: id }));
    expect((await other.letter<Letter>(id))?.facts).toHaveLength(1);
  });
});

describe('numbers after a restore', () => {
  it('[N4] no number and no block is given out until every active desk has told what it knows', async () => {
    const backup = await register.copy();
    const mine = await tu.lease(2026);
    const theirs = await other.lease(2026);
    const letter = await book(tu);
    expect([mine.to, theirs.to, letter.agenda.no]).toEqual([10, 20, 21]);
    const old = await restored(backup);
    await tu.recover([told(mine)]);
    expect((await tu.tryLease(2026)).json).toEqual({ code: 'NUMBERING_CLOSED' });
    const waiting = await book(tu, { agenda: { book: 'SM', year: 2026, no: null, lease: null, provisional: 'S-1' } });
    expect(waiting.agenda).toMatchObject({ no: null, provisional: 'S-1' });
    await greet(other, old);
    await other.recover([told(theirs)]);
    expect((await other.hello()).numbering).toBe('open');
    expect((await tu.letter<Letter>(waiting.id))?.agenda).toMatchObject({ no: 22, provisional: null });
    expect((await tu.lease(2026)).from).toBe(23);
  });

  it('[N4] letters booked meanwhile are numbered in their order, and their desks are told', async () => {
    const backup = await register.copy();
    await tu.register(aLetter());
    const old = await restored(backup);
    await tu.recover();
    const letters = [await book(tu), await book(tu)];
    const { upTo } = (await tu.hello()).late;
    await greet(other, old);
    await other.recover();
    const { late } = await tu.hello({ late: upTo });
    expect(late.results.map(({ agenda }) => agenda?.no)).toEqual([2, 3]);
    const numbers = await Promise.all(letters.map(async ({ id }) => (await tu.letter<Letter>(id))?.agenda.no));
    expect(numbers).toEqual([2, 3]);
  });

  it('[E3] a block the register forgot is its again, and numbers burned from it are good', async () => {
    const backup = await register.copy();
    const lease = await tu.lease(2026);
    await tu.register(aLetter());
    await restored(backup);
    await tu.recover([told(lease, 3)]);
    expect((await book(tu, { agenda: burned(lease, 4) })).agenda).toMatchObject({ no: 4, conflict: false });
  });

  it('[E3] [N4] nobody gets the numbers of a block only its desk remembers', async () => {
    const backup = await register.copy();
    const lease = await tu.lease(2026);
    const { epoch } = await clockOf();
    await restore(backup);
    await tu.hello({ epoch, leases: [{ id: lease.id, used: null }] });
    await tu.recover([told(lease)]);
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
    await tu.recover([told(lease, 3, true)]);
    expect((await book(tu, { agenda: burned(lease, 3) })).agenda.conflict).toBe(false);
    expect((await book(tu, { agenda: burned(lease, 4) })).agenda.conflict).toBe(true);
  });

  it('[N10] one number under two letters after all: both are kept and marked', async () => {
    const backup = await register.copy();
    const lost = await book(tu);
    const old = await restored(backup);
    await register.store.write((tx) => acceptJump(tx, 'admin', register.clock));
    await greet(other, old);
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
    expect([lost.agenda.no, next.agenda.no]).toEqual([1, 1001]);
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

describe('incarnations after a restore', () => {
  it('[E4] a register restored to before a renewal enters it again, with what was answered in it', async () => {
    await tu.register(aLetter());
    const backup = await register.copy();
    const before = await book(tu);
    const { start } = await tu.renew();
    const after = await book(tu);
    const old = await restored(backup);
    // Where it stood before that renewal the other side of a fork may stand here: it tells everything.
    expect(await greet(tu, old)).toMatchObject({ state: 'recovery', lastSeq: 0 });
    const ofFirst = tu.past(0).filter(({ op }) => (op as { inc: number }).inc === 1);
    const ofSecond = tu.past(start);
    await tu.reconcile(ofFirst, { inc: 1, done: false });
    await tu.reconcile(ofSecond, { inc: 2, start });
    expect((await tu.hello()).state).toBe('ok');
    expect([await tu.letter(before.id), await tu.letter(after.id)]).toMatchObject([
      { agenda: before.agenda },
      { agenda: after.agenda },
    ]);
    expect((await tu.register(aLetter())).status).toBe('applied');
  });

  it('[E4] [N4] a letter of an earlier life that waited for its number has it in its answer', async () => {
    const backup = await register.copy();
    await tu.register(aLetter());
    await restored(backup);
    await tu.recover();
    const waiting = await book(tu);
    expect(waiting.agenda.no).toBeNull();
    const { start } = await tu.renew();
    await restored(backup);
    await tu.reconcile([], { inc: 2, start, done: false });
    const ofFirst = tu.past(0).filter(({ op }) => (op as { inc: number }).inc === 1);
    await tu.reconcile(ofFirst, { inc: 1 });
    await register.store.write((tx) => acceptJump(tx, 'admin', register.clock));
    const { no } = (await tu.letter<Letter>(waiting.id))?.agenda ?? {};
    expect(no).toBeGreaterThan(1000);
    const { opId } = ofFirst.at(-1)?.result ?? { opId: '' };
    const kept = await register.store.read((tx) => tx.desks.opById(opId));
    expect(JSON.parse(kept?.result ?? '')).toMatchObject({ agenda: { book: 'SM', year: 2026, no } });
  });

  it('[E4] also when nothing of the new life was answered yet', async () => {
    const backup = await register.copy();
    const { start } = await tu.renew();
    await restored(backup);
    await tu.reconcile([], { inc: 2, start });
    const { epoch } = await clockOf();
    expect(await greet(tu, epoch)).toMatchObject({ state: 'ok', epoch, inc: 2, lastSeq: start });
    expect((await tu.register(aLetter())).status).toBe('applied');
  });
});

describe('forks around a restore', () => {
  /** What a client has of its first life, as one piece. */
  const ofFirst = (desk: DeskClient) => desk.past(0).filter(({ op }) => (op as { inc: number }).inc === 1);

  it('[E2] [E5] of two desks with one sequence each brings back what it alone was answered', async () => {
    const copy = tu.copy();
    const backup = await register.copy();
    const lost = await book(copy);
    const old = await restored(backup);
    await tu.recover();
    copy.wire = register.wire;
    expect(await greet(copy, old)).toMatchObject({ state: 'recovery', lastSeq: 1 });
    await copy.recover();
    expect((await copy.letter<Letter>(lost.id))?.agenda).toEqual(lost.agenda);
    expect((await greet(tu, old)).state).toBe('fork');
  });

  it('[E2] [E5] also when the other has gone on: it tells its whole past as a desk of its own', async () => {
    const before = await book(tu);
    const copy = tu.copy();
    const backup = await register.copy();
    const lost = await book(copy);
    await copy.say('letter.forward', { letterId: lost.id, to: 'kepala-dinas' });
    const refused = await copy.register(aLetter({ subject: '' }));
    const old = await restored(backup);
    await tu.recover();
    const after = await book(tu);
    copy.wire = register.wire;
    expect(await greet(copy, old)).toMatchObject({ state: 'recovery', lastSeq: 3 });
    expect((await copy.tryReconcile(copy.past(3))).json).toEqual({ code: 'FORK' });
    const { start, desk } = await copy.renew('lain');
    expect(await copy.hello()).toMatchObject({ state: 'recovery', lastSeq: 0 });
    const first = await copy.reconcile(ofFirst(copy), { inc: 1, done: false });
    expect(first.results.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied', 'applied', 'rejected']);
    expect((await copy.reconcile(ofFirst(copy), { inc: 1, done: false })).results).toEqual(first.results);
    await copy.reconcile([], { inc: 2, start });
    expect(await copy.hello()).toMatchObject({ state: 'ok', lastSeq: start });

    const letter = await tu.letter<Letter>(lost.id);
    expect(letter?.agenda).toEqual(lost.agenda);
    expect(letter?.facts).toHaveLength(1);
    expect(letter?.registered.desk).toBe('D01');
    for (const { id, agenda } of [before, after]) expect((await tu.letter<Letter>(id))?.agenda).toEqual(agenda);
    expect(await register.store.read((tx) => tx.desks.opById(refused.opId))).toMatchObject({
      desk: desk.id,
      status: 'rejected',
    });
    expect((await copy.push([copy.signInOp(), copy.registerOp(aLetter())])).results.map((one) => one.status)).toEqual([
      'applied',
      'applied',
    ]);
  });

  it('[E2] [E4] also of places at which the register has the other side, when it was restored to before they parted', async () => {
    const backup = await register.copy();
    const copy = tu.copy();
    const others = await book(copy);
    const withOther = await register.copy();
    const old = await restored(backup);
    await Promise.all([tu.recover(), other.recover()]);
    const mine = await book(tu);
    const { start } = await tu.renew();
    const later = await restored(withOther);
    expect(await greet(tu, old)).toMatchObject({ state: 'recovery', lastSeq: 0, inc: 1 });
    await tu.reconcile(ofFirst(tu), { inc: 1, done: false });
    await tu.reconcile([], { inc: 2, start });
    expect(await greet(tu, later)).toMatchObject({ state: 'ok', inc: 2, lastSeq: start });
    expect(await tu.letter<Letter>(mine.id)).not.toBeNull();
    expect(await tu.letter<Letter>(others.id)).not.toBeNull();
  });

  it('[E2] [E4] a desk that was rewound after the restore tells what it still has of the life before', async () => {
    const backup = await register.copy();
    const lost = await book(tu);
    const rewound = tu.copy();
    const old = await restored(backup);
    const other = tu.copy();
    other.journal.clear();
    [other.seq, other.prev] = [1, (rewound.past(1)[0]?.op as { prev: string }).prev];
    await other.reconcile([]);
    await other.register(aLetter());
    rewound.wire = register.wire;
    expect((await greet(rewound, old)).state).toBe('fork');
    const { start } = await rewound.renew();
    await rewound.reconcile(ofFirst(rewound), { inc: 1, done: false });
    await rewound.reconcile([], { inc: rewound.inc, start });
    expect((await rewound.hello()).state).toBe('ok');
    expect(await rewound.letter(lost.id)).not.toBeNull();
  });

  it('[E2] nobody tells of an earlier life once everything was told', async () => {
    const copy = tu.copy();
    const op = copy.registerOp(aLetter());
    await copy.renew('lain');
    const result = { seq: op.seq, opId: op.opId, status: 'applied', rv: 7 } as const;
    expect((await copy.tryReconcile([{ op, result }], { inc: 1 })).json).toEqual({ code: 'FORK' });
  });

  it('[E1] a forked desk gives a restore away by what it read, though its sequence says nothing', async () => {
    const copy = tu.copy();
    await tu.register(aLetter());
    const backup = await register.copy();
    await other.register(aLetter());
    const { epoch, rv } = await clockOf();
    await restore(backup);
    copy.wire = register.wire;
    expect(await greet(copy, epoch, rv)).toMatchObject({ state: 'fork', numbering: 'closed' });
    expect((await greet(tu, epoch)).state).toBe('recovery');
  });
});
