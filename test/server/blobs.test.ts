import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBlobFolder, type BlobFolder } from '../../server/blobs/blob-folder.ts';
import { sweep } from '../../server/blobs/sweep.ts';
import { openUploads } from '../../server/blobs/uploads.ts';
import { blobPath, blobPaths, chunkLength, uploadChecksum, uploadMetadata } from '../../shared/sync/blob-api.ts';
import { registerArgs } from '../support/builders.ts';
import { newId, type DeskClient } from '../support/desk-client.ts';
import { testRegister, type TestRegister } from '../support/register.ts';

const day = 86_400_000;
let root: string;
let folder: BlobFolder;
let register: TestRegister;
let tu: DeskClient;

const hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** A PDF as far as its first bytes go. */
const pdf = (length = 3000): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(length - 9)]);

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

async function letterOf(desk: DeskClient, more: Parameters<typeof registerArgs>[0] = {}): Promise<string> {
  const letterId = newId('letter');
  await desk.register(registerArgs({ letterId, ...more }));
  return letterId;
}

async function attach(desk: DeskClient, letterId: string, bytes: Uint8Array, id = newId('scan')): Promise<string> {
  const scan = { id, sha256: hex(bytes), size: bytes.length, mime: 'application/pdf', name: 'surat.pdf' };
  const { results } = await desk.push([desk.op('letter.attachScan', { letterId, scan })]);
  expect(results[0]?.status).toBe('applied');
  return id;
}

const ask = (
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

async function begin(desk: DeskClient, letter: string, bytes: Uint8Array, sha256 = hex(bytes)): Promise<string> {
  const headers = { 'upload-length': String(bytes.length), 'upload-metadata': uploadMetadata(sha256, letter) };
  const answer = await ask(desk, 'POST', blobPaths.create, headers);
  expect(answer.statusCode).toBe(201);
  return String(answer.headers['location']);
}

function chunk(desk: DeskClient, upload: string, bytes: Buffer, offset: number, length = chunkLength) {
  const part = bytes.subarray(offset, offset + length);
  const headers = {
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(offset),
    'upload-checksum': uploadChecksum(hex(part)),
  };
  return ask(desk, 'PATCH', upload, headers, part);
}

async function send(desk: DeskClient, letter: string, bytes: Buffer): Promise<void> {
  const upload = await begin(desk, letter, bytes);
  for (let at = 0; at < bytes.length; at += chunkLength) {
    expect((await chunk(desk, upload, bytes, at)).statusCode).toBe(204);
  }
}

describe('sending a scan', () => {
  it('[A2] a file is there only after its last byte arrived and its whole hash fits', async () => {
    const bytes = pdf(chunkLength + 500);
    const letter = await letterOf(tu);
    await attach(tu, letter, bytes);
    const upload = await begin(tu, letter, bytes);
    await chunk(tu, upload, bytes, 0);
    expect((await ask(tu, 'HEAD', blobPath(hex(bytes), letter))).statusCode).toBe(404);
    expect((await ask(tu, 'HEAD', upload)).headers['upload-offset']).toBe(String(chunkLength));
    expect((await chunk(tu, upload, bytes, chunkLength)).statusCode).toBe(204);
    const got = await ask(tu, 'GET', blobPath(hex(bytes), letter));
    expect(got.rawPayload.equals(bytes)).toBe(true);
    expect(got.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-disposition': "attachment; filename*=UTF-8''surat.pdf",
    });
  });

  it('[A2] the same upload goes on after both sides were started again', async () => {
    const bytes = pdf(2 * chunkLength);
    const letter = await letterOf(tu);
    await attach(tu, letter, bytes);
    const upload = await begin(tu, letter, bytes);
    await chunk(tu, upload, bytes, 0);
    const again = await openUploads(join(root, 'uploads'), folder, register.clock);
    const id = upload.split('/').at(-1) ?? '';
    expect(await again.state(id)).toMatchObject({ offset: chunkLength });
    expect(await begin(tu, letter, bytes)).toBe(upload);
    expect((await chunk(tu, upload, bytes, chunkLength)).statusCode).toBe(204);
    expect((await ask(tu, 'HEAD', blobPath(hex(bytes), letter))).statusCode).toBe(200);
  });

  it('answers a chunk from the wrong place with 409 and the right one, a damaged one with 460, and keeps neither', async () => {
    const bytes = pdf();
    const letter = await letterOf(tu);
    await attach(tu, letter, bytes);
    const upload = await begin(tu, letter, bytes);
    const wrongPlace = await chunk(tu, upload, bytes, 100);
    expect([wrongPlace.statusCode, wrongPlace.headers['upload-offset']]).toEqual([409, '0']);
    const headers = {
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
      'upload-checksum': uploadChecksum(hex(Buffer.from('something else'))),
    };
    expect((await ask(tu, 'PATCH', upload, headers, bytes)).statusCode).toBe(460);
    expect((await ask(tu, 'HEAD', upload)).headers['upload-offset']).toBe('0');
  });

  it('[A2] what does not have the promised hash is thrown away as a whole', async () => {
    const bytes = pdf();
    const other = pdf();
    const letter = await letterOf(tu);
    await attach(tu, letter, bytes);
    const upload = await begin(tu, letter, bytes);
    const answer = await chunk(tu, upload, other, 0);
    expect([answer.statusCode, answer.json()]).toEqual([422, { code: 'BLOB_DAMAGED' }]);
    expect((await ask(tu, 'HEAD', upload)).statusCode).toBe(404);
    expect(await readdir(join(root, 'uploads'))).toEqual([]);
    expect(await folder.all()).toEqual([]);
  });

  it('takes no other kind of file, whatever the letter says it is', async () => {
    const bytes = Buffer.from('MZ this is a program and no PDF at all');
    const letter = await letterOf(tu);
    await attach(tu, letter, bytes);
    const answer = await chunk(tu, await begin(tu, letter, bytes), bytes, 0);
    expect([answer.statusCode, answer.json()]).toEqual([415, { code: 'SCAN_WRONG_TYPE' }]);
    expect(await folder.all()).toEqual([]);
  });

  it('takes nothing no letter names, and no more bytes than the letter says', async () => {
    const bytes = pdf();
    const letter = await letterOf(tu);
    const create = (length: number) =>
      ask(tu, 'POST', blobPaths.create, {
        'upload-length': String(length),
        'upload-metadata': uploadMetadata(hex(bytes), letter),
      });
    expect((await create(bytes.length)).statusCode).toBe(404);
    await attach(tu, letter, bytes);
    expect((await create(bytes.length + 1)).statusCode).toBe(400);
    expect((await create(26 * 1024 * 1024)).statusCode).toBe(413);
    expect((await create(bytes.length)).statusCode).toBe(201);
  });

  it('continues no upload of another desk', async () => {
    const bytes = pdf();
    const letter = await letterOf(tu);
    await attach(tu, letter, bytes);
    const upload = await begin(tu, letter, bytes);
    const other = await register.desk('kadis');
    expect((await chunk(other, upload, bytes, 0)).statusCode).toBe(404);
  });

  it('wants a session', async () => {
    const answer = await register.app.inject({ method: 'POST', url: blobPaths.create });
    expect(answer.statusCode).toBe(401);
  });
});

describe('reading a scan', () => {
  it('[A4] who may not read the letter gets the same answer as for a file that is not there', async () => {
    const secretary = await register.desk('sekretaris');
    const bytes = pdf();
    const letter = await letterOf(secretary, { security: 'rahasia', addressedTo: ['kepala-dinas'] });
    await attach(secretary, letter, bytes);
    await send(secretary, letter, bytes);
    const kadis = await register.desk('kadis');
    expect((await ask(kadis, 'GET', blobPath(hex(bytes), letter))).rawPayload.equals(bytes)).toBe(true);
    for (const method of ['HEAD', 'GET'] as const) {
      const refused = await ask(tu, method, blobPath(hex(bytes), letter));
      const unknown = await ask(tu, method, blobPath(hex(pdf()), letter));
      expect([refused.statusCode, refused.body]).toEqual([404, unknown.body]);
    }
  });

  it('[A4] naming the hash of a secret scan on a letter of one’s own opens nothing', async () => {
    const secretary = await register.desk('sekretaris');
    const bytes = pdf();
    const secret = await letterOf(secretary, { security: 'rahasia', addressedTo: ['kepala-dinas'] });
    await attach(secretary, secret, bytes);
    await send(secretary, secret, bytes);
    const own = await letterOf(tu);
    await attach(tu, own, bytes);
    expect((await ask(tu, 'HEAD', blobPath(hex(bytes), own))).statusCode).toBe(404);
    expect((await ask(tu, 'GET', blobPath(hex(bytes), own))).statusCode).toBe(404);
    // Whoever really has the file sends it, and there is still one file.
    await send(tu, own, bytes);
    expect((await ask(tu, 'GET', blobPath(hex(bytes), own))).rawPayload.equals(bytes)).toBe(true);
    expect(await folder.all()).toEqual([hex(bytes)]);
  });

  it('a scan taken off the letter is read by nobody any more', async () => {
    const bytes = pdf();
    const letterId = await letterOf(tu);
    const scanId = await attach(tu, letterId, bytes);
    await send(tu, letterId, bytes);
    await tu.push([tu.op('letter.removeScan', { letterId, scanId, reason: 'Salah surat' })]);
    expect((await ask(tu, 'GET', blobPath(hex(bytes), letterId))).statusCode).toBe(404);
  });

  it('gives a part where a part is asked for', async () => {
    const bytes = pdf();
    const letter = await letterOf(tu);
    await attach(tu, letter, bytes);
    await send(tu, letter, bytes);
    const part = await ask(tu, 'GET', blobPath(hex(bytes), letter), { range: 'bytes=10-19' });
    expect([part.statusCode, part.headers['content-range']]).toEqual([206, `bytes 10-19/${bytes.length}`]);
    expect(part.rawPayload.equals(bytes.subarray(10, 20))).toBe(true);
    expect((await ask(tu, 'GET', blobPath(hex(bytes), letter), { range: 'bytes=99999-' })).statusCode).toBe(416);
  });

  it('a file that lost bytes on the server’s disk is no longer there', async () => {
    const bytes = pdf();
    const letter = await letterOf(tu);
    await attach(tu, letter, bytes);
    await send(tu, letter, bytes);
    await writeFile(join(root, 'blobs', hex(bytes).slice(0, 2), hex(bytes)), bytes.subarray(0, 100));
    expect((await ask(tu, 'HEAD', blobPath(hex(bytes), letter))).statusCode).toBe(404);
    await send(tu, letter, bytes);
    expect((await ask(tu, 'GET', blobPath(hex(bytes), letter))).rawPayload.equals(bytes)).toBe(true);
  });
});

describe('sweeping', () => {
  const swept = () => sweep({ store: register.store, blobs: folder, clock: register.clock });

  async function removed(bytes: Buffer): Promise<void> {
    const letterId = await letterOf(tu);
    const scanId = await attach(tu, letterId, bytes);
    await send(tu, letterId, bytes);
    expect(await swept()).toBe(0);
    await tu.push([tu.op('letter.removeScan', { letterId, scanId, reason: 'Salah surat' })]);
  }

  it('[A3] removes a file 30 days after the last letter ceased to name it, not before', async () => {
    await removed(pdf());
    expect(await swept()).toBe(0);
    register.clock.pass(29 * day);
    expect(await swept()).toBe(0);
    register.clock.pass(day);
    expect(await swept()).toBe(1);
    expect(await folder.all()).toEqual([]);
  });

  it('[A3] keeps a file that a letter names again while the sweep is under way, or that a desk was told is here', async () => {
    const bytes = pdf();
    await removed(bytes);
    await swept();
    const epoch = (await folder.note(hex(bytes)))?.unnamed?.epoch ?? '';
    await folder.mark(hex(bytes), { since: register.clock.now() - 30 * day, epoch });
    const other = await letterOf(tu);
    const busy: BlobFolder = {
      ...folder,
      remove: async (sha256, may) => {
        await attach(tu, other, bytes);
        await send(tu, other, bytes);
        return folder.remove(sha256, may);
      },
    };
    expect(await sweep({ store: register.store, blobs: busy, clock: register.clock })).toBe(0);
    await folder.mark(hex(bytes), { since: 0, epoch });
    expect((await ask(tu, 'HEAD', blobPath(hex(bytes), other))).statusCode).toBe(200);
    expect((await folder.note(hex(bytes)))?.unnamed).toBeNull();
  });

  it('[A3] keeps what one letter of several still names', async () => {
    const bytes = pdf();
    await removed(bytes);
    const other = await letterOf(tu);
    await attach(tu, other, bytes);
    await send(tu, other, bytes);
    register.clock.pass(100 * day);
    await swept();
    register.clock.pass(100 * day);
    expect(await swept()).toBe(0);
  });

  it('[A3] a register in a new life gives every file its 30 days anew, and removes none before every desk reported', async () => {
    await removed(pdf());
    await swept();
    await register.store.write((tx) => tx.renewEpoch('another life', 0));
    register.clock.pass(40 * day);
    expect(await swept()).toBe(0);
    await register.store.write(async (tx) => {
      for (const desk of await tx.desks.all()) await tx.desks.put({ ...desk, reported: 'another life' });
    });
    expect(await swept()).toBe(0);
    register.clock.pass(30 * day);
    expect(await swept()).toBe(1);
  });
});
