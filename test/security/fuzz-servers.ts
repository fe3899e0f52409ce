import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalDesk } from '../../main/local/local-desk.ts';
import { paths, protocolVersion } from '../../shared/sync/protocol.ts';
import { trustPaths } from '../../shared/sync/trust-api.ts';
import { registerArgs } from '../support/builders.ts';
import { newId } from '../support/desk-client.ts';
import { enrolled, openTestDesk, quickStretch } from '../support/desk-parts.ts';
import { fromWindow, openWindow } from '../support/local-window.ts';
import { testRegister } from '../support/register.ts';
import { fuzzRequests, seeded, type FuzzedRequest } from './fuzz-requests.ts';

/** A request that was answered with a fault of the server. */
export interface Fault {
  readonly server: 'register' | 'desk';
  readonly status: number;
  readonly request: FuzzedRequest;
}

const isFault = (status: number): boolean => status >= 500;

/** Sends so many requests to a register in memory and returns those it failed at. */
export async function fuzzRegister(count: number, seed: number): Promise<readonly Fault[]> {
  const register = await testRegister();
  const [tu, admin] = [await register.desk('tu'), await register.desk('admin')];
  const push = { proto: protocolVersion, app: 'test', epoch: null, inc: 1 };
  const op = tu.registerOp(registerArgs({ letterId: newId('letter') }));
  const manifest = {
    format: 'lembar-bundle',
    version: 1,
    desk: { id: tu.id, code: 'D01', name: 'M' },
    inc: 1,
    madeAt: '',
    hashes: [],
    scans: [],
  };
  const hello = {
    ...push,
    lastSeq: 2,
    lastHash: 'x',
    leases: [{ id: 'l', used: 1 }],
  };
  const valid = [
    { path: paths.push, body: { ...push, ops: [op] } },
    {
      path: paths.reconcile,
      body: {
        ...push,
        start: 0,
        oldEpoch: null,
        leases: [],
        done: true,
        ops: [{ op, result: { seq: 2, opId: op.opId, status: 'applied', rv: 9 } }],
      },
    },
    { path: paths.hello, body: hello },
    { path: paths.pull, body: { proto: protocolVersion, epoch: null, scopes: { office: 0 }, limit: 100 } },
    { path: paths.snapshot, body: { proto: protocolVersion, scope: 'office', token: null } },
    { path: paths.buckets, body: { proto: protocolVersion, scope: 'office' } },
    { path: paths.bucket, body: { proto: protocolVersion, scope: 'office', bucket: 4 } },
    { path: paths.lease, body: { opId: 'l-1', inc: 1, book: 'SM', year: 2026 } },
    { path: paths.closeLease, body: { lease: 'l', inc: 1, highestUsed: 3 } },
    { path: paths.carried, body: { manifest, signature: '0'.repeat(64), proto: protocolVersion, ops: [op] } },
    { path: paths.books, body: { book: 'SM', year: 2026, next: 7 } },
    { path: trustPaths.quarantine, body: { decision: 'accept', opId: 'x', desk: tu.id, inc: 1, seq: 2, hash: 'x' } },
    { path: trustPaths.jump, body: { epoch: 'x' } },
    { path: `${trustPaths.desks}/${tu.id}`, body: { name: 'Meja', blockSize: 20 } },
    { path: trustPaths.confirmRemoval, body: { scope: 'office', desk: 'd', account: 'a', remove: 9 } },
  ];
  const next = fuzzRequests(seeded(seed), valid, [{}, tu.headers(), tu.headers(), admin.headers()]);
  const faults: Fault[] = [];
  for (let i = 0; i < count; i++) {
    const asked = next();
    const { method, path, headers, body } = asked;
    // The live channel never ends, and injecting waits for the end.
    if ((method === 'GET' || method === 'HEAD') && path.startsWith(paths.live)) continue;
    // Without the two things that would make every later request one of a stranger.
    if (path.endsWith('/retire') || (method === 'DELETE' && path.startsWith(paths.session))) continue;
    const { statusCode } = await register.app.inject({
      method: method as 'GET',
      url: path,
      headers,
      remoteAddress: `127.0.${(i >> 8) & 255}.${i & 255}`,
      ...(body === null ? {} : { payload: body }),
    });
    if (isFault(statusCode)) faults.push({ server: 'register', status: statusCode, request: asked });
  }
  await register.app.close();
  return faults;
}

/** The same to a local desk over HTTP; its register is not reachable, which is no fault of the desk. */
export async function fuzzDesk(count: number, seed: number): Promise<readonly Fault[]> {
  const root = await mkdtemp(join(tmpdir(), 'lembar-fuzz-'));
  await mkdir(join(root, 'page'));
  await writeFile(join(root, 'page', 'index.html'), '<title>Lembar</title>');
  const core = await enrolled(await openTestDesk({ stretch: quickStretch }));
  const desk = await startLocalDesk({
    core,
    rendererDir: join(root, 'page'),
    port: 0,
    open: false,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    onError: () => undefined,
  });
  const window = (await openWindow(desk.address)) ?? '';
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const ask = ({ method, path, headers, body }: FuzzedRequest): Promise<number> =>
    new Promise((resolve) => {
      const options = {
        host: '127.0.0.1',
        port: desk.port,
        method,
        ...fromWindow(headers, path),
        agent,
        timeout: 20_000,
      };
      const out = request(options, (answer) => {
        answer.resume();
        answer.on('close', () => resolve(answer.statusCode ?? 0));
      });
      // Hung up is an answer: the server is asked again with the next request.
      out.on('error', () => resolve(0));
      out.end(body ?? undefined);
    });
  const next = fuzzRequests(
    seeded(seed),
    [{ path: paths.push, body: { ops: [] } }],
    [{}, { window }, { window, 'x-lembar-account': 'acc-tu' }],
  );
  const faults: Fault[] = [];
  for (let i = 0; i < count; i++) {
    const asked = next();
    const status = await ask(asked);
    // Of the register behind it, which is not there, and of scans, for which this desk has no folder.
    const behind = status === 502 || status === 503;
    if (isFault(status) && !behind) faults.push({ server: 'desk', status, request: asked });
  }
  agent.destroy();
  await desk.close();
  await rm(root, { recursive: true, force: true });
  return faults;
}
