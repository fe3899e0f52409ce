import { request as httpRequest } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import cookie from '@fastify/cookie';
import Fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyCounters, boundBodies, holdingBody, type BodyShares } from '../../server/http/waiting-bodies.ts';
import { paths, protocolVersion } from '../../shared/sync/protocol.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';
import { httpWire } from '../support/wire.ts';

const shares: BodyShares = { small: 100, own: 1000, address: 3000, known: 4000, strangers: 1500 };
const settled = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const at = (known: string | null, address = '192.0.2.1') => ({ known, address });

describe('[P16] bytes of bodies', () => {
  it('of one desk are bounded, and free again when they end', () => {
    const hold = bodyCounters(shares);
    const first = hold(at('m1'));
    expect(first.more(900)).toBe(true);
    expect(hold(at('m1')).more(200)).toBe(false);
    expect(hold(at('m2')).more(200)).toBe(true);
    first.end();
    first.end();
    expect(hold(at('m1')).more(1000)).toBe(true);
  });

  it('of one address are bounded, whatever desks are there', () => {
    const hold = bodyCounters(shares);
    for (const desk of ['m1', 'm2', 'm3']) expect(hold(at(desk)).more(1000)).toBe(true);
    expect(hold(at('m4')).more(1000)).toBe(false);
    expect(hold(at('m4', '192.0.2.2')).more(1000)).toBe(true);
  });

  it('of all desks are bounded', () => {
    const hold = bodyCounters(shares);
    for (let i = 1; i <= 4; i++) expect(hold(at(`m${i}`, `192.0.2.${i}`)).more(1000)).toBe(true);
    expect(hold(at('m5', '192.0.2.5')).more(1000)).toBe(false);
  });

  it('of nobody known are bounded by their address and in all, and take nothing from desks', () => {
    const hold = bodyCounters(shares);
    expect(hold(at(null)).more(1000)).toBe(true);
    expect(hold(at(null)).more(200)).toBe(false);
    expect(hold(at(null, '192.0.2.2')).more(1000)).toBe(false);
    expect(hold(at(null, '192.0.2.2')).more(500)).toBe(true);
    for (let i = 3; i <= 6; i++) expect(hold(at(`m${i}`, `192.0.2.${i}`)).more(1000)).toBe(true);
  });

  it('of a letter find room however much others send, until its own desk sends too much', () => {
    const hold = bodyCounters({ ...shares, known: 0, address: 0 });
    for (let i = 0; i < 10; i++) expect(hold(at('m1')).more(100)).toBe(true);
    expect(hold(at('m1')).more(100)).toBe(false);
    expect(hold(at('m2')).more(101)).toBe(false);
  });

  it('that arrive in pieces count in all shares from where they are no longer small', () => {
    const hold = bodyCounters({ ...shares, known: 150 });
    const piecemeal = hold(at('m1'));
    expect(piecemeal.more(80)).toBe(true);
    expect(piecemeal.more(60)).toBe(true);
    expect(piecemeal.more(60)).toBe(false);
    expect(hold(at('m2')).more(120)).toBe(false);
    piecemeal.end();
    expect(hold(at('m2')).more(120)).toBe(true);
  });
});

describe('[P16] a register with little room', () => {
  let register: TestRegister;
  let port: number;
  let tu: DeskClient;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    const bodies: BodyShares = { small: 1024, own: 300_000, address: 800_000, known: 1_000_000, strangers: 100_000 };
    register = await testRegister({ bodies });
    await register.app.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = register.app.server.address() as AddressInfo);
    tu = await register.desk('tu');
    tu.wire = httpWire(`http://127.0.0.1:${port}`);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await register.app.close();
  });

  const headOf = (length: number, headers: Readonly<Record<string, string>>): string =>
    [
      `POST ${paths.push} HTTP/1.1`,
      ...Object.entries({ host: 'x', 'content-type': 'application/json', ...headers }).map(([k, v]) => `${k}: ${v}`),
      `content-length: ${length}`,
      '\r\n',
    ].join('\r\n');

  /** Sends a head and the beginning of its body. What the register answers within a moment; empty: it waits for more. */
  const begin = (length: number, headers: Readonly<Record<string, string>>): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(`${headOf(length, headers)}{"pad":"`));
      sockets.push(socket);
      let said = '';
      socket.on('error', () => undefined);
      socket.on('data', (piece) => (said += piece.toString()));
      setTimeout(() => resolve(said), 300);
    });

  it('answers 503 with a time to wait before it reads what it has no room for, and reads it later', async () => {
    expect(await begin(200_000, tu.headers())).toBe('');
    const refused = await begin(200_000, tu.headers());
    expect(refused).toMatch(/^HTTP\/1\.1 503 /);
    expect(refused.toLowerCase()).toContain('retry-after: 2');
    expect(refused).toContain('"BUSY"');
    sockets[0]?.destroy();
    await settled(100);
    expect(await begin(200_000, tu.headers())).toBe('');
  });

  it('holds few unfinished bodies of strangers, and takes letters all the while', async () => {
    const said = await Promise.all(Array.from({ length: 10 }, () => begin(60_000, {})));
    expect(said.filter((answer) => answer === '')).toHaveLength(1);
    expect(said.filter((answer) => answer.startsWith('HTTP/1.1 503'))).toHaveLength(9);
    const { results } = await tu.push([tu.registerOp(registerArgs({ letterId: newId('letter') }))]);
    expect(results[0]?.status).toBe('applied');
  });

  it('counts a body that comes in chunks as they arrive', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const headers = { ...tu.headers(), 'content-type': 'application/json' };
      const out = httpRequest({ port, method: 'POST', path: paths.push, headers }, (answer) => {
        resolve(answer.statusCode ?? 0);
        answer.destroy();
      });
      out.on('error', reject);
      out.write('{"pad":"');
      const timer = setInterval(() => out.write('x'.repeat(50_000)), 10);
      out.on('close', () => clearInterval(timer));
      out.on('response', () => clearInterval(timer));
    });
    expect(status).toBe(503);
  });

  it('counts a body until the work with it is over, also when nobody waits for the answer', async () => {
    let over = (): void => undefined;
    const work = new Promise<string>((resolve) => (over = () => resolve('done')));
    const app = Fastify();
    await app.register(cookie);
    boundBodies(app, register, { small: 10, own: 5000, address: 9000, known: 9000, strangers: 9000 });
    app.post(paths.push, (request) => holdingBody(request, () => work));
    await app.listen({ port: 0, host: '127.0.0.1' });
    await register.app.close();
    ({ port } = app.server.address() as AddressInfo);
    const body = JSON.stringify({ pad: 'x'.repeat(2900) });
    const socket = connect(port, '127.0.0.1', () => socket.write(headOf(body.length, {}) + body));
    await settled(200);
    socket.destroy();
    await settled(100);
    expect(await begin(3000, {})).toMatch(/^HTTP\/1\.1 503 /);
    over();
    await settled(100);
    expect(await begin(3000, {})).toBe('');
    for (const open of sockets.splice(0)) open.destroy();
    await app.close();
  });
});

/** Lets nothing be read behind it until it is opened. */
function gate({ store }: TestRegister): { open(): void } {
  let open = (): void => undefined;
  void store.read(() => new Promise<void>((resolve) => (open = resolve)));
  return { open: () => open() };
}

describe('[P17] requests of one desk', () => {
  it('wait for their turn behind those of others at every route', async () => {
    const register = await testRegister();
    const [many, one] = [await register.desk('prakom'), await register.desk('tu')];
    const readings = [paths.pull, paths.buckets, paths.bucket, paths.snapshot];
    for (const path of [...readings, paths.hello, paths.closeLease]) {
      const order: string[] = [];
      const ask = (desk: DeskClient, name: string) =>
        (path === paths.hello ? desk.hello() : desk.send('POST', path, bodyAt(path, desk))).then(() =>
          order.push(name),
        );
      const known = gate(register);
      const all = [...Array.from({ length: 40 }, () => ask(many, 'many')), ask(one, 'one')];
      await settled(50);
      // Everybody is known and has sent his body; what each asks for next is held up.
      const asked = gate(register);
      known.open();
      await settled(50);
      asked.open();
      await Promise.all(all);
      expect(order.indexOf('one'), path).toBeLessThan(12);
    }
    await register.app.close();
  });
});

/** Something each route looks into. */
function bodyAt(path: string, { inc }: { readonly inc: number }): Record<string, unknown> {
  const head = { proto: protocolVersion, app: 'x' };
  switch (path) {
    case paths.pull:
      return { ...head, epoch: null, scopes: { office: 0 }, limit: 100 };
    case paths.closeLease:
      return { lease: 'B', inc, highestUsed: null };
    case paths.snapshot:
      return { ...head, scope: 'office', token: null };
    case paths.bucket:
      return { ...head, scope: 'office', bucket: 1 };
    default:
      return { ...head, scope: 'office' };
  }
}
