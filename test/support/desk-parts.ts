import { randomBytes } from 'node:crypto';
import { createDesk, type DeskCore } from '../../main/desk/desk.ts';
import type { JournalDisk, SettingsFile, Upstream } from '../../main/desk/ports.ts';
import { memoryVault, keepDeskToken } from '../../main/desk/vaults.ts';
import type { Draft } from '../../shared/desk/desk.ts';
import { err } from '../../shared/result.ts';
import { refuse } from '../../shared/refusal.ts';
import { memoryDisk } from './memory-disk.ts';

/** Settings that live as long as the test. */
export function memoryFile(value: Record<string, unknown> = {}): SettingsFile {
  let content = value;
  return { read: () => content, write: (next) => void (content = next) };
}

export const account = { id: 'acc-tu', username: 'tu', personId: 'p-tu', admin: false, disabled: false };
export const identity = { id: 'desk-1', code: 'D01', name: 'Meja TU', inc: 1 };

function json(status: number, body: unknown) {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: new Response(JSON.stringify(body)).body as ReadableStream<Uint8Array>,
  };
}

/** A server that knows one account; `down` makes it unreachable. */
export function tinyServer(): { upstream: Upstream; down: boolean; html: boolean; password: string } {
  const server = {
    down: false,
    html: false,
    password: 'kata-sandi-benar',
    upstream: (async (request) => {
      if (server.down) throw new Error('unreachable');
      if (server.html) {
        const body = new Response('<html>Masuk ke WiFi</html>').body as ReadableStream<Uint8Array>;
        return { status: 200, headers: { 'content-type': 'text/html' }, body };
      }
      const path = new URL(request.url).pathname;
      if (path === '/api/health') return json(200, { status: 'ok', app: 'lembar', ready: true });
      const body = JSON.parse(new TextDecoder().decode(request.body ?? new Uint8Array([123, 125]))) as {
        password?: string;
      };
      if (request.method === 'DELETE') return json(200, {});
      if (body.password !== server.password) return json(401, { code: 'WRONG_PASSWORD' });
      return json(200, { token: 't', expiresAt: 0, account, desk: identity, deskToken: 'd' });
    }) as Upstream,
  };
  return server;
}

let counter = 0;

/** A desk core on memory, with everything handed in. */
export function openTestDesk(
  parts: { disk?: JournalDisk; file?: SettingsFile; upstream?: Upstream } = {},
): Promise<DeskCore> {
  const file = parts.file ?? memoryFile();
  const noHost = () => Promise.resolve(err(refuse('fault', 'HOST_CANNOT_PRINT')));
  return createDesk({
    host: 'local',
    version: 'test',
    machine: 'm',
    disk: parts.disk ?? memoryDisk(),
    file,
    vault: keepDeskToken(memoryVault(), file),
    upstream: parts.upstream ?? tinyServer().upstream,
    clock: { now: () => Date.UTC(2026, 9, 8, 1, 0) },
    ids: { next: () => `id-${++counter}` },
    random: (length) => new Uint8Array(randomBytes(length)),
    services: { prints: false, print: noHost, openExternal: noHost },
  });
}

export async function enrolled(desk: DeskCore): Promise<DeskCore> {
  const signed = await desk.desk.enrol({
    server: 'http://127.0.0.1:9',
    deskName: 'Meja TU',
    username: 'tu',
    password: 'kata-sandi-benar',
  });
  if (!signed.ok) throw new Error(signed.error.code);
  return desk;
}

/** A draft of a letter booking that wants a number burned here. */
export function bookingDraft(opId: string, more: Partial<Draft> = {}): Draft {
  return {
    opId,
    name: 'letter.register',
    v: 1,
    by: { account: account.id, person: account.personId, position: 'tu-agenda' },
    at: { wall: '2026-10-08T08:00:00.000+07:00', skewMs: null },
    epoch: null,
    base: {},
    args: { letterId: opId },
    number: { book: 'SM', year: 2026, path: 'desk' },
    ...more,
  };
}
