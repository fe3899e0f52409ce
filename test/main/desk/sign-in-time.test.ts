import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Upstream } from '../../../main/desk/ports.ts';
import { paths } from '../../../shared/sync/protocol.ts';
import {
  account,
  bookingDraft,
  enrolled,
  memoryFile,
  openTestDesk,
  quickStretch,
  tinyServer,
  valueOf,
} from '../../support/desk-parts.ts';
import { memoryDisk } from '../../support/memory-disk.ts';
import { virtualTimers } from '../../support/virtual-timers.ts';

type Answer = Awaited<ReturnType<Upstream>>;
const json = (status: number, body: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: new Response(JSON.stringify(body)).body as ReadableStream<Uint8Array>,
});

/**
 * An enrolled desk that was started again, on a network that answers sign-ins as `wire` does. The test controls time.
 */
async function aDesk(wire: Upstream) {
  const [disk, file, server] = [memoryDisk(), memoryFile(), tinyServer()];
  await enrolled(await openTestDesk({ disk, file, upstream: server.upstream, stretch: quickStretch }));
  const time = virtualTimers(Date.UTC(2026, 9, 8));
  const upstream: Upstream = (request) =>
    request.url.endsWith(paths.session) ? wire(request) : server.upstream(request);
  const parts = {
    disk,
    file,
    upstream,
    stretch: quickStretch,
    timers: time.timers,
    clock: time.clock,
    signedOut: true,
  };
  const core = await openTestDesk(parts);
  /** Lets that much time pass; whatever became due in between is done. */
  const pass = async (ms: number): Promise<void> => {
    for (let i = 0; i < 20; i++) await turn();
    time.advance(ms);
    for (let i = 0; i < 20; i++) await turn();
  };
  return { core, pass, server };
}

const blackHole: Upstream = () => new Promise(() => undefined);
const dribbling: Upstream = async () => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: new ReadableStream({ start: (out) => out.enqueue(Buffer.from('{')) }),
});
const endless: Upstream = async () => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: new ReadableStream({ pull: (out) => out.enqueue(Buffer.alloc(64 * 1024, 32)) }),
});

describe('[T27] a known account', () => {
  it.each([
    ['a black hole', blackHole],
    ['an answer drop by drop', dribbling],
    ['an answer without end', endless],
    [
      'a captive portal that says no in HTML',
      async () => ({ ...json(401, {}), headers: { 'content-type': 'text/html' } }),
    ],
    ['a proxy that says no', async () => json(403, { code: 'FORBIDDEN' })],
  ] as const)('is in within 3 seconds on %s, and a reloaded page knows it', async (_name, wire) => {
    const { core, pass } = await aDesk(wire);
    const signed = core.desk.signIn('tu', 'kata-sandi-benar');
    await pass(3_000);
    expect(await valueOf(signed)).toEqual({ account, online: false });
    expect(await valueOf(core.desk.current())).toEqual({ account, online: false });
    expect((await core.desk.append(bookingDraft('a'))).ok).toBe(true);
  });

  it.each(['WRONG_PASSWORD', 'ACCOUNT_DISABLED'])('is signed out again when the server says %s later', async (code) => {
    let answer = (_answer: Answer): void => undefined;
    const { core, pass } = await aDesk(() => new Promise((resolve) => (answer = resolve)));
    const signed = core.desk.signIn('tu', 'kata-sandi-benar');
    await pass(3_000);
    expect((await valueOf(signed)).online).toBe(false);
    answer(json(401, { code }));
    await pass(0);
    expect(await valueOf(core.desk.current())).toBeNull();
    expect(await valueOf(core.desk.describe())).toMatchObject({ signedOut: code });
    expect(await core.desk.append(bookingDraft('a'))).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });
  });

  it('has the session when the server answers later', async () => {
    let answer = (_answer: Answer): void => undefined;
    const { core, pass } = await aDesk(() => new Promise((resolve) => (answer = resolve)));
    const signed = core.desk.signIn('tu', 'kata-sandi-benar');
    await pass(3_000);
    await signed;
    answer(json(200, { token: 't', expiresAt: 0, account, session: 'sesi-9' }));
    await pass(0);
    expect((await valueOf(core.desk.pending(10))).at(-1)?.args).toEqual({ account: account.id, session: 'sesi-9' });
  });

  it('with a wrong password is answered in bounded time', async () => {
    const { core, pass } = await aDesk(blackHole);
    const refused = core.desk.signIn('tu', 'salah');
    await pass(20_000);
    expect(await refused).toMatchObject({ ok: false, error: { code: 'WRONG_PASSWORD' } });
  });

  it('[T28] waits after wrong tries without the network, and the right password is right after the delay', async () => {
    const { core, pass } = await aDesk(() => Promise.reject(new Error('unreachable')));
    for (let i = 0; i < 5; i++) await core.desk.signIn('tu', 'salah');
    expect(await core.desk.signIn('tu', 'kata-sandi-benar')).toEqual({
      ok: false,
      error: { kind: 'state', code: 'TOO_MANY_TRIES', params: { seconds: 5 } },
    });
    await pass(5_000);
    expect((await core.desk.signIn('tu', 'kata-sandi-benar')).ok).toBe(true);
  });
});
