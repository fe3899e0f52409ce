import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createServer } from 'node:tls';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeUpstream } from '../../../main/desk/upstream.ts';
import { startServer, type RunningServer } from '../../../server/start.ts';
import { openTestDesk } from '../../support/desk-parts.ts';

const fixture = (name: string) => readFile(join(import.meta.dirname, '../../fixtures/tls', name), 'utf8');

describe('a server behind TLS with a certificate of no trusted authority', () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  const serve = async (certificate: string): Promise<RunningServer> => {
    const dataDir = await mkdtemp(join(tmpdir(), 'lembar-tls-'));
    const tls = { cert: await fixture(`${certificate}.crt`), key: await fixture(`${certificate}.key`) };
    const clock = { now: () => Date.UTC(2026, 9, 8, 1) };
    const server = await startServer({ port: 0, dataDir, rendererDir: null, demo: true, clock, tls });
    ends.push(
      () => rm(dataDir, { recursive: true, force: true }),
      () => server.close(),
    );
    return server;
  };

  /** Somebody in the server's place, with a certificate of his own, who only listens. */
  const eavesdrop = async (certificate: string, port: number): Promise<() => string> => {
    let received = '';
    const tls = { cert: await fixture(`${certificate}.crt`), key: await fixture(`${certificate}.key`) };
    const thief = createServer(tls, (socket) => {
      socket.on('data', (bytes: Buffer) => (received += bytes.toString('latin1')));
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => thief.listen(port, '127.0.0.1', resolve));
    ends.push(() => new Promise((resolve) => thief.close(resolve)));
    return () => received;
  };

  it('is shown by its fingerprint, accepted once by a person, and used from then on', async () => {
    const server = await serve('one');
    expect(server.address).toMatch(/^https:/);
    const { desk } = await openTestDesk({ upstream: nodeUpstream });
    const trust = await desk.inspectServer(server.address);
    expect(trust).toMatchObject({ ok: true, value: { secure: true, issuer: 'Lembar (uji)', ready: true } });
    expect(trust.ok && trust.value.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    const account = { server: server.address, deskName: 'Meja', username: 'tu', password: 'lembar-demo' };
    expect(await desk.enrol(account)).toMatchObject({ ok: true, value: { online: true } });
    expect(await desk.signIn('tu', 'lembar-demo')).toMatchObject({ ok: true, value: { online: true } });
  });

  it('gets not one byte when another certificate answers instead: the desk works as without the network', async () => {
    const first = await serve('one');
    const { desk } = await openTestDesk({ upstream: nodeUpstream });
    await desk.enrol({ server: first.address, deskName: 'Meja', username: 'tu', password: 'lembar-demo' });
    await ends.pop()?.();
    const received = await eavesdrop('two', Number(new URL(first.address).port));
    expect(await desk.signIn('tu', 'lembar-demo')).toMatchObject({ ok: true, value: { online: false } });
    expect(received()).toBe('');
  });
});
