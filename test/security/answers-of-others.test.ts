import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeContents } from '../../main/desk/contents.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import type { PastOperation } from '../../shared/sync/recovery-api.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { password, testRegister, type TestRegister } from '../support/register.ts';
import { judgeShown } from '../support/shown-entry.ts';

const secret = 'operasi tangkap tangan';

let register: TestRegister;
let shared: DeskClient;
let letterId: string;
/** The entry of the secretary at the shared desk, and what it was answered. */
let op: Operation;
let answer: OpResult;

beforeEach(async () => {
  register = await testRegister();
  shared = await register.desk('sekretaris', 'Loket bersama');
  const own = await register.desk('sekretaris', 'Meja dua');
  letterId = newId('letter');
  await own.register(registerArgs({ letterId, security: 'rahasia', addressedTo: ['kepala-dinas'] }));
  await own.say('letter.correct', { letterId, set: { subject: secret } });
});

const correction = (options = {}): Operation =>
  shared.op(
    'letter.correct',
    { letterId, set: { subject: 'Undangan' } },
    { base: { [`letter:${letterId}`]: 1 }, ...options },
  );

/** The next one at the desk: with its token and his own password. */
async function takeSeat(): Promise<void> {
  await shared.push([shared.signOutOp()]);
  await shared.signIn('prakom', password);
}

/** All he knows of the entry: it stands in the clear in the journal of the desk, and in every bundle. */
const named = () => {
  const { desk, inc, seq, hash, opId } = op;
  return { desk, inc, seq, hash, opId };
};

const inLetterbox = (result: OpResult | undefined) => {
  const storeKey = shared.enrolled.storeKey ?? '';
  const contents = makeContents({ storeKeyOf: () => storeKey }, { letterbox: () => null }, (n) => randomBytes(n));
  return result && contents.openAnswer(result, 'sekretaris').notes;
};

/** Replaces the register by a backup from before something that the desk was answered. */
async function restored(backup: Buffer, desk: DeskClient): Promise<void> {
  const admin = await register.desk('admin', 'Meja Admin');
  await admin.register(registerArgs({ letterId: newId('letter') }));
  await desk.hello();
  register = await testRegister({ from: backup, at: register.clock.now() });
  desk.wire = register.wire;
  expect((await desk.hello()).state).toBe('recovery');
}

describe('what an entry was merged with, asked by who did not make it', () => {
  beforeEach(async () => {
    op = correction();
    answer = (await shared.push([op])).results[0] as OpResult;
    expect(answer).toMatchObject({ status: 'merged', notes: [{ field: 'subject', now: secret }] });
  });

  it('[T25] is answered to its author when he sends it again', async () => {
    expect((await shared.push([named()])).results).toEqual([answer]);
  });

  it('[T25] [T36] leaves the register in his letterbox alone when it is pushed again', async () => {
    await takeSeat();
    const { bytes, json } = await shared.tryPush([named()]);
    expect(bytes.toString()).not.toContain(secret);
    const [result] = (json as { readonly results: readonly OpResult[] }).results;
    expect(result).toMatchObject({ opId: op.opId, status: 'merged' });
    expect(inLetterbox(result)).toEqual(answer.notes);
  });

  it('[T25] [T36] leaves it in his letterbox alone when it is reported as past', async () => {
    await takeSeat();
    const reported = { seq: op.seq, opId: op.opId, status: 'applied', rv: 1 } as const;
    const past = { op: named(), result: reported } as unknown as PastOperation;
    const { bytes, json } = await shared.tryReconcile([past], { done: false });
    expect(bytes.toString()).not.toContain(secret);
    const [result] = (json as { readonly results: readonly OpResult[] }).results;
    expect(result).toMatchObject({ opId: op.opId, status: 'merged' });
    expect(inLetterbox(result)).toEqual(answer.notes);
  });

  it('[T25] [T36] [E5] leaves it in his letterbox alone when a copy of the desk asks a restored register', async () => {
    const copy = shared.copy();
    await copy.renew('mesin-lain');
    await restored(await register.copy(), copy);
    await copy.signIn('prakom', password);
    // An entry from before, in a box nobody opens, may name as its author whomever it likes.
    const claimed = { ...named(), box: 'x', by: { account: 'prakom', person: null, position: null } };
    const past = { op: claimed, result: { seq: op.seq, opId: op.opId, status: 'applied', rv: 1 } };
    const { bytes, json } = await copy.tryReconcile([past as unknown as PastOperation], { inc: op.inc, done: false });
    expect(bytes.toString()).not.toContain(secret);
    const [result] = (json as { readonly results: readonly OpResult[] }).results;
    expect(result).toMatchObject({ opId: op.opId, status: 'merged' });
    expect(inLetterbox(result)).toEqual(answer.notes);
  });
});

it('[T10] [T36] an answer in a letterbox is the register’s own word to it after a restore', async () => {
  const { account: author } = shared;
  const { account: next } = await shared.signIn('prakom', password);
  const backup = await register.copy();
  shared.account = author;
  op = correction();
  answer = (await shared.push([op])).results[0] as OpResult;
  shared.account = next;
  const [boxed] = (await shared.push([named()])).results;
  expect(boxed).toMatchObject({ box: expect.any(String) as string });
  await restored(backup, shared);
  const { results } = await shared.reconcile([{ op, result: boxed as OpResult }], { start: 0, done: false });
  expect(results[0]).toMatchObject({ opId: op.opId, status: 'merged' });
  expect(await register.store.read((tx) => tx.desks.faults())).toEqual([]);
});

it('[T25] [T36] what an entry was merged with late leaves the register in the letterbox of its author alone', async () => {
  op = correction({ signer: null });
  await shared.push([op]);
  const admin = await register.desk('admin');
  expect((await judgeShown(admin, op.opId, { decision: 'accept' })).json).toMatchObject({ status: 'merged' });
  const { late: own } = await shared.hello({ late: 0 });
  expect(own.results).toMatchObject([{ opId: op.opId, notes: [{ now: secret }] }]);
  await takeSeat();
  const { late } = await shared.hello({ late: 0 });
  expect(JSON.stringify(late)).not.toContain(secret);
  expect(late.results).toMatchObject([{ opId: op.opId, status: 'merged' }]);
  expect(inLetterbox(late.results[0])).toEqual(own.results[0]?.notes);
});
