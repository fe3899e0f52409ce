import { describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import { acceptJump } from '../../server/sync/recovery.ts';
import { type DeskClient } from '../support/desk-client.ts';
import {
  beginEachWithTwoDesks,
  aLetter,
  clockOf,
  restore,
  shakeHands,
  restored,
  book,
  register,
  tu,
  other,
} from '../support/restored-register.ts';

beginEachWithTwoDesks();

describe('incarnations after a restore', () => {
  it('[E6] a restored register begins an incarnation far from one it may have issued and forgotten', async () => {
    await tu.register(aLetter());
    const backup = await register.copy();
    const copy = tu.copy();
    const forgotten = (await tu.renew()).start;
    for (let i = 0; i < 3; i++) await tu.register(aLetter());
    await restored(backup);
    copy.wire = register.wire;
    const { start } = await copy.renew();
    expect(start - forgotten).toBeGreaterThanOrEqual(1000);
    expect((start - forgotten) % 1000).toBe(0);
  });

  it('[E4] a register restored to before a renewal enters it again, with what was answered in it', async () => {
    await tu.register(aLetter());
    const backup = await register.copy();
    const before = await book(tu);
    const { start } = await tu.renew();
    const after = await book(tu);
    await restored(backup);
    // Below that renewal the register may have the other side of a fork: the desk reports everything.
    expect(await shakeHands(tu)).toMatchObject({ state: 'recovery', lastSeq: 0 });
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

  it('[E4] [N4] a letter of an earlier incarnation that waited for its number has it in its answer', async () => {
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
    const kept = await register.store.read(async (tx) => (await tx.desks.opsById(opId))[0]);
    expect(JSON.parse(kept?.result ?? '')).toMatchObject({ agenda: { book: 'SM', year: 2026, no } });
  });

  it('[E4] also when nothing of the new incarnation was answered yet', async () => {
    const backup = await register.copy();
    const { start } = await tu.renew();
    await restored(backup);
    await tu.reconcile([], { inc: 2, start });
    const { epoch } = await clockOf();
    expect(await shakeHands(tu)).toMatchObject({ state: 'ok', epoch, inc: 2, lastSeq: start });
    expect((await tu.register(aLetter())).status).toBe('applied');
  });
});

describe('forks around a restore', () => {
  /** What a client has of its first incarnation, as one piece. */
  const ofFirst = (desk: DeskClient) => desk.past(0).filter(({ op }) => (op as { inc: number }).inc === 1);

  it('[E2] [E5] two desks with one sequence each replay what they alone were answered', async () => {
    const copy = tu.copy();
    const backup = await register.copy();
    const lost = await book(copy);
    await restored(backup);
    await tu.recover();
    copy.wire = register.wire;
    // The register asks for nothing any more and lacks what was answered here: the desk takes a new incarnation.
    expect(await shakeHands(copy)).toMatchObject({ state: 'ok', lastSeq: 1 });
    const { start } = await copy.renew();
    expect(await shakeHands(copy)).toMatchObject({ state: 'recovery', lastSeq: 0 });
    await copy.reconcile(ofFirst(copy), { inc: 1, done: false });
    await copy.reconcile([], { inc: 2, start });
    expect((await copy.letter<Letter>(lost.id))?.agenda).toEqual(lost.agenda);
    expect((await shakeHands(tu)).state).toBe('fork');
  });

  it('[E2] [E5] also when the other has continued: it replays its whole past as a desk of its own', async () => {
    const before = await book(tu);
    const copy = tu.copy();
    const backup = await register.copy();
    const lost = await book(copy);
    await copy.say('letter.forward', { letterId: lost.id, to: 'kepala-dinas' });
    const refused = await copy.register(aLetter({ subject: '' }));
    await restored(backup);
    await tu.recover();
    const after = await book(tu);
    copy.wire = register.wire;
    expect(await shakeHands(copy)).toMatchObject({ state: 'ok', lastSeq: 3 });
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
    expect(await register.store.read(async (tx) => (await tx.desks.opsById(refused.opId))[0])).toMatchObject({
      desk: desk.id,
      status: 'rejected',
    });
    expect((await copy.push([copy.signInOp(), copy.registerOp(aLetter())])).results.map((one) => one.status)).toEqual([
      'applied',
      'applied',
    ]);
  });

  it('[E2] [E4] also sequence numbers at which the register has the other side, when restored to before the fork', async () => {
    const backup = await register.copy();
    const copy = tu.copy();
    const others = await book(copy);
    const withOther = await register.copy();
    await restored(backup);
    await Promise.all([tu.recover(), other.recover()]);
    const mine = await book(tu);
    const { start } = await tu.renew();
    await restored(withOther);
    expect(await shakeHands(tu)).toMatchObject({ state: 'recovery', lastSeq: 0, inc: 1 });
    await tu.reconcile(ofFirst(tu), { inc: 1, done: false });
    await tu.reconcile([], { inc: 2, start });
    expect(await shakeHands(tu)).toMatchObject({ state: 'ok', inc: 2, lastSeq: start });
    expect(await tu.letter<Letter>(mine.id)).not.toBeNull();
    expect(await tu.letter<Letter>(others.id)).not.toBeNull();
  });

  it('[E2] [E4] a desk that was rewound after the restore replays what it still has of the incarnation before', async () => {
    const backup = await register.copy();
    const lost = await book(tu);
    const rewound = tu.copy();
    await restored(backup);
    const other = tu.copy();
    other.journal.clear();
    [other.seq, other.prev] = [1, (rewound.past(1)[0]?.op as { prev: string }).prev];
    await other.reconcile([]);
    await other.register(aLetter());
    rewound.wire = register.wire;
    expect((await shakeHands(rewound)).state).toBe('fork');
    const { start } = await rewound.renew();
    await rewound.reconcile(ofFirst(rewound), { inc: 1, done: false });
    await rewound.reconcile([], { inc: rewound.inc, start });
    expect((await rewound.hello()).state).toBe('ok');
    expect(await rewound.letter(lost.id)).not.toBeNull();
  });

  it('[E2] nobody replays an earlier incarnation once everything was reported', async () => {
    const copy = tu.copy();
    const op = copy.registerOp(aLetter());
    await copy.renew('lain');
    const result = { seq: op.seq, opId: op.opId, status: 'applied', rv: 7 } as const;
    expect((await copy.tryReconcile([{ op, result }], { inc: 1 })).json).toEqual({ code: 'FORK' });
  });

  it('[E1] a forked desk reveals a restore by what it read, though its sequence shows nothing', async () => {
    const copy = tu.copy();
    await tu.register(aLetter());
    const backup = await register.copy();
    await other.register(aLetter());
    await copy.hello();
    await restore(backup);
    copy.wire = register.wire;
    expect(await shakeHands(copy)).toMatchObject({ state: 'fork', numbering: 'closed' });
    expect((await shakeHands(tu)).state).toBe('recovery');
  });
});
