import { beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Position } from '../../shared/people/people.ts';
import type { PushAnswer } from '../../shared/sync/protocol.ts';
import { ownSequence } from '../../server/store/op-place.ts';
import { canonicalJson, type Operation } from '../../shared/sync/operation.ts';
import { bodyLimits, largestOperation } from '../../shared/sync/bounds.ts';
import { registerArgs } from '../support/builders.ts';
import { burned, newId, type DeskClient } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';

let register: TestRegister;
let tu: DeskClient;

beforeEach(async () => {
  register = await testRegister();
  tu = await register.desk('tu');
});

const nested = (levels: number): unknown => (levels === 0 ? 'x' : [nested(levels - 1)]);
const aLetter = (more = {}) => registerArgs({ letterId: newId('letter'), ...more });
const rv = async (): Promise<number> => (await register.store.read((tx) => tx.clock())).rv;

describe('a long entry', () => {
  const long = (signer?: null) =>
    tu.op('letter.print', { pad: 'x'.repeat(500_000) }, signer === null ? { signer } : {});
  const stored = ({ desk, inc, seq }: Operation) =>
    register.store.read((tx) => tx.desks.op({ desk, inc, seq, forked: false }));

  it('[P4] that is refused is kept by its head and its digest alone', async () => {
    const op = long();
    expect((await tu.push([op])).results[0]?.status).toBe('rejected');
    const body = (await stored(op))?.body ?? '';
    expect(body.length).toBeLessThan(4096);
    expect(JSON.parse(body)).toMatchObject({ desk: op.desk, inc: op.inc, seq: op.seq, hash: op.hash, name: op.name });
  });

  it('[P4] that was refused is answered the same when it comes again', async () => {
    const op = long();
    const first = await tu.push([op]);
    expect((await tu.push([op])).results).toEqual(first.results);
  });

  it('[P4] that may still run is kept whole', async () => {
    const op = long(null);
    expect((await tu.push([op])).results[0]?.status).toBe('quarantined');
    expect(JSON.parse((await stored(op))?.body ?? '')).toEqual(op);
  });
});

describe('the sequence of a desk', () => {
  it('[P1] operations without a gap are taken in order', async () => {
    const answer = await tu.push([tu.registerOp(aLetter()), tu.registerOp(aLetter()), tu.registerOp(aLetter())]);
    expect(answer.results.map(({ status, seq }) => [status, seq])).toEqual([
      ['applied', 2],
      ['applied', 3],
      ['applied', 4],
    ]);
    expect(answer.ackSeq).toBe(4);
  });

  it('[P1] a sequence number that is too high is answered GAP with the one expected, and nothing runs', async () => {
    const before = await rv();
    const [missing, late] = [tu.registerOp(aLetter()), tu.registerOp(aLetter())];
    const answer = await tu.tryPush([late]);
    expect(answer.status).toBe(409);
    expect(answer.json).toEqual({ code: 'GAP', expect: 2 });
    expect(await rv()).toBe(before);
    expect((await tu.push([missing, late])).results.map(({ status }) => status)).toEqual(['applied', 'applied']);
  });

  it('[P1] operations out of order in one batch are refused whole', async () => {
    const before = await rv();
    const [first, second] = [tu.registerOp(aLetter()), tu.registerOp(aLetter())];
    expect((await tu.tryPush([second, first])).json).toEqual({ code: 'GAP', expect: 2 });
    expect(await rv()).toBe(before);
  });

  it('[P2] a chain that does not fit is answered FORK', async () => {
    const op = tu.op('letter.register', aLetter(), { raw: { prev: 'somebody-elses' } });
    expect((await tu.tryPush([op])).json).toEqual({ code: 'FORK' });
  });

  it('[P2] an operation that was changed on its way does not fit its hash', async () => {
    const op = tu.registerOp(aLetter());
    const tampered = { ...op, args: { ...(op.args as object), subject: 'lain' } };
    expect((await tu.tryPush([tampered])).json).toEqual({ code: 'FORK' });
  });

  it('[P2] another operation at a sequence number already used is answered FORK: the desk was rewound', async () => {
    const [seq, prev] = [tu.seq, tu.prev];
    await tu.register(aLetter());
    [tu.seq, tu.prev] = [seq, prev];
    expect((await tu.tryPush([tu.registerOp(aLetter())])).json).toEqual({ code: 'FORK' });
  });

  it('[P2] operations of another desk do not fit, whatever their chain', async () => {
    const other = await register.desk('sekretaris');
    expect((await tu.tryPush([other.registerOp(aLetter())])).json).toEqual({ code: 'FORK' });
  });

  it('[P3] a push sent twice returns the stored result and changes nothing', async () => {
    const ops = [tu.registerOp(aLetter()), tu.registerOp(aLetter())];
    const first = await tu.push(ops);
    const after = await rv();
    const second = await tu.push(ops);
    expect(second.results).toEqual(first.results);
    expect(await rv()).toBe(after);
  });

  it('[P3] a lost answer is recovered by sending old and new operations together', async () => {
    const known = tu.registerOp(aLetter());
    const { results: first } = await tu.push([known]);
    const answer = await tu.push([known, tu.registerOp(aLetter())]);
    expect(answer.results[0]).toEqual(first[0]);
    expect(answer.results[1]?.status).toBe('applied');
  });

  it('[P3] the same entry under a new sequence number after a new incarnation collapses into the first', async () => {
    const args = aLetter();
    const op = tu.registerOp(args);
    const { results: first } = await tu.push([op]);
    const after = await rv();
    const again = await register.desk('tu', 'Meja baru');
    const result = await again.register(args, { opId: op.opId });
    expect(result).toMatchObject({ status: 'applied', rv: first[0]?.rv });
    expect(await rv()).toBe(after);
  });

  it('[P3] a foreign operation id under other content is an entry of its own and shows nothing of the first', async () => {
    const op = tu.registerOp(aLetter());
    await tu.push([op]);
    const other = await register.desk('sekretaris');
    const result = await other.register(aLetter(), { opId: op.opId });
    expect(result).toMatchObject({ status: 'applied', agenda: { no: 2 } });
  });

  it('[P3] the own operation id under other content is rejected, at every desk', async () => {
    const op = tu.registerOp(aLetter());
    await tu.push([op]);
    const other = await register.desk('tu', 'Meja baru');
    for (const desk of [tu, other]) {
      const result = await desk.register(aLetter(), { opId: op.opId });
      expect(result).toMatchObject({ status: 'rejected', code: 'OP_ID_TAKEN', rv: null });
    }
  });
});

describe('what becomes of an operation', () => {
  it('[P4] a refused operation is an answer: the sequence moves on and its body is kept', async () => {
    const op = tu.registerOp(aLetter({ subject: '' }));
    const { results } = await tu.push([op]);
    expect(results[0]).toMatchObject({ status: 'rejected', code: 'REQUIRED', field: 'subject', rv: null });
    const kept = await register.store.read((tx) => tx.desks.op({ ...ownSequence(tu), seq: op.seq }));
    expect(JSON.parse(kept?.body ?? '')).toEqual(op);
    expect((await tu.register(aLetter())).status).toBe('applied');
  });

  it('[P5] what came before a broken chain in the same batch is not applied', async () => {
    const before = await rv();
    const good = tu.registerOp(aLetter());
    const bad = tu.op('letter.register', aLetter(), { raw: { prev: 'x' } });
    expect((await tu.tryPush([good, bad])).status).toBe(409);
    expect(await rv()).toBe(before);
  });

  it('[P6] more than 100 operations are too many, one large one is not', async () => {
    const many = Array.from({ length: 101 }, () => tu.registerOp(aLetter()));
    expect((await tu.tryPush(many)).json).toEqual({ code: 'TOO_LARGE' });
    [tu.seq, tu.prev] = [1, many[0]?.prev ?? ''];
    const large = tu.registerOp(aLetter({ remark: 'x'.repeat(300_000) }));
    const answer = (await tu.push([large])) satisfies PushAnswer;
    expect(answer.results[0]).toMatchObject({ status: 'rejected', code: 'TOO_LONG', field: 'remark' });
  });

  it('[P6] more than 256 KiB in several operations are too much', async () => {
    const ops = [1, 2].map(() => tu.registerOp(aLetter({ remark: 'x'.repeat(140_000) })));
    expect((await tu.tryPush(ops)).json).toEqual({ code: 'TOO_LARGE' });
  });

  it('[P6] [P8] an operation above what a desk saves gets its answer and delays no other one', async () => {
    const op = tu.registerOp(aLetter({ remark: 'x'.repeat(1_100_000) }));
    const deep = tu.op('letter.register', aLetter({ remark: nested(60) }));
    const rich = tu.op('letter.register', aLetter({ remark: Array.from({ length: 60_000 }, () => 1) }));
    for (const one of [op, deep, rich]) {
      expect((await tu.push([one])).results[0]).toMatchObject({ status: 'rejected', code: 'TOO_LARGE', rv: null });
    }
    expect((await tu.register(aLetter())).status).toBe('applied');
  });

  it('[P6] the largest entry a desk saves is judged by the rules of its command', async () => {
    const args = (length: number) => aLetter({ remark: 'x'.repeat(length) });
    const { hash: _hash, prev: _prev, seq: _seq, desk: _desk, inc: _inc, ...entry } = tu.op('letter.register', args(0));
    tu.seq -= 1;
    tu.prev = _prev;
    const largest = args(largestOperation - canonicalJson(entry).length);
    const answer = await tu.push([tu.op('letter.register', largest)]);
    expect(answer.results[0]).toMatchObject({ status: 'rejected', code: 'TOO_LONG', field: 'remark' });
  });

  it('[P6] the largest that an older desk could save gets its answer; beyond it nothing is read', async () => {
    const [seq, prev] = [tu.seq, tu.prev];
    const beyond = tu.registerOp(aLetter({ remark: 'x'.repeat(bodyLimits.operations) }));
    expect((await tu.tryPush([beyond])).json).toEqual({ code: 'TOO_LARGE' });
    [tu.seq, tu.prev] = [seq, prev];
    const largest = tu.registerOp(aLetter({ remark: 'é'.repeat(1_000_000) }));
    expect((await tu.push([largest])).results[0]).toMatchObject({ status: 'rejected', code: 'TOO_LARGE' });
  });

  it('[P7] an ended session pauses the push and consumes nothing', async () => {
    const op = tu.registerOp(aLetter());
    await tu.send('DELETE', '/api/session');
    expect((await tu.tryPush([op])).json).toEqual({ code: 'NOT_SIGNED_IN' });
    await tu.signIn('tu', password);
    expect((await tu.push([op])).results[0]?.status).toBe('applied');
  });

  it('[P8] an operation of no known shape is rejected and delays no other', async () => {
    const odd = tu.op('letter.register', aLetter(), { raw: { by: 'nobody', at: 12 } });
    const answer = await tu.push([odd, tu.registerOp(aLetter())]);
    expect(answer.results.map(({ status, code }) => [status, code])).toEqual([
      ['rejected', 'INVALID'],
      ['applied', undefined],
    ]);
  });

  it('[P8] [P5] an operation whose rule throws is quarantined, leaves nothing behind and delays no other', async () => {
    const args = aLetter();
    await tu.register(args);
    // A document as only a bug could have left it.
    const broken = { ...(await tu.letter<Letter>(args.letterId)), id: args.letterId, facts: 'none' };
    await register.put('letter', broken);
    const before = await rv();
    const answer = await tu.push([
      tu.op('letter.forward', { letterId: args.letterId, to: 'kepala-dinas' }),
      tu.registerOp(aLetter()),
    ]);
    expect(answer.results.map(({ status, code }) => [status, code])).toEqual([
      ['quarantined', 'INTERNAL'],
      ['applied', undefined],
    ]);
    expect(await tu.letter(args.letterId)).toEqual(broken);
    expect(await rv()).toBe(before + 1);
  });

  it('[P8] an operation without sequence or hash is no operation', async () => {
    expect((await tu.tryPush([{ name: 'letter.register' }])).json).toEqual({ code: 'BAD_REQUEST' });
  });

  it('[P9] a fact on a void letter is applied and flagged, an act on it is rejected', async () => {
    const args = aLetter();
    await tu.register(args);
    await tu.say('letter.void', { letterId: args.letterId, reason: 'Salah kirim' });
    const fact = await tu.say('letter.forward', { letterId: args.letterId, to: 'kepala-dinas' });
    const act = await tu.say('letter.correct', { letterId: args.letterId, set: { subject: 'Lain' } });
    expect(fact).toMatchObject({ status: 'flagged', code: 'LETTER_IS_VOID' });
    expect(act).toMatchObject({ status: 'rejected', code: 'LETTER_IS_VOID', rv: null });
    expect((await tu.letter<Letter>(args.letterId))?.facts).toHaveLength(1);
  });

  it('[P9] a fact on a letter no desk can replay any more is rejected with its reason', async () => {
    const result = await tu.say('letter.print', { letterId: 'unknown', sheet: 'blank', paper: 'A4' });
    expect(result).toMatchObject({ status: 'rejected', code: 'NO_SUCH_LETTER', rv: null });
  });

  it('[P9] what names a position the register does not know is applied and flagged: the number is on paper', async () => {
    const lease = await tu.lease(2026);
    const args = aLetter({ addressedTo: ['seksi-baru'] });
    const booked = await tu.register(args, { agenda: burned(lease, 1) });
    const to = [{ position: 'seksi-baru', due: null }];
    const order = { from: 'kepala-dinas', to, instructions: ['tindak-lanjuti'], note: '', date: '2026-10-08' };
    const facts = [
      await tu.say('letter.forward', { letterId: args.letterId, to: 'seksi-baru' }),
      await tu.say('disposition.transcribe', { letterId: args.letterId, parent: null, ...order }),
    ];
    for (const result of [booked, ...facts]) {
      expect(result).toMatchObject({ status: 'flagged', code: 'UNKNOWN_POSITION' });
    }
    expect(await tu.letter<Letter>(args.letterId)).toMatchObject({
      agenda: { no: 1, conflict: false },
      facts: [{ kind: 'forward' }, { kind: 'disposition' }],
    });
  });

  it('[P9] an author without the right is quarantined, not dropped', async () => {
    const kadis = await register.desk('kadis');
    expect(await kadis.register(aLetter())).toMatchObject({
      status: 'quarantined',
      code: 'NO_RIGHT_TO_BOOK',
      rv: null,
    });
  });

  it("[P9] rights are those of the server's day: a post handed over yesterday books nothing today", async () => {
    const tuPosition = await tu.pull().then(({ rows }) => rows.find(({ id }) => id === 'tu-agenda')?.d as Position);
    const holders = [{ id: 'h', personId: 'tu', kind: 'definitif', from: '2020-01-01', to: '2026-10-08' }];
    await register.put('position', { ...tuPosition, holders });
    expect((await tu.register(aLetter())).status).toBe('applied');
    register.clock.set('2026-10-09T00:00:00.000+07:00');
    expect((await tu.register(aLetter())).status).toBe('quarantined');
  });

  it('keeps HTML as the text it is', async () => {
    const args = aLetter({ subject: '<img src=x onerror=alert(1)> & "kutip"', remark: '<script>1</script>' });
    await tu.register(args);
    const letter = await tu.letter<Letter>(args.letterId);
    expect([letter?.subject, letter?.remark]).toEqual([args.subject, args.remark]);
  });

  it('writes person and position as the register knows them, not as the desk claims', async () => {
    const args = aLetter();
    const forged = { by: { account: 'tu', person: 'kadis', position: 'kepala-dinas' } };
    await tu.push([tu.op('letter.register', args, { raw: forged })]);
    const letter = await tu.letter<Letter>(args.letterId);
    expect(letter?.registered.by).toEqual({ account: 'tu', person: 'tu', position: 'tu-agenda' });
  });
});

describe('who is signed in', () => {
  it('[P10] an author that is not signed in at this sequence number is quarantined', async () => {
    const { account } = await tu.signIn('sekretaris', password);
    const result = await tu.register(aLetter(), { account });
    expect(result).toMatchObject({ status: 'quarantined', code: 'NOT_SIGNED_IN' });
  });

  it('[P10] a sign-in counts only after the account gave its password at this desk', async () => {
    const account = { ...tu.account, id: 'sekretaris', username: 'sekretaris', personId: 'sekretaris' };
    expect((await tu.push([tu.signInOp(account)])).results[0]).toMatchObject({
      status: 'quarantined',
      code: 'UNPROVEN',
    });
    await tu.signIn('sekretaris', password);
    const { results } = await tu.push([tu.signInOp(account), tu.registerOp(aLetter(), { account })]);
    expect(results.map(({ status }) => status)).toEqual(['applied', 'applied']);
  });

  it('[P10] after a sign-out nothing runs under that name, whoever sends it to the server', async () => {
    const { account } = tu;
    const out = tu.signOutOp();
    const after = tu.registerOp(aLetter(), { account });
    expect((await tu.push([out, after])).results.map(({ status }) => status)).toEqual(['applied', 'quarantined']);
  });

  it('[P10] nobody signs another account in', async () => {
    const op = tu.op('session.signIn', { account: 'admin' });
    expect((await tu.push([op])).results[0]).toMatchObject({ status: 'rejected', code: 'INVALID' });
  });

  it('[P10] an account that was disabled meanwhile is quarantined', async () => {
    await register.put('account', { ...tu.account, disabled: true });
    await tu.signIn('admin', password).catch(() => undefined);
    const account = { ...tu.account, id: 'tu', username: 'tu', personId: 'tu' };
    expect(await tu.register(aLetter(), { account })).toMatchObject({
      status: 'quarantined',
      code: 'ACCOUNT_DISABLED',
    });
  });
});
