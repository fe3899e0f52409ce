import { strToU8, zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importBundle } from '../../../renderer/data/import-bundle.ts';
import { zipWriter } from '../../../renderer/data/bundle-zip.ts';
import { digest } from '../../../renderer/data/sha256.ts';
import { zipIndex } from '../../../shared/bundle/zip-index.ts';
import { err, ok } from '../../../shared/result.ts';
import { hashOperation, type Operation } from '../../../shared/sync/operation.ts';
import type { BundleRequest } from '../../../shared/sync/bundle.ts';
import type { Server } from '../../../renderer/data/ports.ts';
import { account } from '../../support/desk-parts.ts';

const hash = '0'.repeat(64);
const manifest = {
  format: 'lembar-bundle',
  version: 1,
  desk: { id: 'd-1', code: 'D01', name: 'Meja' },
  inc: 1,
  madeAt: '2026-10-08T08:00:00.000+07:00',
  hashes: [] as string[],
  scans: [] as unknown[],
};
const signed = (change: object = {}) =>
  strToU8(JSON.stringify([{ manifest: { ...manifest, ...change }, signature: hash }]));
const good = (): Zippable => ({ 'manifest.json': signed(), 'operations.ndjson': strToU8('') });

const nothing = { epoch: 'e', ackSeq: 0, serverTime: 0, rvNow: 0, results: [] };
const never: Server = {
  // The only request asks who signed the manifests.
  call: (_path, body) =>
    (body as BundleRequest).ops.length === 0
      ? Promise.resolve(ok(nothing))
      : Promise.reject(new Error('no entry of a bad file may reach the server')),
  bytes: () => Promise.resolve(err({ status: 0, code: 'SERVER_UNREACHABLE' })),
  live: () => () => undefined,
};

async function codeOf(file: Blob, server = never): Promise<string> {
  const world = { server, account, report: () => undefined, isHidden: async () => false };
  const put = () => Promise.resolve(ok({ sha256: hash, size: 1, mime: 'application/pdf' as const }));
  const imported = await importBundle(world, file, { put }, () => undefined);
  return imported.ok ? (imported.value.ended?.code ?? 'taken') : imported.error.code;
}
const blob = (bytes: Uint8Array): Blob => new Blob([bytes as BlobPart]);
const zip = (files: Zippable): Promise<string> => codeOf(blob(zipSync(files)));

/** An operation as a desk makes it, as far as a bundle is concerned. */
function operation(seq: number): Operation {
  const bare = { opId: `op-${seq}`, desk: 'd-1', inc: 1, seq, prev: 'start', name: 'letter.register', args: {} };
  return { ...bare, hash: hashOperation(bare as unknown as Operation, digest) } as unknown as Operation;
}

describe('[D9] an imported bundle', () => {
  it('is taken when it is as a desk makes it', async () => {
    expect(await zip(good())).toBe('taken');
  });

  it.each([
    ['nothing at all', ''],
    ['a text', 'Surat masuk'],
    ['the beginning of a zip', 'PK\u0003\u0004 and no more'],
  ])('is refused in words when it is %s', async (_what, text) => {
    expect(await codeOf(new Blob([text]))).toBe('CARRY_NOT_A_FILE');
  });

  it('is refused when it was cut off anywhere', async () => {
    const whole = zipSync({ ...good(), [`scans/${hash}`]: new Uint8Array(3000) });
    for (let length = 1; length < whole.length; length += 37) {
      expect(await codeOf(blob(whole.subarray(0, length)))).toBe('CARRY_NOT_A_FILE');
    }
  });

  it('never breaks the program, whichever of its bytes is changed', async () => {
    const whole = zipSync(good());
    for (let at = 0; at < whole.length; at++) {
      const other = whole.slice();
      other[at] = (other[at] ?? 0) ^ 0xff;
      expect(await codeOf(blob(other))).toMatch(/^(taken|CARRY_(NOT_A_FILE|CHANGED|NEWER|TOO_LARGE))$/);
    }
  });

  it('of 255 KB that unpacks to a thousand times as much is refused before anything is unpacked', async () => {
    for (const name of ['manifest.json', 'operations.ndjson', `scans/${hash}`]) {
      const bomb = zipSync({ ...good(), [name]: new Uint8Array(20_000_000) });
      expect(bomb.length).toBeLessThan(255_000);
      expect(await codeOf(blob(bomb))).toBe('CARRY_TOO_LARGE');
    }
  });

  it('with a directory of very many entries is refused, and its directory is not walked', async () => {
    const withEntries = (count: number): Promise<unknown> => {
      const bytes = new Uint8Array(count * 46 + 22);
      const view = new DataView(bytes.buffer);
      for (let i = 0; i < count; i++) view.setUint32(i * 46, 0x02014b50, true);
      view.setUint32(count * 46, 0x06054b50, true);
      view.setUint16(count * 46 + 10, count, true);
      view.setUint32(count * 46 + 12, count * 46, true);
      return zipIndex({ size: bytes.length, read: async (from, to) => bytes.slice(from, to) });
    };
    expect(await withEntries(1000)).toHaveLength(1000);
    expect(await withEntries(30_001)).toBe(null);
  });

  it('with manifests nested too deep to read is refused', async () => {
    expect(await zip({ ...good(), 'manifest.json': [strToU8('['.repeat(5000)), { level: 0 }] })).toBe(
      'CARRY_NOT_A_FILE',
    );
  });

  it('whose signature its register does not know is refused before its entries are unpacked', async () => {
    const forged: Server = { ...never, call: () => Promise.resolve(err({ status: 403, code: 'FORBIDDEN' })) };
    const damaged = zipSync({ ...good(), 'operations.ndjson': new Uint8Array([0xff]) });
    expect(await codeOf(blob(damaged), forged)).toBe('CARRY_CHANGED');
    expect(await codeOf(blob(damaged))).toBe('CARRY_NOT_A_FILE');
  });

  it('with other entries than its manifests count is refused before they are read', async () => {
    const lines = strToU8('[\n'.repeat(100_000));
    expect(await codeOf(blob(zipSync({ ...good(), 'operations.ndjson': lines }, { level: 0 })))).toBe('CARRY_CHANGED');
  });

  it.each(['../../autostart.bat', 'scans/../../x', `scans/${'G'.repeat(64)}`, 'Scans/x', 'readme.txt'])(
    'is refused when it contains %s',
    async (name) => {
      expect(await zip({ ...good(), [name]: strToU8('x') })).toBe('CARRY_NOT_A_FILE');
    },
  );

  it('is refused when a part is missing or no text', async () => {
    expect(await zip({ 'manifest.json': signed() })).toBe('CARRY_NOT_A_FILE');
    expect(await zip({ ...good(), 'manifest.json': strToU8('{') })).toBe('CARRY_NOT_A_FILE');
    expect(await zip({ ...good(), 'manifest.json': new Uint8Array([0xff, 0xfe]) })).toBe('CARRY_NOT_A_FILE');
    expect(await zip({ ...good(), 'manifest.json': signed({ format: 'else' }) })).toBe('CARRY_NOT_A_FILE');
  });

  it('of a newer program says so, whatever else is in it', async () => {
    expect(await zip({ ...good(), 'manifest.json': signed({ version: 2, hashes: 'other' }) })).toBe('CARRY_NEWER');
  });

  it('that claims to unpack to more than fits is refused before anything is unpacked', async () => {
    const bytes = zipSync({ ...good(), [`scans/${hash}`]: new Uint8Array(64) });
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 4; at++) {
      // The size in the central directory.
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint16(at + 28, true) === 70) {
        view.setUint32(at + 24, 0xfffffff0, true);
      }
    }
    expect(await codeOf(blob(bytes))).toBe('CARRY_TOO_LARGE');
  });

  it('that unpacks to more than it claims is cut off there and not taken', async () => {
    const bytes = zipSync({ 'manifest.json': signed(), 'operations.ndjson': new Uint8Array(5_000_000).fill(32) });
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 4; at++) {
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint16(at + 28, true) === 17) {
        view.setUint32(at + 24, 10, true);
      }
    }
    expect(await codeOf(blob(bytes))).toMatch(/^CARRY_(NOT_A_FILE|CHANGED)$/);
  });

  it('with entries other than those it names is refused', async () => {
    const one = operation(1);
    const line = (op: object): Uint8Array => strToU8(`${JSON.stringify(op)}\n`);
    const named = signed({ hashes: [one.hash] });
    expect(await zip({ 'manifest.json': named, 'operations.ndjson': line({ ...one, seq: 2 }) })).toBe('CARRY_CHANGED');
    expect(await zip({ 'manifest.json': named, 'operations.ndjson': strToU8('') })).toBe('CARRY_CHANGED');
    expect(await zip({ 'manifest.json': named, 'operations.ndjson': strToU8('null\n') })).toBe('CARRY_CHANGED');
    const deep = strToU8(`{"hash":"${one.hash}","args":${'['.repeat(50_000)}${']'.repeat(50_000)}}\n`);
    expect(await zip({ 'manifest.json': named, 'operations.ndjson': deep })).toBe('CARRY_CHANGED');
  });

  it('whose answers are not of our server changes nothing and says so', async () => {
    const one = operation(1);
    const files = {
      'manifest.json': signed({ hashes: [one.hash] }),
      'operations.ndjson': strToU8(JSON.stringify(one)),
    };
    const portal: Server = { ...never, call: () => Promise.resolve(ok({ results: [] })) };
    expect(await codeOf(blob(zipSync(files)), portal)).toBe('CARRY_NO_SERVER');
    const retired: Server = { ...never, call: () => Promise.resolve(err({ status: 401, code: 'NOT_SIGNED_IN' })) };
    expect(await codeOf(blob(zipSync(files)), retired)).toBe('NOT_SIGNED_IN');
  });

  it('that can no longer be read is refused in words', async () => {
    const broken = { size: 100, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) };
    expect(await codeOf(broken as unknown as Blob)).toBe('CARRY_UNREADABLE');
  });
});

describe('the zip of an exported bundle', () => {
  it('is read by other programs too, with stored scans whatever they contain', async () => {
    const zip = zipWriter();
    const inner = zipSync({ a: strToU8('PK inside of PK') });
    zip.add({ name: 'manifest.json', bytes: strToU8('{}'), deflate: true });
    zip.add({ name: `scans/${hash}`, bytes: inner, deflate: false });
    const { unzipSync } = await import('fflate');
    const files = unzipSync(new Uint8Array(await zip.end().arrayBuffer()));
    expect(files[`scans/${hash}`]).toEqual(inner);
    expect(Object.keys(files)).toEqual(['manifest.json', `scans/${hash}`]);
  });
});
