import { describe, expect, it } from 'vitest';
import type { DeskCore } from '../../main/desk/desk.ts';
import { dispatch } from '../../main/desk/dispatch.ts';
import type { Upstream, UpstreamRequest } from '../../main/desk/ports.ts';
import { scanFiles } from '../../main/desk/scan-files.ts';
import { paths, type OpResult } from '../../shared/sync/protocol.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import {
  aHandshake,
  account,
  bookingDraft,
  enrolled,
  openTestDesk,
  other,
  quickStretch,
  tinyServer,
  valueOf,
} from '../support/desk-parts.ts';
import { memorySpace } from '../support/memory-space.ts';
import { pdfBytes, pieces } from '../support/scan-parts.ts';

const password = 'kata-sandi-benar';
const secret = 'isi surat rahasia';

/** What the register was asked, and its next answer. */
function aRegister() {
  const server = tinyServer();
  const asked: UpstreamRequest[] = [];
  const says = new Map<string, unknown>();
  const upstream: Upstream = async (request) => {
    const path = new URL(request.url).pathname;
    asked.push(request);
    if (!says.has(path)) return server.upstream(request);
    const body = new Response(JSON.stringify(says.get(path))).body as ReadableStream<Uint8Array>;
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  };
  const lastTo = (path: string): UpstreamRequest | undefined => asked.findLast(({ url }) => url.includes(path));
  return { server, upstream, asked, says, lastTo };
}

/** A desk at which the head entered something secret and left, and a clerk sits now. */
async function afterTheHead(register = aRegister()) {
  const core = await enrolled(
    await openTestDesk({ upstream: register.upstream, stretch: quickStretch, scanSpace: memorySpace(), bare: true }),
  );
  await valueOf(core.desk.signIn(other.username, password));
  const by = { account: other.id, person: other.personId, position: null };
  const draft = { by, number: null, base: { 'letter:surat-rahasia': 0 }, args: { letterId: 'l', secret } };
  await valueOf(core.desk.append(bookingDraft('milik-kadis', draft)));
  const scan = await core.scans?.put(pieces(pdfBytes()), 'l', other.id);
  await valueOf(core.desk.signIn(account.username, password));
  return { core, register, by, scan: scan?.ok ? scan.value.sha256 : '' };
}

const say = (core: DeskCore, channel: string, ...args: unknown[]) =>
  dispatch(core.desk, channel, args, (_where, error) => {
    throw error;
  });

const ask = async (core: DeskCore, path: string, as: string, body: unknown = {}, method = 'POST') => {
  const bytes = method === 'GET' ? null : Buffer.from(JSON.stringify(body));
  const answer = await core.forward({ path, method, headers: { 'x-lembar-account': as }, body: bytes });
  return { status: answer.status, json: (await new Response(answer.body).json()) as Record<string, unknown> };
};

describe('1.1 a clerk who wants to be administrator through the channel of his window', () => {
  it("[T24] signs nobody in: session operations are the desk core's own", async () => {
    const { core, by } = await afterTheHead();
    const before = await valueOf(core.desk.pending(100));
    for (const who of [by, { account: account.id, person: account.personId, position: null }]) {
      for (const name of ['session.signIn', 'session.signOut']) {
        const draft = bookingDraft('x', { name, by: who, number: null, args: { account: who.account } });
        expect(await say(core, 'append', draft)).toMatchObject({
          ok: false,
          error: { code: 'SESSION_OPS_ARE_THE_DESKS' },
        });
      }
    }
    expect(await valueOf(core.desk.pending(100))).toEqual(before);
  });

  it('[T24] writes nothing in the name of an administrator who was here before, nor as another person', async () => {
    const { core, by } = await afterTheHead();
    const save = bookingDraft('x', {
      name: 'account.save',
      by,
      number: null,
      args: { doc: { ...account, admin: true } },
    });
    expect(await say(core, 'append', save)).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });
    const mine = bookingDraft('y', {
      number: null,
      by: { account: account.id, person: other.personId, position: null },
    });
    expect(await say(core, 'append', mine)).toMatchObject({ ok: true, value: { by: { person: account.personId } } });
  });

  it('[T24] asks for no session, enrolment or renewal in the way of the window', async () => {
    const { core, register } = await afterTheHead();
    const before = register.asked.length;
    for (const path of [paths.session, paths.enrol, paths.renew, '/api/blobs', '/api/health/../session', '/api/x']) {
      expect((await ask(core, path, account.id)).status).toBe(404);
    }
    expect(register.asked).toHaveLength(before);
  });

  it('[T24] burns no number the desk was never issued', async () => {
    const { core } = await afterTheHead();
    const agenda = { book: 'SM', year: 2026, no: 999_999, lease: 'L-x', provisional: null };
    const kept = { agenda, origin: { desk: 'desk-1', inc: 1, seq: 3 } };
    const draft = bookingDraft('x', { number: null, kept });
    expect(await say(core, 'append', draft)).toMatchObject({ ok: false, error: { code: 'NUMBER_NOT_OURS' } });
  });

  it('[T26] makes the desk believe no answer and no block the register did not give', async () => {
    const { core, register } = await afterTheHead();
    const waiting = await valueOf(core.desk.pending(100));
    const forged = waiting.map(({ seq, opId }) => ({ seq, opId, status: 'applied', rv: 1 }));
    expect(await say(core, 'settle', forged, 1)).toMatchObject({ ok: false, error: { code: 'NOT_AS_ANSWERED' } });
    const lease = { id: 'L-1', book: 'SM', year: 2026, from: 1, to: 9 };
    expect(await say(core, 'grantLease', lease)).toMatchObject({ ok: false, error: { code: 'NOT_AS_ANSWERED' } });
    register.says.set(paths.lease, { lease });
    await ask(core, paths.lease, account.id);
    expect(await say(core, 'grantLease', { ...lease, to: 900 })).toMatchObject({ ok: true });
    expect(await say(core, 'leases')).toMatchObject({ value: [{ from: 1, to: 9 }] });
    expect(await say(core, 'closeLease', 'L-1')).toMatchObject({ ok: false, error: { code: 'NOT_AS_ANSWERED' } });
  });
});

describe('what a window says of the desk it stands at', () => {
  const sentTo = (register: ReturnType<typeof aRegister>, path: string): Record<string, unknown> =>
    JSON.parse(Buffer.from(register.lastTo(path)?.body ?? []).toString()) as Record<string, unknown>;
  const answered = async (core: DeskCore, register: ReturnType<typeof aRegister>) => {
    const waiting = await valueOf(core.desk.pending(100));
    const results = waiting.map(({ seq, opId }): OpResult => ({ seq, opId, status: 'applied', rv: seq }));
    register.says.set(paths.push, { epoch: 'one', serverTime: 7, rvNow: 9, ackSeq: results.length, results });
    await ask(core, paths.push, account.id, { proto: 1, app: 't', epoch: null, inc: 1, ops: waiting });
    expect(await say(core, 'settle', results, 7)).toMatchObject({ ok: true });
    return results;
  };

  it('[T52] [P2] of its place in the sequence is replaced by what the journal says', async () => {
    const { core, register } = await afterTheHead();
    register.says.set(paths.hello, aHandshake({}));
    const forged = { inc: 9, lastSeq: 99_999, lastHash: 'x', machine: 'zz', life: { inc: 9, start: 0, seal: 'x' } };
    await ask(core, paths.hello, account.id, { proto: 1, app: 't', late: 0, ...forged });
    const { last, machine } = await valueOf(core.desk.describe());
    const real = { inc: 1, lastSeq: last.seq, lastHash: last.hash, machine, life: null };
    expect(sentTo(register, paths.hello)).toMatchObject(real);
    expect(last.seq).toBeGreaterThan(0);
  });

  it('[T52] [E2] that a restored register has everything is believed when nothing answered here is left', async () => {
    const { core, register } = await afterTheHead();
    const results = await answered(core, register);
    const report = (ops: readonly unknown[], done: boolean) =>
      ask(core, paths.reconcile, account.id, { proto: 1, app: 't', oldEpoch: null, leases: [], ops, done });
    const head = { epoch: 'two', serverTime: 7, rvNow: 9, ackSeq: 1 };
    register.says.set(paths.reconcile, { ...head, results: results.slice(0, 1) });
    expect(await report([], true)).toMatchObject({ status: 409 });
    register.says.set(paths.hello, aHandshake({ state: 'recovery' }));
    await ask(core, paths.hello, account.id);
    const { ops } = await valueOf(core.desk.past(0, 100));
    expect(ops.length).toBeGreaterThan(2);
    for (const lie of [[], ops.slice(1), ops.slice(0, -1), [ops[0], ...ops.slice(2)]])
      expect(await report(lie, true)).toMatchObject({ status: 409, json: { code: 'GAP' } });
    expect(register.lastTo(paths.reconcile)).toBeUndefined();
    expect((await report(ops.slice(0, 1), false)).status).toBe(200);
    expect((await report(ops.slice(2), true)).status).toBe(409);
    register.says.set(paths.reconcile, { ...head, results: results.slice(1) });
    expect((await report(ops.slice(1), true)).status).toBe(200);
    expect(sentTo(register, paths.reconcile)).toMatchObject({ done: true, inc: 1, start: 0 });
    register.says.set(paths.reconcile, { ...head, results: [] });
    const last = ops.at(-1)?.op.seq ?? 0;
    await valueOf(core.desk.past(last, 100));
    expect((await report([], true)).status).toBe(200);
    // Of the present incarnation, whatever the window names: an empty piece says of which one it is the end.
    expect(sentTo(register, paths.reconcile)).toMatchObject({ done: true, ops: [], inc: 1 });
  });

  it('[T52] [E4] a report names one incarnation, and so has pieces of one', async () => {
    const { core, register } = await afterTheHead();
    await answered(core, register);
    register.says.set(paths.hello, aHandshake({ state: 'fork' }));
    await ask(core, paths.hello, account.id);
    expect(await say(core, 'renew')).toMatchObject({ ok: true });
    await answered(core, register);
    register.says.set(paths.hello, aHandshake({ state: 'recovery', inc: 2 }));
    await ask(core, paths.hello, account.id);
    const first = await valueOf(core.desk.past(0, 100));
    const second = await valueOf(core.desk.past(first.ops.at(-1)?.op.seq ?? 0, 100));
    expect([first.inc, second.inc]).toEqual([1, 2]);
    const head = { proto: 1, app: 't', oldEpoch: null, leases: [] };
    const both = { ...head, ops: [...first.ops, ...second.ops], done: true };
    expect(await ask(core, paths.reconcile, account.id, both)).toMatchObject({ status: 409, json: { code: 'GAP' } });
    expect(register.lastTo(paths.reconcile)).toBeUndefined();
  });

  it('[T52] [P2] what it sends are the next entries, without a gap, of this incarnation', async () => {
    const { core, register } = await afterTheHead();
    const waiting = await valueOf(core.desk.pending(100));
    const send = (ops: readonly unknown[]) =>
      ask(core, paths.push, account.id, { proto: 1, app: 't', epoch: null, inc: 7, ops });
    for (const lie of [waiting.slice(1), waiting.toReversed(), [waiting[0], waiting[0]]])
      expect(await send(lie)).toMatchObject({ status: 409, json: { code: 'GAP' } });
    expect(register.lastTo(paths.push)).toBeUndefined();
    register.says.set(paths.push, { epoch: 'one', serverTime: 7, rvNow: 9, ackSeq: 0, results: [] });
    expect((await send(waiting.slice(0, 2))).status).toBe(200);
    expect(sentTo(register, paths.push)).toMatchObject({ inc: 1 });
  });

  it('[T52] [E4] a new incarnation is asked for when the register found a fork, and once for it', async () => {
    const { core, register } = await afterTheHead();
    const renew = () => say(core, 'renew');
    expect(await renew()).toMatchObject({ ok: false, error: { code: 'NOT_AS_ANSWERED' } });
    register.says.set(paths.hello, aHandshake({}));
    await ask(core, paths.hello, account.id);
    expect(await renew()).toMatchObject({ ok: false, error: { code: 'NOT_AS_ANSWERED' } });
    expect(register.lastTo(paths.renew)).toBeUndefined();
    register.says.set(paths.hello, aHandshake({ state: 'fork' }));
    await ask(core, paths.hello, account.id);
    expect(await renew()).toMatchObject({ ok: true });
    expect(await renew()).toMatchObject({ ok: false, error: { code: 'NOT_AS_ANSWERED' } });
  });
});

describe('1.2 a former user, and the one who sits there now', () => {
  it('[T24] no request goes out in the name of who is not at the window', async () => {
    const { core, register } = await afterTheHead();
    const before = register.asked.length;
    for (const path of [paths.pull, paths.push, paths.snapshot, paths.accounts]) {
      expect(await ask(core, path, other.id)).toMatchObject({ status: 401, json: { code: 'NOT_SIGNED_IN' } });
    }
    expect((await ask(core, `${paths.live}?account=${other.id}`, account.id, null, 'GET')).status).toBe(401);
    expect(register.asked).toHaveLength(before);
    await valueOf(core.desk.signOut(account.id));
    expect((await ask(core, paths.pull, account.id)).status).toBe(401);
  });

  it('[T24] no channel answers for him', async () => {
    const { core } = await afterTheHead();
    const calls = [
      ['recover', other.id, 0],
      ['heldScans', other.id, 'all'],
      ['scanStates', other.id, 'l', []],
      ['judgeScans', other.id, []],
      ['sendScans', other.id, 'one'],
      ['signOut', other.id],
    ];
    for (const [channel, ...args] of calls) {
      expect(await say(core, String(channel), ...args)).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });
    }
    await valueOf(core.desk.signOut(account.id));
    for (const [channel, ...args] of [['pending', 10], ['past', 0, 10], ['find', 'milik-kadis'], ['carryAway']]) {
      expect(await say(core, String(channel), ...args)).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });
    }
  });

  it('[T24] his scans are given to nobody else, and to nobody after the sign-out', async () => {
    const { core, scan } = await afterTheHead();
    const get = async (path: string, headers: Record<string, string> = {}) =>
      (await scanFiles(core.scans, core.atWindow)({ method: 'GET', path, headers, body: pieces(Buffer.alloc(0)) }))
        .status;
    expect(await get(`/scans/${scan}?letter=l`, { 'x-lembar-account': other.id })).toBe(401);
    await valueOf(core.desk.signOut(account.id));
    expect([
      await get(`/scans/${scan}?letter=l`, { 'x-lembar-account': account.id }),
      await get(`/scans/carried/${scan}`),
    ]).toEqual([401, 401]);
  });

  it('[T25] his entries pass the window without the ids of documents, which reach the register', async () => {
    const { core, register } = await afterTheHead();
    const waiting = await valueOf(core.desk.pending(100));
    const found = await valueOf(core.desk.find('milik-kadis'));
    expect(JSON.stringify([waiting, found])).not.toContain('surat-rahasia');
    register.says.set(paths.push, { epoch: 'one', serverTime: 7, rvNow: 9, ackSeq: 0, results: [] });
    await ask(core, paths.push, account.id, { proto: 1, app: 't', epoch: null, inc: 1, ops: waiting });
    const sent = JSON.parse(Buffer.from(register.lastTo(paths.push)?.body ?? []).toString()) as { ops: Operation[] };
    expect(sent.ops.find(({ opId }) => opId === 'milik-kadis')?.base).toEqual({ 'letter:surat-rahasia': 0 });
  });

  it('[T25] his entries pass the window without their content and reach the register whole, as do his answers', async () => {
    const { core, register } = await afterTheHead();
    const waiting = await valueOf(core.desk.pending(100));
    const found = await valueOf(core.desk.find('milik-kadis'));
    expect(JSON.stringify([waiting, found])).not.toContain(secret);
    const note = { field: 'subject', mine: secret, now: 'lain', kept: 'mine' as const };
    const results = waiting.map(({ seq, opId }): OpResult => ({ seq, opId, status: 'merged', rv: seq, notes: [note] }));
    const head = { epoch: 'one', serverTime: 7, rvNow: 9 };
    register.says.set(paths.push, { ...head, ackSeq: waiting.length, results });
    const answer = await ask(core, paths.push, account.id, { proto: 1, app: 't', epoch: null, inc: 1, ops: waiting });
    const sent = JSON.parse(Buffer.from(register.lastTo(paths.push)?.body ?? []).toString()) as { ops: Operation[] };
    expect(sent.ops.find(({ opId }) => opId === 'milik-kadis')?.args).toEqual({ letterId: 'l', secret });
    expect(sent.ops.some((op) => 'withheld' in op)).toBe(false);
    const shown = answer.json['results'] as OpResult[];
    const isMine = (seq: number) => waiting.find((op) => op.seq === seq)?.by.account === account.id;
    expect(shown.map(({ seq, notes }) => (notes !== undefined) === isMine(seq))).toEqual(shown.map(() => true));
    expect(await say(core, 'settle', shown, 7)).toMatchObject({ ok: true });

    register.says.set(paths.hello, aHandshake({ state: 'recovery' }));
    await ask(core, paths.hello, account.id);
    const past = await valueOf(core.desk.past(0, 100));
    expect(JSON.stringify(past.ops.filter(({ op }) => op.by.account !== account.id))).not.toContain(secret);
    register.says.set(paths.reconcile, { ...head, ackSeq: 0, results: [] });
    await ask(core, paths.reconcile, account.id, {
      proto: 1,
      app: 't',
      inc: 1,
      start: 0,
      oldEpoch: null,
      ops: past.ops,
      leases: [],
      done: true,
    });
    const reconciled = Buffer.from(register.lastTo(paths.reconcile)?.body ?? []).toString();
    expect(JSON.parse(reconciled)).toMatchObject({ ops: results.map((result) => ({ result })) });
    expect(reconciled).toContain(`"args":{"letterId":"l","secret":"${secret}"}`);
  });

  it('[T25] what is not stored here is not sent as if it were', async () => {
    const { core, register } = await afterTheHead();
    const [first] = await valueOf(core.desk.pending(1));
    const before = register.asked.length;
    const forged = { ...first, hash: '0'.repeat(64), args: { account: other.id } };
    expect(await ask(core, paths.push, account.id, { ops: [forged] })).toMatchObject({
      status: 409,
      json: { code: 'GAP' },
    });
    expect(register.asked).toHaveLength(before);
  });

  it('[T24] the live channel of who leaves ends with the sign-out', async () => {
    const register = aRegister();
    let ended = false;
    const upstream: Upstream = async (request) => {
      if (!request.url.includes(paths.live)) return register.upstream(request);
      const body = new ReadableStream<Uint8Array>({
        start: (out) => out.enqueue(Buffer.from('event: hb\n\n')),
        cancel: () => void (ended = true),
      });
      return { status: 200, headers: { 'content-type': 'text/event-stream' }, body };
    };
    const core = await enrolled(await openTestDesk({ upstream, stretch: quickStretch }));
    const live = await core.forward({
      path: `${paths.live}?account=${account.id}`,
      method: 'GET',
      headers: {},
      body: null,
    });
    const reader = live.body.getReader();
    expect((await reader.read()).done).toBe(false);
    const next = reader.read();
    await valueOf(core.desk.signIn(other.username, password));
    await expect(next).rejects.toThrow();
    expect(ended).toBe(true);
  });
});
