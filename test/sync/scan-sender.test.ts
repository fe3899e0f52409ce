import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBlobFolder, type BlobFolder } from '../../server/blobs/blob-folder.ts';
import { openUploads, type Uploads } from '../../server/blobs/uploads.ts';
import { nodeHasher } from '../../main/desk/scan-space.ts';
import type { AskBlobs, BlobRequest } from '../../shared/scans/scan-sender.ts';
import { openScanStore, type ScanStore } from '../../shared/scans/scan-store.ts';
import { filePath } from '../../shared/scans/scan-note.ts';
import { sendRound } from '../../shared/scans/send-round.ts';
import { chunkLength } from '../../shared/sync/blob-api.ts';
import type { Clock } from '../../shared/clock.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { memorySpace, type MemorySpace } from '../support/memory-space.ts';
import { testRegister, type TestRegister } from '../support/register.ts';
import { hashOf, pdfBytes, pieces, scanArgs, storeDeps } from '../support/scan-parts.ts';

/** Two chunks, the second one short. */
const bytes = pdfBytes(chunkLength + 4321);
const sha256 = hashOf(bytes);

let root: string;
let folder: BlobFolder;
let register: TestRegister;
let tu: DeskClient;
let room: MemorySpace;
let store: ScanStore;
let letter: string;
/** What the server does with uploads; a restart puts another one in its place. */
let uploads: Uploads;

async function restartServer(clock: Clock): Promise<void> {
  folder = await openBlobFolder(join(root, 'blobs'));
  uploads = await openUploads(join(root, 'uploads'), folder, clock);
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lembar-sender-'));
  register = await testRegister({
    blobs: async (clock) => {
      await restartServer(clock);
      const now: Uploads = {
        begin: (upload) => uploads.begin(upload),
        state: (id) => uploads.state(id),
        append: (...args) => uploads.append(...args),
        clear: () => uploads.clear(),
      };
      return { folder, uploads: now };
    },
  });
  tu = await register.desk('tu');
  room = memorySpace();
  store = await openScanStore(storeDeps(room));
  letter = newId('letter');
  await tu.register(registerArgs({ letterId: letter }));
  const stored = await store.put(pieces(bytes, 300_000), letter, 'tu');
  if (!stored.ok) throw new Error(stored.error.code);
  await tu.push([tu.op('letter.attachScan', { letterId: letter, scan: scanArgs(stored.value, newId('scan')) })]);
});
afterEach(async () => {
  await register.app.close();
  await rm(root, { recursive: true, force: true });
});

const direct: AskBlobs = async ({ method, path, headers, body }) => {
  const answer = await register.app.inject({
    method,
    url: path,
    headers: { ...tu.headers(), ...headers },
    ...(body ? { payload: Buffer.from(body) } : {}),
  });
  const plain = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
  const isJson = plain['content-type']?.includes('json') === true && answer.body !== '';
  const code = isJson ? ((JSON.parse(answer.body) as { code?: string }).code ?? null) : null;
  return { status: answer.statusCode, headers: plain, body: answer.rawPayload, code };
};

const round = (ask: AskBlobs, more: { mayGoOn?: () => Promise<boolean>; epoch?: string } = {}) =>
  sendRound({
    store,
    ask,
    newHasher: nodeHasher,
    account: 'tu',
    epoch: more.epoch ?? 'e1',
    mayGoOn: more.mayGoOn ?? (async () => true),
    onProgress: () => undefined,
  });

/** The sum of what the server has: comparing a million bytes one by one takes a second. */
const there = async (): Promise<string | null> => {
  const note = await folder.note(sha256);
  return note && hashOf(Buffer.concat(await folder.read(sha256, 0, note.size - 1).toArray()));
};

describe('sending scans over a bad network', () => {
  it('[A2] cut at any request, before it arrives or before its answer does: it goes on and the server has the file whole', async () => {
    const requests: BlobRequest[] = [];
    await round(async (request) => {
      requests.push(request);
      return direct(request);
    });
    const whole = requests.map(({ method }) => method).join(' ');
    expect(whole).toBe('HEAD POST HEAD PATCH PATCH');
    expect(await there()).toBe(sha256);

    for (let at = 0; at < requests.length; at++) {
      for (const lost of ['question', 'answer'] as const) {
        await folder.remove(sha256);
        const patches: BlobRequest[] = [];
        let n = 0;
        const cut: AskBlobs = async (request) => {
          if (n++ === at && lost === 'question') return null;
          const answer = await direct(request);
          if (request.method === 'PATCH') patches.push(request);
          return n - 1 === at ? null : answer;
        };
        const epoch = `${at} ${lost}`;
        expect(await round(cut, { epoch }), epoch).toEqual({ done: 0, waiting: 1 });
        // Both sides are started again in between.
        store = await openScanStore(storeDeps(room));
        await restartServer(register.clock);
        expect(await round(cut, { epoch }), epoch).toEqual({ done: 1, waiting: 0 });
        expect(await there(), epoch).toBe(sha256);
        // Nothing that had arrived was sent again.
        expect(patches.map(({ headers }) => headers['upload-offset'])).toEqual(['0', String(chunkLength)]);
      }
    }
  }, 60_000);

  it('[A2] a chunk damaged on its way is sent again', async () => {
    let spoiled = 0;
    const spoiling: AskBlobs = (request) => {
      if (request.method !== 'PATCH' || !request.body || spoiled++ % 2 === 1) return direct(request);
      const body = Uint8Array.from(request.body);
      body[1000] = ~(body[1000] ?? 0) & 0xff;
      return direct({ ...request, body });
    };
    expect(await round(spoiling)).toEqual({ done: 1, waiting: 0 });
    expect(await there()).toBe(sha256);
  });

  it('a network that damages everything is not used again until the next round', async () => {
    let asked = 0;
    const hopeless: AskBlobs = (request) => {
      asked++;
      return direct(request.method === 'PATCH' ? { ...request, body: pdfBytes(100) } : request);
    };
    expect(await round(hopeless)).toEqual({ done: 0, waiting: 1 });
    expect(asked).toBeLessThan(10);
    expect(await round(direct)).toEqual({ done: 1, waiting: 0 });
  });

  it('[A2] a file that went bad at the desk never becomes available, and the desk learns of it', async () => {
    room.spoil(filePath(sha256));
    expect(await round(direct)).toEqual({ done: 0, waiting: 1 });
    expect([await there(), store.isDamaged(sha256)]).toEqual([null, true]);
  });

  it('[A4] one attached by somebody who may not read the letter goes with the next account that may', async () => {
    const asked: string[] = [];
    const hidden: AskBlobs = (request) => {
      asked.push(`${request.method} ${request.account}`);
      if (request.account === 'tu')
        return Promise.resolve({ status: 404, headers: {}, body: new Uint8Array(), code: 'NOT_FOUND' });
      return direct(request);
    };
    const sent = await sendRound({
      ...{ store, ask: hidden, newHasher: nodeHasher, account: 'kadis', epoch: 'e1' },
      mayGoOn: async () => true,
      onProgress: () => undefined,
    });
    expect(sent).toEqual({ done: 1, waiting: 0 });
    expect(await there()).toBe(sha256);
    // Once it is known who may, nobody else is asked.
    expect(asked.slice(-2)).toEqual(['PATCH kadis', 'PATCH kadis']);
  });

  it('stops between two chunks as soon as entries are pending, and goes on from there', async () => {
    let asked = 0;
    const busy = { mayGoOn: async () => asked < 4 };
    await round((request) => (asked++, direct(request)), busy);
    expect(asked).toBe(4);
    const methods: string[] = [];
    await round((request) => (methods.push(request.method), direct(request)));
    expect(methods).toEqual(['HEAD', 'POST', 'HEAD', 'PATCH']);
    expect(await there()).toBe(sha256);
  });

  it('asks nothing about what the server has, until the server begins a new epoch', async () => {
    await round(direct);
    let asked = 0;
    const counting: AskBlobs = (request) => (asked++, direct(request));
    await round(counting);
    expect(asked).toBe(0);
    // Restored from a backup without the file.
    await folder.remove(sha256);
    expect(await round(counting, { epoch: 'e2' })).toEqual({ done: 1, waiting: 0 });
    expect(await there()).toBe(sha256);
  });

  it('a letter the server does not have yet, or that no longer names the file, leaves the file pending', async () => {
    await store.put(pieces(bytes, 300_000), 'letter-unknown', 'tu');
    expect(await round(direct)).toEqual({ done: 1, waiting: 1 });
    expect(store.note(sha256)?.letters['letter-unknown']?.atServer.is).toBe('unconfirmed');
  });
});
