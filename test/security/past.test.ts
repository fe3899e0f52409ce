import { describe, expect, it } from 'vitest';
import { isOwnCertificate, certify, sealsOf } from '../../server/trust/seals.ts';
import type { Account } from '../../shared/people/people.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { chainStart, type Operation } from '../../shared/sync/operation.ts';
import { type OpResult } from '../../shared/sync/protocol.ts';
import type { PastOperation } from '../../shared/sync/recovery-api.ts';
import { quarantineAnswer, trustPaths } from '../../shared/sync/trust-api.ts';
import { aPosition, registerArgs } from '../support/builders.ts';
import { newId } from '../support/desk-client.ts';
import { password } from '../support/register.ts';
import { judgeShown, namedAs } from '../support/shown-entry.ts';
import { newSigner } from '../support/signing.ts';
import {
  admin,
  beginEachWithAdministrator,
  clockOf,
  faultsOf,
  nextOf,
  other,
  register,
  restore,
  restored,
  tu,
} from '../support/restored-register.ts';

beginEachWithAdministrator();

const accountOf = (id: string): Account => ({ id, username: id, personId: id, admin: id === 'admin', disabled: false });

/** Operations as if they had taken effect in an epoch that was lost. */
const claimed = (ops: readonly Operation[], seal?: string): readonly PastOperation[] =>
  ops.map((op) => ({
    op,
    result: { seq: op.seq, opId: op.opId, status: 'applied', rv: 7, ...(seal === undefined ? {} : { seal }) },
  }));

const secretLetter = async (): Promise<string> => {
  const letterId = newId('letter');
  await other.register(registerArgs({ letterId, security: 'rahasia', addressedTo: ['kepala-dinas'] }));
  return letterId;
};

/** The disposition that would let the clerk read a letter, in the name of the head. */
const disposition = (letterId: string): Operation =>
  tu.op('letter.forward', { letterId, to: 'tu-agenda' }, { account: accountOf('kadis'), position: 'kepala-dinas' });

describe('a desk that invents a past', () => {
  it('[E1] [E2] reads no secret letter: a sound register accepts no report of a loss from it', async () => {
    const letterId = await secretLetter();
    const { epoch } = await tu.hello();
    const before = await clockOf();
    expect(await tu.hello({ answered: 900, cursorMax: 9e15, epoch })).toMatchObject({ state: 'ok', numbering: 'open' });
    const forged = claimed([tu.signInOp(accountOf('kadis')), disposition(letterId)]);
    expect((await tu.tryReconcile(forged)).json).toEqual({ code: 'NOT_IN_RECOVERY' });
    expect(await clockOf()).toEqual(before);
    expect(await tu.letter(letterId)).toBeNull();
  });

  it.each([
    ['without a seal', undefined, []],
    ['with a seal nobody made', 'A'.repeat(43), ['broken-seal']],
  ] as const)('[T14] nor of a restored one, %s', async (_how, seal, faults) => {
    const letterId = await secretLetter();
    const backup = await register.copy();
    await tu.register(registerArgs({ letterId: newId('letter') }));
    const honest = tu.past(1);
    await restored(backup);
    const forged = claimed([tu.signInOp(accountOf('kadis')), disposition(letterId)], seal);
    const { results } = await tu.reconcile([...honest, ...forged]);
    expect(results.map(({ status, code }) => [status, code])).toEqual([
      ['applied', undefined],
      ['quarantined', 'UNPROVEN'],
      ['quarantined', 'UNPROVEN'],
    ]);
    expect(await tu.letter(letterId)).toBeNull();
    expect(await faultsOf(tu)).toEqual(faults);
  });

  it('[T10] an answer belongs to its operation: exchanged or changed it is none', async () => {
    const backup = await register.copy();
    await tu.register(registerArgs({ letterId: newId('letter') }));
    await tu.say('letter.forward', { letterId: 'khayal', to: 'kepala-dinas' });
    const [taken, refused] = tu.past(1).map(({ result }) => result) as [OpResult, OpResult];
    expect(refused.status).toBe('rejected');
    const [first, second] = tu.past(1) as [PastOperation, PastOperation];
    await restored(backup);
    const better = { ...refused, status: 'applied', rv: taken.rv } as const;
    const { results } = await tu.reconcile([
      { op: first.op, result: { ...taken, agenda: { book: 'SM', year: 2026, no: 777 } } },
      { op: second.op, result: better },
    ]);
    // Their author signed them, so they are new entries: no number and no effect of the invented answer.
    expect(results.map(({ status, code, agenda }) => [status, code, agenda])).toEqual([
      ['applied', undefined, undefined],
      ['quarantined', 'AWAITS_DOCUMENT', undefined],
    ]);
    expect(await nextOf()).toBe(2);
    expect(await faultsOf(tu)).toEqual(['broken-seal']);
  });

  it('[T13] an answer to another operation is noted against the desk', async () => {
    const backup = await register.copy();
    await tu.register(registerArgs({ letterId: newId('letter') }));
    await tu.register(registerArgs({ letterId: newId('letter') }));
    const [first, second] = tu.past(1) as [PastOperation, PastOperation];
    await restored(backup);
    expect((await tu.tryReconcile([{ ...first, result: second.result }])).status).toBe(400);
    expect(await faultsOf(tu)).toEqual(['foreign-answer']);
  });

  it('[T10] an entry the register knows by its id gives no seal to other content', async () => {
    const letterId = newId('letter');
    const copy = tu.copy();
    const op = tu.registerOp(registerArgs({ letterId }));
    await tu.push([op]);
    const backup = await register.copy();
    await tu.register(registerArgs({ letterId: newId('letter') }));
    await restored(backup);
    copy.wire = register.wire;
    const forged = copy.registerOp(registerArgs({ letterId, subject: 'Lain' }), { opId: op.opId });
    await copy.renew('lain');
    const { results } = await copy.reconcile(claimed([forged]), { inc: 1, done: false });
    expect(results[0]).toMatchObject({ status: 'rejected', code: 'OP_ID_TAKEN' });
  });

  it('[E2] [T10] an id that somebody took while the register had lost it is its owner’s again by that seal', async () => {
    const backup = await register.copy();
    const letterId = newId('letter');
    const op = tu.registerOp(registerArgs({ letterId }));
    await tu.push([op]);
    await restored(backup);
    await other.recover();
    const squatted = await other.register(registerArgs({ letterId: newId('letter') }), { opId: op.opId });
    expect(squatted.status).toBe('applied');
    const { results } = await tu.reconcile(tu.past(0));
    expect(results.at(-1)).toMatchObject({ opId: op.opId, status: 'applied' });
    expect(await tu.letter(letterId)).not.toBeNull();
    // Replayed once more it has the same answer, and whoever only claims the id does not get it.
    expect((await tu.reconcile(tu.past(0))).results).toEqual(results);
    const third = await other.register(registerArgs({ letterId: newId('letter') }), { opId: op.opId });
    expect(third).toMatchObject({ status: 'rejected', code: 'OP_ID_TAKEN' });
  });

  it('[E2] an id that its account used again while the register had lost it is given back by that seal', async () => {
    const backup = await register.copy();
    const letterId = newId('letter');
    const op = tu.registerOp(registerArgs({ letterId }));
    await tu.push([op]);
    await restored(backup);
    const second = await register.desk('tu', 'Meja kedua');
    expect(await second.register(registerArgs({ letterId: newId('letter') }), { opId: op.opId })).toMatchObject({
      status: 'applied',
    });
    const { results } = await tu.reconcile(tu.past(0));
    expect(results.at(-1)).toMatchObject({ opId: op.opId, status: 'applied' });
    expect(await tu.letter(letterId)).not.toBeNull();
  });

  it('[P3] [E2] an id that somebody took before its owner was ever answered keeps nothing of his out', async () => {
    const letterId = newId('letter');
    await other.register(registerArgs({ letterId }));
    const backup = await register.copy();
    const op = tu.op('letter.forward', { letterId, to: 'kepala-dinas' }, { position: 'tu-agenda' });
    // It arrives and takes effect, and its answer is lost on the way.
    await tu.tryPush([op]);
    await restore(backup);
    const { opId } = op;
    const squat = other.op('letter.forward', { letterId, to: 'kabid-aptika' }, { opId, position: 'sekretaris' });
    expect((await other.push([squat])).results[0]?.status).toBe('applied');
    expect((await tu.push([op])).results[0]).toMatchObject({ opId, status: 'applied' });
    const facts = (await tu.letter<Letter>(letterId))?.facts ?? [];
    expect(facts.map(({ by }) => by.account)).toEqual(['sekretaris', 'tu']);
  });

  it('[E5] [T13] says one thing of a place of an earlier incarnation: another entry there is refused and noted', async () => {
    await tu.renew();
    await tu.push([tu.signInOp()]);
    const backup = await register.copy();
    await tu.register(registerArgs({ letterId: newId('letter') }));
    await restored(backup);
    const earlier = (prev: string): Operation =>
      tu.registerOp(registerArgs({ letterId: newId('letter') }), { raw: { inc: 1, seq: 700, prev } });
    const [first, second, third] = [earlier('x'), earlier('y'), earlier('z')];
    const report = (ops: readonly Operation[]) => tu.reconcile(claimed(ops), { inc: 1, done: false });
    expect((await report([first, second])).results).toMatchObject([
      { opId: first.opId, status: 'applied' },
      { opId: second.opId, status: 'rejected', code: 'PLACE_TAKEN' },
    ]);
    expect((await report([third])).results).toMatchObject([{ opId: third.opId, code: 'PLACE_TAKEN' }]);
    expect((await report([first])).results).toMatchObject([{ opId: first.opId, status: 'applied' }]);
    expect(await faultsOf(tu)).toContain('impossible-place');
  });

  it('[E4] enters no incarnation the register never issued', async () => {
    const backup = await register.copy();
    await tu.register(registerArgs({ letterId: newId('letter') }));
    await restored(backup);
    tu.inc = 9;
    [tu.seq, tu.prev] = [500, chainStart];
    expect((await tu.tryReconcile(claimed([tu.signInOp()]), { inc: 9, start: 500 })).json).toEqual({ code: 'FORK' });
    const incarnation = { inc: 9, start: 500, seal: 'A'.repeat(43) };
    await tu.hello({ life: incarnation });
    const desk = await register.store.read((tx) => tx.desks.get(tu.id));
    expect(desk?.inc).toBe(1);
  });

  it('[P13] an administrator may accept what nobody proves', async () => {
    const backup = await register.copy();
    const letterId = newId('letter');
    const op = tu.registerOp(registerArgs({ letterId }));
    await tu.push([op]);
    await restored(backup);
    const { proof: _gone, ...unsigned } = op;
    expect((await tu.reconcile(claimed([unsigned]))).results[0]).toMatchObject({ code: 'UNPROVEN' });
    expect(await tu.letter(letterId)).toBeNull();
    await judgeShown(admin, op.opId, { decision: 'accept' });
    expect(await tu.letter(letterId)).not.toBeNull();
  });

  it('[P13] [E2] of two entries under one id an administrator decides on the one he is shown', async () => {
    const backup = await register.copy();
    const position = (await register.store.read((tx) => tx.docs.get('position', 'tu-agenda')))?.json ?? '';
    const revoked = { ...(JSON.parse(position) as { id: string }), rights: [] };
    await register.put('position', revoked);
    const [theirs, taken] = [newId('letter'), newId('letter')];
    const { opId } = await tu.register(registerArgs({ letterId: theirs }));
    await restored(backup);
    await register.put('position', revoked);
    const thief = await register.desk('kadis');
    expect((await thief.register(registerArgs({ letterId: taken }), { opId })).status).toBe('quarantined');
    expect((await tu.recover()).results[0]).toMatchObject({ opId, status: 'quarantined', code: 'NO_RIGHT_TO_BOOK' });
    const { entries } = quarantineAnswer.parse((await admin.send('GET', trustPaths.quarantine)).json);
    expect(entries.map(({ desk, args }) => [desk.id, (args as { letterId: string }).letterId])).toEqual([
      [thief.id, taken],
      [tu.id, theirs],
    ]);
    const [, shown] = entries;
    if (!shown) throw new Error('only one is shown');
    const body = { decision: 'accept', ...namedAs(shown) };
    expect((await admin.send('POST', trustPaths.quarantine, body)).json).toMatchObject({ status: 'applied' });
    expect([await admin.letter(taken), await admin.letter(theirs)]).toMatchObject([null, { id: theirs }]);
  });

  it('[T14] what its author signed is a new entry, judged with the rights of today', async () => {
    const backup = await register.copy();
    const [first, second] = [newId('letter'), newId('letter')];
    const ops = [first, second].map((letterId) => tu.registerOp(registerArgs({ letterId })));
    await tu.push(ops);
    await restored(backup);
    const [kept, late] = claimed(ops);
    if (!kept || !late) throw new Error('nothing to report');
    expect((await tu.reconcile([kept], { done: false })).results[0]?.status).toBe('applied');
    await register.put('position', aPosition('tu-agenda', { rights: [], holders: [] }));
    expect((await tu.reconcile([late])).results[0]).toMatchObject({ status: 'quarantined', code: 'NO_RIGHT_TO_BOOK' });
  });

  it('[T15] keys a restored register forgot are restored by its own certificates', async () => {
    const backup = await register.copy();
    const session = await tu.signIn('umum', password).catch(() => tu.signIn('sekretaris', password));
    const { certificate } = session;
    if (!certificate) throw new Error('no certificate');
    await tu.push([tu.signInOp()]);
    tu.account = accountOf('tu');
    await restored(backup);
    const keyOf = () => register.store.read((tx) => tx.keys.get(certificate.key));
    expect(await keyOf()).toBeNull();
    await tu.hello({ certificates: [{ ...certificate, account: 'admin' }] });
    expect(await keyOf()).toBeNull();
    await tu.hello({ certificates: [certificate] });
    expect(await keyOf()).toMatchObject({ account: session.account.id, desk: tu.id, endedAt: null });
  });

  it('[T15] a forged certificate takes no key, and the administrator reads of the seal', async () => {
    const backup = await register.copy();
    const { certificate } = await tu.signIn('sekretaris', password);
    const { certificate: foreign } = other.enrolled;
    if (!certificate || !foreign) throw new Error('no certificate');
    await tu.push([tu.signInOp()]);
    tu.account = accountOf('tu');
    await restored(backup);
    const keyOf = (key: string) => register.store.read((tx) => tx.keys.get(key));
    const unknown = newSigner().key;
    const lies = [
      { ...certificate, key: unknown },
      { ...certificate, account: 'admin' },
      { ...certificate, at: certificate.at + 1 },
      { ...certificate, seal: foreign.seal },
      { ...certificate, seal: 'A'.repeat(43) },
      { desk: tu.id, account: 'admin', key: unknown, at: 1, seal: certificate.seal },
    ];
    for (const lie of lies) expect((await tu.hello({ certificates: [lie] })).state).toBe('recovery');
    expect([await keyOf(certificate.key), await keyOf(unknown)]).toEqual([null, null]);
    expect(await faultsOf(tu)).toEqual(['broken-seal']);
  });

  it('[T12] a forged water moves nothing', async () => {
    const before = await clockOf();
    const { water } = tu;
    if (!water) throw new Error('no water');
    const books = [{ book: 'SM', year: 2026, next: 900_000 }];
    for (const forged of [
      { ...water, rv: 9e15 },
      { ...water, books },
      { ...water, epoch: 'lain' },
    ]) {
      expect(await tu.hello({ water: forged })).toMatchObject({ state: 'ok', numbering: 'open' });
    }
    expect([await clockOf(), await nextOf()]).toEqual([before, 1]);
    expect(await faultsOf(tu)).toEqual(['broken-seal']);
  });

  it('[T15] a certificate counts only with its seal', async () => {
    const seals = await register.store.read((tx) => sealsOf(tx));
    const good = certify(seals, { desk: tu.id, account: 'tu', key: 'k'.repeat(43), at: 1 });
    expect(isOwnCertificate(seals, good)).toBe(true);
    expect(isOwnCertificate(seals, { ...good, account: 'admin' })).toBe(false);
    expect(isOwnCertificate(seals, { ...good, seal: 'A'.repeat(43) })).toBe(false);
  });
});
