import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openUploads } from '../../server/blobs/uploads.ts';
import { blobPath, blobPaths, chunkLength, uploadChecksum, uploadMetadata } from '../../shared/sync/blob-api.ts';
import {
  beginEachWithScans,
  root,
  folder,
  register,
  tu,
  hex,
  pdf,
  letterOf,
  attach,
  ask,
  begin,
  chunk,
  send,
} from '../support/scan-register.ts';

beginEachWithScans();

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

  it('[A2] the same upload resumes after both sides were started again', async () => {
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

  it('answers a chunk at the wrong offset with 409 and the right one, a damaged one with 460, and keeps neither', async () => {
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
    // The owner of the file sends it, and there is still one file.
    await send(tu, own, bytes);
    expect((await ask(tu, 'GET', blobPath(hex(bytes), own))).rawPayload.equals(bytes)).toBe(true);
    expect(await folder.all()).toEqual([hex(bytes)]);
  });

  it('a scan removed from the letter is read by nobody any more', async () => {
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
