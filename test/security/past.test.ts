import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRegister, type OpenedRegister } from '../../server/open-register.ts';
import { openHighWater } from '../../server/numbers/high-water.ts';
import { numberingIs } from '../../server/numbers/numbering.ts';
import type { DeskRow } from '../../server/store/store.ts';
import { isOwnCertificate, certify, sealsOf } from '../../server/trust/seals.ts';
import type { Account } from '../../shared/people/people.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { chainStart, type Operation } from '../../shared/sync/operation.ts';
import { paths, type OpResult } from '../../shared/sync/protocol.ts';
import type { PastOperation, RememberedLease } from '../../shared/sync/recovery-api.ts';
import { desksAnswer, gapsAnswer, quarantineAnswer, trustPaths } from '../../shared/sync/trust-api.ts';
import { aPosition, registerArgs } from '../support/builders.ts';
import { burned, newId, type DeskClient } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';
import { judgeShown, namedAs } from '../support/shown-entry.ts';
import { newSigner } from '../support/signing.ts';

let register: TestRegister;
let admin: DeskClient;
let tu: DeskClient;
let other: DeskClient;

beforeEach(async () => {
  register = await testRegister();
  admin = await register.desk('admin');
  tu = await register.desk('tu');
  other = await register.desk('sekretaris');
});

const accountOf = (id: string): Account => ({ id, username: id, personId: id, admin: id === 'admin', disabled: false });
const clockOf = () => register.store.read((tx) => tx.clock());
const nextOf = () => register.store.read(async (tx) => (await tx.numbers.book('SM', 2026))?.next ?? 1);
const faultsOf = async (desk: DeskClient) => {
  const { desks } = desksAnswer.parse((await admin.send('GET', trustPaths.desks)).json);
  return desks.find(({ id }) => id === desk.id)?.faults.map(({ kind }) => kind) ?? [];
};

/** Replaces the register by a backup; `tu` shows what it lost. */
async function restored(backup: Buffer): Promise<void> {
  await tu.hello();
  register = await testRegister({ from: backup, at: register.clock.now() });
  for (const desk of [admin, tu, other]) desk.wire = register.wire;
  expect((await tu.hello()).state).toBe('recovery');
}

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
    register = await testRegister({ from: backup, at: register.clock.now() });
    for (const desk of [admin, tu, other]) desk.wire = register.wire;
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

describe('numbers nobody issued', () => {
  const block = (from: number, to: number, more: Partial<RememberedLease> = {}): RememberedLease => {
    return { id: 'khayal', book: 'SM', year: 2026, from, to, inc: 1, used: null, closed: false, ...more };
  };
  const report = async (lease: RememberedLease) => (await tu.tryReconcile([], { leases: [lease] })).status;

  it.each([
    ['9007199254740980', block(9007199254740980, 9007199254740990)],
    ['of 50,000,000 numbers', block(1, 50_000_000)],
    ['of a year that never was', block(1, 10, { year: 99_999 })],
  ])('[T16] a block %s is no request', async (_what, lease) => {
    expect(await report(lease)).toBe(400);
    expect((await tu.lease(2026)).from).toBe(1);
  });

  it('[T11] a block without the seal it was issued with is nobody`s: no counter moves', async () => {
    const backup = await register.copy();
    const lease = await tu.lease(2026);
    await restored(backup);
    expect(await nextOf()).toBe(11);
    expect(await report(block(1, 900_000))).toBe(200);
    expect(await report({ ...block(1, 900_000), seal: lease.seal })).toBe(200);
    expect(await nextOf()).toBe(11);
    expect(await faultsOf(tu)).toEqual(expect.arrayContaining(['unsealed-block']));
  });

  it.each([
    ['an agenda number', { agenda: { book: 'SM', year: 2026, no: 9007199254740980, lease: null, provisional: null } }],
    ['a book', { agenda: { book: 'XX', year: 2026, no: null, lease: null, provisional: null } }],
    ['a base', { raw: { base: { 'letter:a': 1e300 } } }],
  ])('[T16] %s beyond all bounds is answered and blocks nobody', async (_what, options) => {
    const { rv } = await clockOf();
    const [result] = (await tu.push([tu.registerOp(registerArgs({ letterId: newId('letter') }), options)])).results;
    expect(result).toMatchObject({ status: 'rejected', code: 'INVALID' });
    expect((await clockOf()).rv).toBe(rv);
    expect((await tu.lease(2026)).from).toBe(1);
  });

  it('[T13] a number above every one issued is noted and moves no counter', async () => {
    const strange = { book: 'SM', year: 2026, no: 900_000, lease: null, provisional: null };
    await tu.register(registerArgs({ letterId: newId('letter') }), { agenda: strange });
    expect(await nextOf()).toBe(1);
    expect(await faultsOf(tu)).toEqual(['number-from-nowhere']);
  });

  it('[T45] [N2] a refused letter makes no number void that is of the block of another desk, or of none', async () => {
    const lease = await tu.lease(2026);
    const claims = [lease.from, lease.to, 900_000].map((no) =>
      other.op('letter.register', { bukan: 'surat' }, { agenda: { ...burned(lease, no), lease: null } }),
    );
    expect((await other.push(claims)).results.map(({ status }) => status)).toEqual(claims.map(() => 'rejected'));
    const { json } = await admin.send('GET', `${trustPaths.gaps}?book=SM&year=2026`);
    const { ranges, ahead = [] } = gapsAnswer.parse(json);
    expect([...ranges, ...ahead]).toMatchObject([{ from: lease.from, to: lease.to, class: 'leased' }]);
    expect(await faultsOf(other)).toEqual(['number-from-nowhere']);
  });

  it('[N2] [E5] the number of a refused letter is void when a copy reports it that goes on from its desk', async () => {
    const lease = await tu.lease(2026);
    const copy = tu.copy();
    const waits = copy.op('letter.register', { bukan: 'surat' }, { agenda: burned(lease, lease.from) });
    await copy.renew('mesin-lain');
    const { results } = await copy.push([copy.signInOp(), copy.movedOp(waits)]);
    expect(results.at(-1)).toMatchObject({ status: 'rejected' });
    const { json } = await admin.send('GET', `${trustPaths.gaps}?book=SM&year=2026`);
    const { ranges, ahead = [] } = gapsAnswer.parse(json);
    expect([...ranges, ...ahead][0]).toMatchObject({ to: lease.from, class: 'void', reason: 'refused' });
  });

  it.each([
    ['of a block another desk holds and has used', true, true],
    ['of a block another desk holds and will use', true, false],
    ['that the register gave to another letter', false, true],
  ])('[T45] a number %s marks the letter that claims it and no other', async (_what, fromBlock, first) => {
    const [theirs, mine] = [newId('letter'), newId('letter')];
    const lease = await other.lease(2026);
    const agenda = fromBlock ? { agenda: burned(lease, 1) } : {};
    const honest = () => other.register(registerArgs({ letterId: theirs }), agenda);
    if (first) await honest();
    const { no = 1 } = (await other.letter<Letter>(theirs))?.agenda ?? {};
    for (const claimedLease of [lease.id, null]) {
      const claim = { book: 'SM', year: 2026, no, lease: claimedLease, provisional: null };
      const letterId = claimedLease === null ? mine : newId('letter');
      expect(await tu.register(registerArgs({ letterId }), { agenda: claim })).toMatchObject({
        status: 'flagged',
        code: 'AGENDA_CONFLICT',
      });
    }
    if (!first) expect(await honest()).toMatchObject({ status: 'applied' });
    expect((await tu.letter<Letter>(mine))?.agenda).toMatchObject({ no, conflict: true });
    expect((await other.letter<Letter>(theirs))?.agenda).toMatchObject({ no, conflict: false });
    expect((await other.hello({ late: 0 })).late.results).toEqual([]);
    expect(await faultsOf(tu)).toEqual(['number-from-nowhere']);
  });

  it('[N7] [N9] are given to nobody who may not put them on letters, and no more than are used', async () => {
    const kadis = await register.desk('kadis');
    expect((await kadis.tryLease(2026)).json).toEqual({ code: 'FORBIDDEN' });
    const codes: unknown[] = [];
    for (let i = 0; i < 40; i++) {
      const { status, json } = await tu.tryLease(2026);
      codes.push(status === 200 ? 'given' : (json as { code: string }).code);
      const { lease } = json as { lease?: { id: string } };
      if (!lease || i > 0) continue;
      // The counter passes it, so that nothing of it comes home.
      await tu.register(registerArgs({ letterId: newId('letter') }));
      await tu.closeLease(lease.id, null);
    }
    expect(codes.filter((code) => code === 'given')).toHaveLength(2);
    expect(new Set(codes)).toEqual(new Set(['given', 'TOO_MANY_BLOCKS']));
    expect(await nextOf()).toBe(12);
    register.clock.pass(3_600_001);
    expect((await tu.tryLease(2026)).status).toBe(200);
  });

  it('[N9] a desk that uses its blocks up gets more', async () => {
    const begun: number[] = [];
    for (let i = 0; i < 6; i++) {
      const lease = await tu.lease(2026);
      begun.push(lease.from);
      await tu.register(registerArgs({ letterId: newId('letter') }), { agenda: burned(lease, lease.to) });
    }
    expect(begun).toEqual([1, 11, 21, 31, 41, 51]);
  });

  it('[T17] a book with a jump of a million costs its page no more than one without', async () => {
    await admin.send('POST', paths.books, { book: 'SM', year: 2026, next: 999_990 });
    await tu.register(registerArgs({ letterId: newId('letter') }));
    const begun = process.cpuUsage();
    const gaps = gapsAnswer.parse((await tu.send('GET', `${trustPaths.gaps}?book=SM&year=2026`)).json);
    const { user, system } = process.cpuUsage(begun);
    expect(gaps.counts).toMatchObject({ paper: 999_989, used: 1, unaccounted: 0 });
    expect((user + system) / 1000).toBeLessThan(300);
  });

  it('[T18] incarnations are issued near each other and not without end', async () => {
    const far = { inc: 1, machine: 'uji', lastSeq: 2 ** 39, proto: 1 };
    expect((await tu.send('POST', paths.renew, far)).json).toEqual({ code: 'BAD_REQUEST' });
    expect((await tu.send('POST', paths.renew, { ...far, lastSeq: 2 ** 60 })).status).toBe(400);
    expect(await faultsOf(tu)).toEqual(['impossible-place']);
    for (let i = 0; i < 20; i++) await tu.renew();
    await expect(tu.renew()).rejects.toThrow('TOO_MANY_TRIES');
    register.clock.pass(3_600_001);
    await tu.renew();
  });
});

describe('a copy with the machine of the first', () => {
  it('[N10] both desks are notified that a number stands twice, also the one that reported first', async () => {
    const lease = await tu.lease(2026);
    const copy = tu.copy();
    const [first, second] = [newId('letter'), newId('letter')];
    await tu.register(registerArgs({ letterId: first }), { agenda: burned(lease, 1) });
    const { upTo } = (await tu.hello()).late;
    const waits = copy.registerOp(registerArgs({ letterId: second }), { agenda: burned(lease, 1) });
    const { opId, seq, inc, name, v, args, agenda, base, by, at } = waits;
    await copy.renew();
    const raw = { base, by, at, origin: { desk: tu.id, inc, seq } };
    const again = copy.op(name, args, { opId, v, agenda, raw });
    expect((await copy.push([again])).results[0]).toMatchObject({ status: 'flagged', code: 'AGENDA_CONFLICT' });

    // The first is a copy itself now, and must be notified of what it entered before.
    expect((await tu.hello()).state).toBe('fork');
    await tu.renew();
    const { late } = await tu.hello({ late: upTo });
    expect(late.results).toMatchObject([{ status: 'flagged', code: 'AGENDA_CONFLICT' }]);
    for (const id of [first, second]) expect((await tu.letter<Letter>(id))?.agenda.conflict).toBe(true);
    expect(await faultsOf(copy)).toContain('copied');
  });
});

describe('a folder that was restored whole', () => {
  let root: string;
  let opened: OpenedRegister | null = null;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'lembar-past-'));
  });
  afterEach(async () => {
    await close();
    await rm(root, { recursive: true, force: true });
  });

  const data = () => join(root, 'data');
  let made = 0;
  const ids = { next: () => `id-${++made}` };

  const unshared = { demand: () => undefined };
  async function open(state = 'state', asked = false): Promise<OpenedRegister> {
    await close();
    await mkdir(data(), { recursive: true });
    const places = { dataDir: data(), stateDir: join(root, state) };
    const fail = (error: unknown): never => {
      throw error;
    };
    opened = await openRegister(places, ids, { asked, now: 1000 }, fail, { now: () => 1000 }, unshared);
    return opened;
  }
  async function close(): Promise<void> {
    const was = opened;
    opened = null;
    await was?.highWater.close();
    await was?.store.close();
  }
  const desk: DeskRow = {
    id: 'desk-1',
    code: 'D01',
    name: 'Loket',
    machine: '',
    tokenHash: 'hash',
    inc: 1,
    lastSeq: 0,
    lastHash: chainStart,
    retired: false,
    lost: false,
    blockSize: 10,
    createdAt: 0,
    lastSeen: 1000,
    reported: null,
    replaysAll: false,
    origin: null,
    originSeq: 0,
    enrolledBy: null,
    confirmed: false,
  };
  /** A desk is enrolled and numbers are issued up to `next`. */
  async function use({ store, highWater }: OpenedRegister, next: number): Promise<void> {
    await store.write(async (tx) => {
      await tx.desks.put({ ...desk, reported: (await tx.clock()).epoch });
      await tx.numbers.putBook({ book: 'SM', year: 2026, next });
    });
    await highWater.raise([{ book: 'SM', year: 2026 }]);
  }
  const numbersOf = ({ store }: OpenedRegister) =>
    store.read(async (tx) => [(await tx.numbers.book('SM', 2026))?.next, await numberingIs(tx)]);
  const epochOf = ({ store }: OpenedRegister) => store.read(async (tx) => (await tx.clock()).epoch);

  it('[E1] [N4] is noticed on the same machine without its operator declaring it, and continues above', async () => {
    await use(await open(), 6);
    await close();
    await cp(data(), join(root, 'backup'), { recursive: true });
    await use(await open(), 11);
    await close();
    await rm(data(), { recursive: true });
    await cp(join(root, 'backup'), data(), { recursive: true });
    const again = await open();
    expect(again.restored).toBe('behind');
    expect(await numbersOf(again)).toEqual([11, 'open']);
  });

  it('[E1] [N4] on another machine issues no number until desks have reported or an administrator decided', async () => {
    await use(await open(), 6);
    const moved = await open('another');
    expect(moved.restored).toBe('moved');
    expect(await numbersOf(moved)).toEqual([6, 'closed']);
    const epoch = await epochOf(moved);
    // From now on it stays there.
    const stays = await open('another');
    expect([stays.restored, await epochOf(stays)]).toEqual([null, epoch]);
  });

  it('[E1] a register of an earlier version has no mark outside yet and is not restored', async () => {
    const places = { dataDir: data(), stateDir: null };
    await mkdir(data());
    const opening = { asked: false, now: 1000 };
    opened = await openRegister(places, ids, opening, () => undefined, { now: () => 1000 }, unshared);
    await use(opened, 6);
    const now = await open();
    expect(now.restored).toBeNull();
    expect((await open('elsewhere')).restored).toBe('moved');
  });

  it('[T10] the key of the seals survives the loss of either copy, and of two keys the file takes precedence', async () => {
    const file = join(data(), 'lembar.seal');
    const sealBy = ({ store }: OpenedRegister) => store.read(async (tx) => (await sealsOf(tx)).of('water', 'x'));
    const first = await open();
    const seal = await sealBy(first);
    const key = await readFile(file, 'utf8');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await close();
    await rm(file);
    expect(await sealBy(await open())).toBe(seal);
    expect(await readFile(file, 'utf8')).toBe(key);
    await close();
    await writeFile(file, `${'0'.repeat(64)}\n`);
    const third = await open();
    expect(await sealBy(third)).not.toBe(seal);
    const seals = await third.store.read((tx) => sealsOf(tx));
    expect(seals.hold('water', 'x', seal)).toBe(true);
    await close();
    await rm(file);
    expect(await sealBy(await open())).toBe(seals.of('water', 'x'));
  });

  it('[T19] pushes that end while the mark is written share the next write', async () => {
    const { store } = await open();
    let writes = 0;
    const beside = {
      read: () => Promise.reject(new Error('none')),
      write: async () => {
        writes++;
        await new Promise((resolve) => setTimeout(resolve, 5));
      },
    };
    const { highWater } = await openHighWater(
      { beside, outside: null },
      store,
      'epoch',
      () => () => undefined,
      () => undefined,
      { asked: false, now: 1000 },
    );
    const before = writes;
    const groups = Array.from({ length: 40 }, () => highWater.raise([{ book: 'SM', year: 2026 }]));
    await Promise.all(groups);
    expect(writes - before).toBeLessThanOrEqual(2);
  });
});
