import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bundleManifest, bundleOf, manifestLimit, signatureOf, type Hmac } from '../../../shared/sync/bundle.ts';
import type { Operation } from '../../../shared/sync/operation.ts';

const hmac: Hmac = (key, text) => createHmac('sha256', key).update(text).digest('hex');
const desk = { id: 'd-1', code: 'D01', name: 'Meja Ünïkode', inc: 1 };
const hashOf = (i: number): string => i.toString(16).padStart(64, '0');
const op = (i: number): Operation => ({ hash: hashOf(i) }) as Operation;
const scan = (i: number) => ({ sha256: hashOf(i), size: 1, letter: `l-${i}` });
const sign = (): string => '0'.repeat(64);
const bundle = (ops: number, scans: number) =>
  bundleOf(
    desk,
    Array.from({ length: ops }, (_, i) => op(i)),
    Array.from({ length: scans }, (_, i) => scan(i)),
    '2026-10-08T08:00:00.000+07:00',
    sign,
  );

describe('the manifests of an outbox', () => {
  it('[D9] name everything once and in order, however much it is', () => {
    const pieces = bundle(2 * manifestLimit + 3, manifestLimit + 1);
    expect(pieces).toHaveLength(3);
    const manifests = pieces.map(({ signed }) => signed.manifest);
    expect(manifests.flatMap(({ hashes }) => hashes)).toEqual(
      Array.from({ length: 2 * manifestLimit + 3 }, (_, i) => hashOf(i)),
    );
    expect(manifests.flatMap(({ scans }) => scans)).toHaveLength(manifestLimit + 1);
    expect(pieces.map(({ ops }) => ops.length)).toEqual([manifestLimit, manifestLimit, 3]);
    for (const manifest of manifests) expect(bundleManifest.safeParse(manifest).success).toBe(true);
  });

  it('[D9] fit into a request beside a full batch', () => {
    const [full] = bundle(manifestLimit, manifestLimit);
    expect(JSON.stringify(full?.signed).length + 256 * 1024).toBeLessThan(1024 * 1024);
  });

  it('[D9] are there for scans alone too', () => {
    expect(bundle(0, 2)).toHaveLength(1);
  });

  it('[D9] are signed over every member, whatever their order', () => {
    const [piece] = bundle(1, 1);
    if (!piece) throw new Error('no piece');
    const { manifest } = piece.signed;
    const right = signatureOf(manifest, 'key', hmac);
    expect(signatureOf(JSON.parse(JSON.stringify(manifest)) as typeof manifest, 'key', hmac)).toBe(right);
    expect(signatureOf(manifest, 'other key', hmac)).not.toBe(right);
    const others = [
      { ...manifest, inc: 2 },
      { ...manifest, madeAt: '' },
      { ...manifest, hashes: [] },
      { ...manifest, scans: [] },
      { ...manifest, desk: { ...manifest.desk, id: 'd-2' } },
    ];
    for (const other of others) expect(signatureOf(other, 'key', hmac)).not.toBe(right);
  });
});
