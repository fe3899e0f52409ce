import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../shared/people/people.ts';
import { blobPaths } from '../../shared/sync/blob-api.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { signedText, type Proof } from '../../shared/sync/proof.ts';
import { hashOperation, type Operation } from '../../shared/sync/operation.ts';
import { trustPaths } from '../../shared/sync/trust-api.ts';
import { sha256 } from '../../server/auth/tokens.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { openLive, type LiveChannel } from '../support/live-channel.ts';
import { password, quickPasswords, testRegister, type TestRegister } from '../support/register.ts';
import { judgeShown } from '../support/shown-entry.ts';
import { newSigner } from '../support/signing.ts';

let register: TestRegister;
/** The head's own desk, at which he is signed in. */
let admin: DeskClient;
/** A clerk's desk. */
let tu: DeskClient;
beforeEach(async () => {
  register = await testRegister();
  admin = await register.desk('admin', 'Meja Admin');
  tu = await register.desk('tu', 'Loket');
});
afterEach(() => register.app.close());

const person = (id: string): Account => ({ id, username: id, personId: id, admin: id === 'admin', disabled: false });
const aLetter = () => registerArgs({ letterId: newId('letter') });
const stored = async (id: string): Promise<Account> => {
  const row = await register.store.read((tx) => tx.docs.get('account', id));
  return JSON.parse(row?.json ?? 'null') as Account;
};
const codes = async (desk: DeskClient, ops: readonly unknown[]) =>
  (await desk.push(ops)).results.map(({ status, code }) => code ?? status);
const setAccount = (change: object, id = 'tu', by = admin) =>
  by.send('POST', paths.accounts, { ...person(id), password: null, ...change });
const retire = (desk: DeskClient, lost = true) => admin.send('POST', `/api/desks/${desk.id}/retire`, { lost });
/** The same by an operation, as an administrator's window does it. */
const disabling = () =>
  admin.op('account.save', { doc: { ...person('tu'), disabled: true } }, { base: { 'account:tu': 1e12 } });
const giveBack = (desk: DeskClient) => admin.send('POST', `/api/desks/${desk.id}/return`, {});

describe('1.1 a clerk becomes administrator without a password', () => {
  /** An administrator enrolled the PC and signed out; a clerk signed in, whose program claims what it likes. */
  async function takenOver(): Promise<DeskClient> {
    const desk = await register.desk('admin', 'PC bersama');
    await desk.push([desk.signOutOp()]);
    await desk.send('DELETE', paths.session);
    await desk.signIn('tu', password);
    await desk.push([desk.signInOp()]);
    return desk;
  }
  const promotion = { doc: { ...person('tu'), admin: true } };

  it('[T2] signs nobody in and saves no account in the name of whoever enrolled the desk', async () => {
    const desk = await takenOver();
    const chief = person('admin');
    const ops = [
      desk.signInOp(chief, { signer: null }),
      desk.op('account.save', promotion, { account: chief, signer: null }),
    ];
    expect(await codes(desk, ops)).toEqual(['UNPROVEN', 'UNPROVEN']);
    expect((await stored('tu')).admin).toBe(false);
    expect((await desk.send('POST', paths.accounts, { ...chief, password: 'kata-sandi-baru' })).status).toBe(403);
  });

  it("[T2] nor with the clerk's own signature, that of another entry, or the name of the right key over nothing", async () => {
    const desk = await takenOver();
    const chief = person('admin');
    const genuine = admin.registerOp(aLetter()).proof as Proof;
    const own = desk.signers.get('tu') ?? null;
    const withProof = (op: Operation, proof: Proof): Operation => ({ ...op, proof });
    const op = () => desk.op('account.save', promotion, { account: chief, signer: own });
    const key = desk.signers.get('admin')?.key ?? '';
    const ops = [op(), withProof(op(), genuine), withProof(op(), { ...genuine, key })];
    expect(await codes(desk, ops)).toEqual(['UNPROVEN', 'UNPROVEN', 'UNPROVEN']);
    expect((await stored('tu')).admin).toBe(false);
  });

  it('[T2] the key an account has at another desk proves nothing here', async () => {
    const desk = await takenOver();
    const elsewhere = admin.signers.get('admin') ?? null;
    const op = desk.signInOp(person('admin'), { signer: elsewhere });
    expect(await codes(desk, [op])).toEqual(['UNPROVEN']);
  });

  it('[T2] an entry put into the journal before a genuine one is not vouched for by it', async () => {
    const desk = await register.desk('admin');
    const forged = desk.op('account.save', promotion, { signer: null });
    const key = desk.signers.get('admin')?.key ?? '';
    const dressed = { ...forged, proof: { key, sig: 'A'.repeat(86) } };
    const genuine = desk.op('account.save', { doc: person('kadis') });
    expect(await codes(desk, [dressed, genuine])).toEqual(['UNPROVEN', 'applied']);
    expect((await stored('tu')).admin).toBe(false);
  });

  it('[T2] nobody signs another one out', async () => {
    await tu.signIn('kadis', password);
    await tu.push([tu.signInOp()]);
    const out = tu.signOutOp(person('kadis'), { signer: tu.signers.get('tu') ?? null });
    expect(await codes(tu, [out, tu.op('letter.print', {}, { v: 9 })])).toEqual(['UNPROVEN', 'UNKNOWN_OP']);
  });

  it('[T2] an operation signed for one sequence number is worth nothing at another', async () => {
    const signed = tu.registerOp(aLetter());
    const moved = { ...signed, seq: signed.seq, base: { 'letter:x': 1 } };
    const { hash: _hash, ...body } = moved;
    expect(await codes(tu, [{ ...moved, hash: hashOperation(body, sha256) }])).toEqual(['UNPROVEN']);
  });

  it('[T3] master data require a session the register opened, whoever signs', async () => {
    const save = () => admin.op('account.save', { doc: person('kadis') });
    const named = (session: string | undefined) =>
      admin.op('session.signIn', { account: 'admin', ...(session ? { session } : {}) });
    const own = admin.sessionNames.get('admin');
    const ofAnother = tu.sessionNames.get('tu');
    const there = await register.desk('admin', 'Meja lain');
    const ofAnotherDesk = there.sessionNames.get('admin');
    const clerkHere = await admin.copy().signIn('kadis', password);
    const tries = [undefined, 'invented', ofAnother, ofAnotherDesk, clerkHere.session];
    for (const session of tries) {
      expect(await codes(admin, [named(session), save()])).toEqual(['applied', 'AUTHOR_UNCONFIRMED']);
    }
    expect(await codes(admin, [named(own), save()])).toEqual(['applied', 'applied']);
  });

  it('[T3] and for one that is still open: signed out elsewhere, it is not', async () => {
    const copy = admin.copy();
    await copy.send('DELETE', paths.session);
    expect((await admin.tryPush([])).status).toBe(401);
    await admin.signIn('admin', password);
    // The sequence still names the session that ended.
    expect(await codes(admin, [admin.op('account.save', { doc: person('kadis') })])).toEqual(['AUTHOR_UNCONFIRMED']);
    expect(await codes(admin, [admin.signInOp(), admin.op('account.save', { doc: person('kadis') })])).toEqual([
      'applied',
      'applied',
    ]);
  });

  it('[T4] after a new password what is signed with the key of the old one is quarantined, at every desk', async () => {
    const head = await register.desk('kadis');
    const late = head.registerOp(aLetter());
    expect((await setAccount({ password: 'kata-sandi-baru' }, 'kadis')).status).toBe(200);
    expect((await head.tryPush([late])).json).toEqual({ code: 'NOT_SIGNED_IN' });
    // A clerk at the same PC sends the pending operations.
    await head.signIn('tu', password);
    expect(await codes(head, [late])).toEqual(['KEY_ENDED']);
    await head.signIn('kadis', 'kata-sandi-baru');
    expect(await codes(head, [head.signInOp(), head.op('letter.print', {}, { v: 9 })])).toEqual([
      'applied',
      'UNKNOWN_OP',
    ]);
  });

  it('[T1] a key that ended never counts again, not even with the right password', async () => {
    const key = tu.signers.get('tu')?.key;
    const token = { authorization: `Desk ${tu.enrolled.deskToken}` };
    await setAccount({ disabled: true });
    await setAccount({ disabled: false });
    const body = { username: 'tu', password, key };
    expect((await register.wire('POST', paths.session, body, token)).json).toEqual({ code: 'KEY_ENDED' });
    const fresh = { ...body, key: newSigner().key };
    expect((await register.wire('POST', paths.session, fresh, token)).status).toBe(200);
  });

  it('[T1] nobody takes the key of another account or desk for his own', async () => {
    const key = admin.signers.get('admin')?.key;
    const body = { username: 'tu', password, key };
    const token = { authorization: `Desk ${tu.enrolled.deskToken}` };
    expect((await register.wire('POST', paths.session, body, token)).json).toEqual({ code: 'FORBIDDEN' });
    const enrolment = { ...body, deskName: 'Meja', machine: '' };
    expect((await register.wire('POST', paths.enrol, enrolment)).json).toEqual({ code: 'FORBIDDEN' });
  });

  it('[T1] a new key ends the one before', async () => {
    const old = tu.signers.get('tu') ?? null;
    const token = { authorization: `Desk ${tu.enrolled.deskToken}` };
    const body = { username: 'tu', password, key: newSigner().key };
    expect((await register.wire('POST', paths.session, body, token)).status).toBe(200);
    expect(await codes(tu, [tu.registerOp(aLetter(), { signer: old })])).toEqual(['KEY_ENDED']);
  });

  it('[T2] an administrator may accept what nobody vouches for', async () => {
    const op = tu.registerOp(aLetter(), { signer: null });
    expect(await codes(tu, [op])).toEqual(['UNPROVEN']);
    const { json } = await judgeShown(admin, op.opId, { decision: 'accept' });
    expect(json).toEqual({ status: 'applied', code: null });
  });

  it('signs what is sent, in the text both sides know', () => {
    const op = tu.registerOp(aLetter());
    expect(signedText(op.hash)).toBe(`lembar operation ${op.hash}`);
  });
});

describe('1.3 a desk retired as lost, and everything else that ends', () => {
  /** Everything a signed-in desk may ask. */
  const questions: readonly (readonly ['GET' | 'POST' | 'DELETE', string, unknown])[] = [
    ['GET', paths.session, undefined],
    ['DELETE', paths.session, undefined],
    ['GET', paths.accounts, undefined],
    ['POST', paths.accounts, { ...person('tu'), admin: true, password: null }],
    ['GET', paths.books, undefined],
    ['POST', paths.books, { book: 'SM', year: 2026, next: 900 }],
    ['GET', trustPaths.desks, undefined],
    ['GET', trustPaths.recovery, undefined],
    ['POST', trustPaths.jump, { epoch: 'x' }],
    ['POST', trustPaths.confirmRemoval, { scope: 'office', desk: 'x', account: 'tu', remove: 1 }],
    ['GET', trustPaths.quarantine, undefined],
    ['POST', trustPaths.quarantine, { decision: 'accept', opId: 'x', desk: 'x', inc: 1, seq: 1, hash: 'x' }],
    ['GET', `${trustPaths.gaps}?book=SM&year=2026`, undefined],
    ['POST', paths.pull, { proto: 1, epoch: null, scopes: { office: 0 }, limit: 10 }],
    ['POST', paths.snapshot, { proto: 1, scope: 'office', token: null }],
    ['POST', paths.buckets, { proto: 1, scope: 'office' }],
    ['POST', paths.bucket, { proto: 1, scope: 'office', bucket: 0 }],
    ['POST', paths.push, { proto: 1, app: 't', epoch: null, inc: 1, ops: [] }],
    ['POST', paths.lease, { opId: 'x', inc: 1, book: 'SM', year: 2026 }],
    ['POST', paths.closeLease, { lease: 'x', inc: 1, highestUsed: null }],
    ['POST', paths.renew, { proto: 1, inc: 1, machine: 'x', lastSeq: 0 }],
    ['GET', paths.live, undefined],
    ['POST', blobPaths.create, undefined],
  ];
  const asked = async (desk: DeskClient, path: string, method: 'GET' | 'POST' | 'DELETE', body: unknown) =>
    (await desk.send(method, path, body)).json;

  it('[T5] a retired desk is answered one thing, whatever it asks and whoever sits there', async () => {
    const stolen = await register.desk('admin', 'Laptop');
    await retire(stolen);
    for (const [method, path, body] of questions) {
      if (path === blobPaths.create) continue;
      expect([path, await asked(stolen, path, method, body)]).toEqual([path, { code: 'DESK_RETIRED' }]);
    }
    expect(await stolen.hello()).toEqual({ code: 'DESK_RETIRED' });
    const back = `/api/desks/${stolen.id}/return`;
    expect((await stolen.send('POST', back, {})).json).toEqual({ code: 'DESK_RETIRED' });
    const body = { username: 'admin', password, key: newSigner().key };
    const token = { authorization: `Desk ${stolen.enrolled.deskToken}` };
    expect((await register.wire('POST', paths.session, body, token)).json).toEqual({ code: 'DESK_RETIRED' });
    expect((await stored('tu')).admin).toBe(false);
  });

  it('[T5] its session counts neither without the desk nor at another one', async () => {
    const stolen = await register.desk('admin', 'Laptop');
    await retire(stolen);
    const session = { 'x-lembar-session': stolen.sessions.get('admin') ?? '' };
    expect((await register.wire('GET', paths.accounts, undefined, session)).json).toEqual({ code: 'NOT_SIGNED_IN' });
    const other = { ...session, authorization: `Desk ${tu.enrolled.deskToken}` };
    expect((await register.wire('GET', paths.accounts, undefined, other)).json).toEqual({ code: 'NOT_SIGNED_IN' });
  });

  it('[T4] taken back into service, it has neither session nor key: the password is asked for', async () => {
    const late = tu.registerOp(aLetter());
    await retire(tu);
    await giveBack(tu);
    expect((await tu.tryPush([late])).json).toEqual({ code: 'NOT_SIGNED_IN' });
    await tu.signIn('kadis', password);
    expect(await codes(tu, [late])).toEqual(['KEY_ENDED']);
    await tu.signIn('tu', password);
    expect(await codes(tu, [tu.signInOp(), tu.registerOp(aLetter())])).toEqual(['applied', 'applied']);
  });

  it('[T4] an account disabled by an operation ends like one disabled here', async () => {
    const late = tu.registerOp(aLetter());
    expect(await codes(admin, [disabling()])).toEqual(['applied']);
    expect((await tu.tryPush([late])).json).toEqual({ code: 'NOT_SIGNED_IN' });
    await setAccount({ disabled: false });
    expect((await tu.tryPush([late])).json).toEqual({ code: 'NOT_SIGNED_IN' });
    await tu.signIn('kadis', password);
    expect(await codes(tu, [late])).toEqual(['KEY_ENDED']);
  });

  it('[T4] an account that changes its own password has no session and no key any more, also where it did that', async () => {
    const there = await register.desk('admin', 'Meja lain');
    const late = there.op('account.save', { doc: person('kadis') });
    const here = admin.op('account.save', { doc: person('kadis') });
    expect((await setAccount({ password: 'kata-sandi-baru' }, 'admin')).status).toBe(200);
    expect((await admin.tryPush([here])).json).toEqual({ code: 'NOT_SIGNED_IN' });
    expect((await there.tryPush([late])).json).toEqual({ code: 'NOT_SIGNED_IN' });
  });

  it('[T5] whoever loses the right while his request waits does nothing with it', async () => {
    await setAccount({ admin: true }, 'kadis');
    const second = await register.desk('kadis');
    // The new password takes its time to be hashed; meanwhile the right is lost.
    const [late] = await Promise.all([
      setAccount({ admin: true, password: 'kata-sandi-baru' }, 'tu', second),
      setAccount({ admin: false }, 'kadis'),
    ]);
    expect(late.json).toEqual({ code: 'FORBIDDEN' });
    expect((await stored('tu')).admin).toBe(false);
  });

  it('[T4] a password that was right is checked again before the session opens', async () => {
    let meanwhile = (): Promise<unknown> => Promise.resolve();
    const matches = async (stored: string | null, given: string): Promise<boolean> => {
      const right = await quickPasswords.matches(stored, given);
      await meanwhile();
      return right;
    };
    register = await testRegister({ passwords: { ...quickPasswords, matches } });
    const enter = async () => (await register.wire('POST', paths.session, { username: 'tu', password })).json;
    meanwhile = () => register.put('account', { ...person('tu'), disabled: true });
    expect(await enter()).toEqual({ code: 'ACCOUNT_DISABLED' });
    await register.put('account', person('tu'));
    meanwhile = () => register.store.write((tx) => tx.accounts.setPassword('tu', 'another'));
    expect(await enter()).toEqual({ code: 'WRONG_PASSWORD' });
  });

  it('[T4] a session that ended is not restored by a request in transit', async () => {
    const token = sha256(tu.sessions.get('tu') ?? '');
    await tu.send('DELETE', paths.session);
    await register.store.write((tx) => tx.accounts.touchSession(token, register.clock.now()));
    expect(await register.store.read((tx) => tx.accounts.session(token))).toBeNull();
  });

  describe('the live channel', () => {
    let channel: LiveChannel;
    let other: LiveChannel;
    beforeEach(async () => {
      channel = await openLive(register.app, tu.headers());
      other = await openLive(register.app, admin.headers());
      expect([channel.status, other.status]).toEqual([200, 200]);
    });
    afterEach(() => other.leave());
    const within = (one: LiveChannel, ms: number) =>
      Promise.race([one.closed, new Promise((resolve) => setTimeout(() => resolve('open'), ms))]);

    const ends: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['signs out', () => tu.send('DELETE', paths.session)],
      ['is disabled', () => setAccount({ disabled: true })],
      ['is disabled by an operation', () => admin.push([disabling()])],
      ['gets another password', () => setAccount({ password: 'kata-sandi-baru' })],
      ['sits at a desk that is retired', () => retire(tu)],
    ];
    it.each(ends)('[T6] closes at once when its account %s; that of others stays open', async (_what, work) => {
      await work();
      // Long before the next heartbeat.
      expect(await within(channel, 5000)).toBe('closed');
      expect(await within(other, 50)).toBe('open');
    });

    it.each(ends.slice(2))('[T6] and does not open again: %s', async (_what, work) => {
      await work();
      const again = await openLive(register.app, tu.headers());
      expect(again.status).toBeGreaterThanOrEqual(401);
    });
  });
});
