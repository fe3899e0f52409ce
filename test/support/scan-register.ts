import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { openBlobFolder, type BlobFolder } from '../../server/blobs/blob-folder.ts';
import { openUploads } from '../../server/blobs/uploads.ts';
import { blobPaths, chunkLength, uploadChecksum, uploadMetadata } from '../../shared/sync/blob-api.ts';
import { registerArgs } from './builders.ts';
import { newId, type DeskClient } from './desk-client.ts';
import { testRegister, type TestRegister } from './register.ts';

export let root: string;
export let folder: BlobFolder;
export let register: TestRegister;
export let tu: DeskClient;

export const hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** The first bytes of a PDF. */
export const pdf = (length = 3000): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(length - 9)]);

/** A register with a scan folder of its own for each test of the file, and a clerk's desk. */
export function beginEachWithScans(): void {
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'lembar-blobs-'));
    folder = await openBlobFolder(join(root, 'blobs'));
    register = await testRegister({
      blobs: async (clock) => ({ folder, uploads: await openUploads(join(root, 'uploads'), folder, clock) }),
    });
    tu = await register.desk('tu');
  });
  afterEach(async () => {
    await register.app.close();
    await rm(root, { recursive: true, force: true });
  });
}

export async function letterOf(desk: DeskClient, more: Parameters<typeof registerArgs>[0] = {}): Promise<string> {
  const letterId = newId('letter');
  await desk.register(registerArgs({ letterId, ...more }));
  return letterId;
}

export async function attach(
  desk: DeskClient,
  letterId: string,
  bytes: Uint8Array,
  id = newId('scan'),
): Promise<string> {
  const scan = { id, sha256: hex(bytes), size: bytes.length, mime: 'application/pdf', name: 'surat.pdf' };
  const { results } = await desk.push([desk.op('letter.attachScan', { letterId, scan })]);
  expect(results[0]?.status).toBe('applied');
  return id;
}

export const ask = (
  desk: DeskClient,
  method: 'HEAD' | 'GET' | 'POST' | 'PATCH',
  url: string,
  headers: Record<string, string> = {},
  payload?: Buffer,
) =>
  register.app.inject({
    method,
    url,
    headers: { ...desk.headers(), ...headers },
    ...(payload === undefined ? {} : { payload }),
  });

export async function begin(desk: DeskClient, letter: string, bytes: Uint8Array, sha256 = hex(bytes)): Promise<string> {
  const headers = { 'upload-length': String(bytes.length), 'upload-metadata': uploadMetadata(sha256, letter) };
  const answer = await ask(desk, 'POST', blobPaths.create, headers);
  expect(answer.statusCode).toBe(201);
  return String(answer.headers['location']);
}

export function chunk(desk: DeskClient, upload: string, bytes: Buffer, offset: number, length = chunkLength) {
  const part = bytes.subarray(offset, offset + length);
  const headers = {
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(offset),
    'upload-checksum': uploadChecksum(hex(part)),
  };
  return ask(desk, 'PATCH', upload, headers, part);
}

export async function send(desk: DeskClient, letter: string, bytes: Buffer): Promise<void> {
  const upload = await begin(desk, letter, bytes);
  for (let at = 0; at < bytes.length; at += chunkLength) {
    expect((await chunk(desk, upload, bytes, at)).statusCode).toBe(204);
  }
}
