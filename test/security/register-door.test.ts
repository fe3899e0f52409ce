import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { blobPaths } from '../../shared/sync/blob-api.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { trustPaths } from '../../shared/sync/trust-api.ts';
import { registerArgs } from '../support/builders.ts';
import { newId } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

const post = (register: TestRegister, url: string, payload: string, headers: Record<string, string> = {}) =>
  register.app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } });

describe('bodies before they are parsed', () => {
  it('of 5,000 levels are refused at every route without sign-in, at next to no cost', async () => {
    const register = await testRegister();
    const deep = '['.repeat(5000) + ']'.repeat(5000);
    const routes = [...Object.values(paths), ...Object.values(trustPaths), blobPaths.create];
    const before = process.cpuUsage();
    for (const route of routes) {
      const { statusCode } = await post(register, route, `{"ops":${deep}}`);
      expect([400, 404], route).toContain(statusCode);
    }
    const { user, system } = process.cpuUsage(before);
    // 1.2 s of CPU it was for each of them.
    expect((user + system) / 1000 / routes.length).toBeLessThan(200);
  });

  it('of very many values in little space are refused', async () => {
    const register = await testRegister();
    const tu = await register.desk('tu');
    const many = `{"ops":[${'0,'.repeat(500_000)}0]}`;
    expect((await post(register, paths.push, many, tu.headers())).json()).toEqual({ code: 'TOO_LARGE' });
  });

  it('that are too long for their route are refused, and long ones of a stranger are not read at all', async () => {
    const register = await testRegister();
    const tu = await register.desk('tu');
    const long = JSON.stringify({ text: 'x'.repeat(600_000) });
    expect((await post(register, paths.pull, long, tu.headers())).json()).toEqual({ code: 'TOO_LARGE' });
    expect((await post(register, paths.push, long)).json()).toEqual({ code: 'NOT_SIGNED_IN' });
    expect((await post(register, paths.push, long, tu.headers())).json()).toEqual({ code: 'BAD_REQUEST' });
  });

  it('and addresses longer than any of ours are refused', async () => {
    const register = await testRegister();
    const answer = await register.app.inject({ method: 'GET', url: `${trustPaths.gaps}?book=${'S'.repeat(9000)}` });
    expect(answer.json()).toEqual({ code: 'BAD_REQUEST' });
  });

  it('leave a desk alone that sends what a desk sends', async () => {
    const register = await testRegister();
    const tu = await register.desk('tu');
    const ops = Array.from({ length: 100 }, () => tu.registerOp(registerArgs({ letterId: newId('letter') })));
    expect((await tu.push(ops)).results.every(({ status }) => status === 'applied')).toBe(true);
  });
});

describe('every answer', () => {
  it('of the register says that it is not to be run, framed, guessed at or kept', async () => {
    const register = await testRegister();
    for (const route of [paths.health, paths.session, trustPaths.desks, '/api/khayal', '/khayal']) {
      const { headers } = await register.app.inject({ method: 'GET', url: route });
      const policy = String(headers['content-security-policy']);
      for (const part of ["default-src 'none'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"]) {
        expect(policy, route).toContain(part);
      }
      expect(headers, route).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
      expect(headers['access-control-allow-origin'], route).toBeUndefined();
      if (route.startsWith('/api/')) expect(headers['cache-control'], route).toBe('no-store');
    }
    await register.app.close();
  });
});

/** ms until the server hung up on a connection that sends piece after piece and never ends. */
function hungUp(port: number, pieces: readonly string[], everyMs: number): Promise<number> {
  return new Promise((resolve) => {
    const begun = performance.now();
    const socket = connect(port, '127.0.0.1');
    let at = 0;
    const timer = setInterval(() => {
      const piece = pieces[at++];
      if (piece !== undefined && !socket.destroyed) socket.write(piece);
    }, everyMs);
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve(performance.now() - begun);
    });
  });
}

const manyIdle = { idleOfAddress: 100, idle: 100 };

describe('requests that never end', () => {
  const limits = { headersMs: 300, requestMs: 600, everyMs: 50, connections: 100, perAddress: 5, ...manyIdle };
  const listening = async (): Promise<{ register: TestRegister; port: number }> => {
    const register = await testRegister({ limits });
    await register.app.listen({ port: 0, host: '127.0.0.1' });
    return { register, port: (register.app.server.address() as AddressInfo).port };
  };
  const head = `POST ${paths.push} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n`;

  it('are hung up, in their head and in their body', async () => {
    const { register, port } = await listening();
    expect(await hungUp(port, [...head.slice(0, -4), ...'x'.repeat(1000)], 20)).toBeLessThan(6000);
    expect(await hungUp(port, [head, ...'x'.repeat(1000)], 20)).toBeLessThan(6000);
    await register.app.close();
  });

  it('cannot take all connections from one address', async () => {
    const { register, port } = await listening();
    const sockets = Array.from({ length: 5 }, () => connect(port, '127.0.0.1'));
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    expect(await hungUp(port, [], 1000)).toBeLessThan(3000);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await fetch(`http://127.0.0.1:${port}${paths.health}`)).status).toBe(200);
    await register.app.close();
  });
});

describe('connections without a whole request', () => {
  const times = { headersMs: 20_000, requestMs: 20_000, everyMs: 1000, connections: 100, perAddress: 50 };
  const moment = () => new Promise((resolve) => setTimeout(resolve, 150));
  const half = `POST ${paths.hello} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`;

  it.each([
    ['in its head', 'GET /api/health HTTP/1.1\r\nHost'],
    ['in its body', half],
  ])('that stop %s lose their oldest when one address has its share', async (_where, begun) => {
    const register = await testRegister({ limits: { ...times, idleOfAddress: 3, idle: 50 } });
    await register.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = register.app.server.address() as AddressInfo;
    const closed: number[] = [];
    const sockets = [];
    for (let i = 0; i < 5; i++) {
      const socket = connect(port, '127.0.0.1', () => socket.write(begun));
      socket.on('error', () => undefined).on('close', () => closed.push(i));
      sockets.push(socket);
      await moment();
    }
    expect(closed).toEqual([0, 1]);
    for (const socket of sockets) socket.destroy();
    await register.app.close();
  });

  it.runIf(process.platform === 'linux')('of two addresses leave room to a third one', async () => {
    const register = await testRegister({ limits: { ...times, idleOfAddress: 20, idle: 10 } });
    await register.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = register.app.server.address() as AddressInfo;
    let lost = false;
    const third = connect(port, '127.0.0.1');
    third.on('close', () => (lost = true));
    const others = Array.from({ length: 40 }, (_, i) =>
      connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${2 + (i % 2)}` }).on('error', () => undefined),
    );
    await moment();
    expect(others.filter(({ closed }) => !closed).length).toBeLessThanOrEqual(9);
    expect(lost).toBe(false);
    expect((await fetch(`http://127.0.0.1:${port}${paths.health}`)).status).toBe(200);
    for (const socket of [third, ...others]) socket.destroy();
    await register.app.close();
  });

  it('are not those that wait for an answer', async () => {
    const register = await testRegister({ limits: { ...times, idleOfAddress: 2, idle: 50 } });
    await register.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = register.app.server.address() as AddressInfo;
    let free = (): void => undefined;
    const busy = register.store.read(() => new Promise<void>((resolve) => (free = resolve)));
    const answers = Array.from({ length: 6 }, () => fetch(`http://127.0.0.1:${port}${paths.health}`));
    await moment();
    free();
    await busy;
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(Array(6).fill(200));
    await register.app.close();
  });
});
