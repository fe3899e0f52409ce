import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DeskCore } from '../../../main/desk/desk.ts';
import { nodeDisk } from '../../../main/desk/node-disk.ts';
import type { JournalDisk, Upstream } from '../../../main/desk/ports.ts';
import { parseJournal } from '../../../main/desk/journal-format.ts';
import { accountHeader } from '../../../main/desk/forward.ts';
import { paths, type OpResult } from '../../../shared/sync/protocol.ts';
import type { Operation } from '../../../shared/sync/operation.ts';
import {
  account,
  answerAll,
  bookingDraft,
  enrolled,
  memoryFile,
  openTestDesk,
  other,
  tinyServer,
  valueOf,
} from '../../support/desk-parts.ts';
import { memoryDisk, type MemoryDisk } from '../../support/memory-disk.ts';
import { memorySpace } from '../../support/memory-space.ts';
import { copyOldData, oldData, openOldDesk, readDeskFile } from '../../support/old-data.ts';
import { pdfBytes, pieces } from '../../support/scan-parts.ts';

const keys = new Map([account.id, other.id].map((id) => [id, randomBytes(32).toString('base64url')]));
const secret = 'isi surat yang tidak untuk semua';
const draft = (opId: string, who = account) => {
  const by = { account: who.id, person: who.personId, position: 'tu-agenda' };
  return bookingDraft(opId, { by, number: null, args: { letterId: opId, secret } });
};
const linesHolding = (disk: MemoryDisk): number =>
  [...disk.files.values()]
    .map(({ bytes }) => Buffer.from(bytes).toString('utf8').split(secret).length - 1)
    .reduce((sum, count) => sum + count, 0);

/** A desk that wrote its journal when the register gave no store keys: answered entries, then some that wait. */
async function ofBefore() {
  const server = tinyServer();
  const disk = memoryDisk();
  const file = memoryFile();
  const scanSpace = memorySpace();
  const parts = { disk, file, scanSpace, upstream: server.upstream, fileBytes: 3000 };
  const core = await enrolled(await openTestDesk(parts));
  for (let i = 0; i < 12; i++) await valueOf(core.desk.append(draft(`lama-${i}`)));
  await answerAll(core.desk, 1000);
  for (let i = 0; i < 3; i++) await valueOf(core.desk.append(draft(`menunggu-${i}`)));
  const scan = await core.scans?.put(pieces(pdfBytes()), 'l', account.id);
  const before = await everything(core);
  await core.desk.signOut(account.id);
  await core.close();
  server.storeKey = (id) => keys.get(id) ?? null;
  return { server, parts, before, scan: scan?.ok ? scan.value.sha256 : '' };
}

async function everything({ desk }: DeskCore) {
  const entries = (ops: readonly Operation[]) =>
    ops.filter(({ name }) => !name.startsWith('session.')).map(({ opId, args, hash }) => ({ opId, args, hash }));
  const past = await valueOf(desk.past(0, 1000));
  return {
    pending: entries(await valueOf(desk.pending(1000))),
    past: entries(past.ops.map(({ op }) => op)),
  };
}

/** The disk with what is on it after each step, as a kill at that moment leaves it. */
function watched(disk: MemoryDisk): { readonly disk: JournalDisk; readonly steps: MemoryDisk[] } {
  const steps: MemoryDisk[] = [];
  const after = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work;
    steps.push(disk.powerCut(), disk.powerCut(Number.MAX_SAFE_INTEGER));
    return value;
  };
  return {
    steps,
    disk: {
      ...disk,
      replace: (name, bytes) => after(disk.replace(name, bytes)),
      remove: (name) => after(disk.remove(name)),
      open: async (name) => {
        const handle = await after(disk.open(name));
        return {
          get size() {
            return handle.size;
          },
          append: (bytes) => after(handle.append(bytes)),
          sync: () => after(handle.sync()),
          truncate: (size) => after(handle.truncate(size)),
          close: () => handle.close(),
        };
      },
    },
  };
}

describe('a journal of before', () => {
  it('[T39] is sealed when the first store key of its account is there, whole and readable as before', async () => {
    const { parts, before, scan } = await ofBefore();
    expect(linesHolding(parts.disk)).toBeGreaterThan(14);
    const core = await openTestDesk(parts);
    expect(await everything(core)).toEqual(before);
    await core.desk.signOut(account.id);
    expect(linesHolding(parts.disk)).toBe(0);
    const lies = parts.scanSpace.files.get(`${scan.slice(0, 2)}/${scan}`)?.bytes ?? new Uint8Array();
    expect(Buffer.from(lies.slice(0, 8)).toString()).toBe('LEMBARS1');
    await core.close();
    const again = await openTestDesk(parts);
    expect(await everything(again)).toEqual(before);
    expect(await again.scans?.get(scan, 'l', account.id)).toMatchObject({ ok: true });
  });

  it('[T39] keeps what is of another account until that one comes', async () => {
    const { parts, server } = await ofBefore();
    server.storeKey = (id) => (id === other.id ? (keys.get(id) ?? null) : null);
    const lines = linesHolding(parts.disk);
    const core = await openTestDesk({ ...parts, signedOut: true });
    await valueOf(core.desk.signIn(other.username, server.password));
    await valueOf(core.desk.append(draft('milik-lain', other)));
    await core.desk.signOut(other.id);
    expect(linesHolding(parts.disk)).toBe(lines);
    server.storeKey = (id) => keys.get(id) ?? null;
    await valueOf(core.desk.signIn(account.username, server.password));
    await answerAll(core.desk, 2000);
    await core.desk.signOut(account.id);
    await valueOf(core.desk.signIn(account.username, server.password));
    await core.close();
    expect(linesHolding(parts.disk)).toBe(0);
  });

  it('[T39] loses nothing wherever it is killed while it is sealed', async () => {
    const { parts, before } = await ofBefore();
    const { disk, steps } = watched(parts.disk);
    const file = () => memoryFile(structuredClone(parts.file.read()));
    const core = await openTestDesk({ ...parts, disk });
    await core.desk.signOut(account.id);
    await core.close();
    expect(linesHolding(parts.disk)).toBe(0);
    expect(steps.length).toBeGreaterThan(20);
    for (const step of steps) {
      const again = await openTestDesk({ ...parts, disk: step, file: file() });
      expect(await everything(again)).toEqual(before);
      await again.desk.signOut(account.id);
      expect(linesHolding(step)).toBe(0);
      await again.close();
    }
  });

  it('[T39] stays as it is on a full disk, and is sealed when there is room', async () => {
    const { parts, before } = await ofBefore();
    parts.disk.space = 4000;
    const core = await openTestDesk(parts);
    expect(await everything(core)).toEqual(before);
    await core.close();
    parts.disk.space = Number.POSITIVE_INFINITY;
    const again = await openTestDesk(parts);
    expect(await everything(again)).toEqual(before);
    await again.desk.signOut(account.id);
    expect(linesHolding(parts.disk)).toBe(0);
  });

  it('[T36] a pending entry in a box moves to a new incarnation without anybody who could read it', async () => {
    const server = tinyServer();
    server.storeKey = (id) => keys.get(id) ?? null;
    const core = await enrolled(await openTestDesk({ upstream: server.upstream, disk: memoryDisk() }));
    const entry = await valueOf(core.desk.append(draft('pindah')));
    await valueOf(core.desk.signIn(other.username, server.password));
    await valueOf(core.desk.renew());
    const shown = (await valueOf(core.desk.pending(100))).find(({ opId }) => opId === 'pindah');
    expect(shown).toMatchObject({ inc: 2, args: null, content: entry.content });
    expect(JSON.stringify(shown)).not.toContain(secret);
    await valueOf(core.desk.signIn(account.username, server.password));
    const own = (await valueOf(core.desk.pending(100))).find(({ opId }) => opId === 'pindah');
    expect(own?.args).toEqual({ letterId: 'pindah', secret });
  });

  it('[T36] notes of an answer that comes while its author is away are kept for him alone', async () => {
    const server = tinyServer();
    server.storeKey = (id) => keys.get(id) ?? null;
    const disk = memoryDisk();
    let results: readonly OpResult[] = [];
    const upstream: Upstream = (request) => {
      if (!request.url.endsWith(paths.push)) return server.upstream(request);
      const said = { epoch: 'e', rvNow: 9, ackSeq: 9, serverTime: 1000, results };
      const body = new Response(JSON.stringify(said)).body as ReadableStream<Uint8Array>;
      return Promise.resolve({ status: 200, headers: { 'content-type': 'application/json' }, body });
    };
    const core = await enrolled(await openTestDesk({ upstream, disk, bare: true }));
    const { seq, opId } = await valueOf(core.desk.append(draft('berbenturan')));
    await valueOf(core.desk.signIn(other.username, server.password));
    const notes = [{ field: 'subject', mine: secret, now: 'lain', kept: 'now' as const }];
    results = [{ seq, opId, status: 'merged', rv: 9, notes }];
    const asked = { path: paths.push, method: 'POST', headers: { [accountHeader]: other.id }, body: Buffer.from('{}') };
    const heard = (await new Response((await core.forward(asked)).body).json()) as { results: OpResult[] };
    expect(JSON.stringify(heard)).not.toContain(secret);
    await valueOf(core.desk.settle(heard.results, 1000));
    expect(linesHolding(disk)).toBe(0);
    await valueOf(core.desk.signIn(account.username, server.password));
    const { settled } = await valueOf(core.desk.recover(account.id, 0));
    expect(settled.map(({ result }) => result.notes)).toEqual([notes]);
  });
});

describe('the folder of a desk written at e92247e', () => {
  it('[T39] opens, and what was answered of the account that signs in is sealed on the disk', async () => {
    const folder = await copyOldData();
    const { current } = readDeskFile(folder.desk);
    const key = randomBytes(32).toString('base64url');
    const upstream: Upstream = (request) => {
      const session = { token: 't', expiresAt: 0, account: current, desk: oldData.desk, storeKey: key };
      const body = new Response(JSON.stringify(request.method === 'POST' ? session : {})).body;
      const headers = { 'content-type': 'application/json' };
      return Promise.resolve({ status: 200, headers, body: body as ReadableStream<Uint8Array> });
    };
    const plain = async () => {
      const names = (await readdir(join(folder.desk, 'journal'))).filter((name) => name.endsWith('.log'));
      const ops: Operation[] = [];
      for (const name of names) {
        const { records } = parseJournal(await readFile(join(folder.desk, 'journal', name)));
        for (const record of records) if (record.k === 'op') ops.push(record.op);
      }
      return ops.filter(({ by, box, name }) => by.account === current.id && !box && !name.startsWith('session.'));
    };
    const before = await plain();
    expect(before.length).toBeGreaterThan(10);
    const core = await openOldDesk(folder.desk, upstream);
    await valueOf(core.desk.signIn('tu', oldData.password));
    const past = await valueOf(core.desk.past(0, 1000));
    await core.desk.signOut(current.id);
    await core.close();
    // What waited when its hash still covered the content lies as it was until it is answered.
    expect((await plain()).map(({ seq }) => seq)).toEqual([57, 58]);
    const again = await openOldDesk(folder.desk, upstream);
    await valueOf(again.desk.signIn('tu', oldData.password));
    expect(await valueOf(again.desk.past(0, 1000))).toEqual(past);
    expect(
      await again.scans?.get(
        oldData.scan,
        (await valueOf(again.desk.heldScans(current.id, 'all')))[0]?.letter ?? '',
        current.id,
      ),
    ).toMatchObject({ ok: true });
    await again.close();
    await folder.remove();
  });

  it('[T39] a file is replaced whole on a real disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lembar-replace-'));
    const disk = await nodeDisk(folder);
    await writeFile(join(folder, 'journal-000001.log'), 'lama');
    const { ino } = await stat(join(folder, 'journal-000001.log'));
    await disk.replace('journal-000001.log', Buffer.from('baru'));
    // Another file under the same name: the old one is whole until then.
    expect((await stat(join(folder, 'journal-000001.log'))).ino).not.toBe(ino);
    expect(await readFile(join(folder, 'journal-000001.log'), 'utf8')).toBe('baru');
    expect(await disk.list()).toEqual(['journal-000001.log']);
    expect(await readdir(folder)).toEqual(['journal-000001.log']);
    await rm(folder, { recursive: true });
  });
});
