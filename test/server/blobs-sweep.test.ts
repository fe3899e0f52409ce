import { readdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sweep } from '../../server/blobs/sweep.ts';
import { type BlobFolder } from '../../server/blobs/blob-folder.ts';
import { openUploads } from '../../server/blobs/uploads.ts';
import { blobPath, chunkLength } from '../../shared/sync/blob-api.ts';
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

const day = 86_400_000;

beginEachWithScans();

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

  it('[A3] keeps a file that a letter names again during the sweep, or that a desk was answered is here', async () => {
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

  it('[A3] a register in a new epoch gives every file its 30 days again, and removes none before every desk reported', async () => {
    await removed(pdf());
    await swept();
    await register.store.write((tx) => tx.renewEpoch('another epoch', 0));
    register.clock.pass(40 * day);
    expect(await swept()).toBe(0);
    await register.store.write(async (tx) => {
      for (const desk of await tx.desks.all()) await tx.desks.put({ ...desk, reported: 'another epoch' });
    });
    expect(await swept()).toBe(0);
    register.clock.pass(30 * day);
    expect(await swept()).toBe(1);
  });

  it('[A3] removes a file whose note was lost 30 days after it was found so, unless a desk has sent it again', async () => {
    const [lost, again] = [pdf(), pdf()];
    const letter = await letterOf(tu);
    for (const bytes of [lost, again]) {
      await attach(tu, letter, bytes);
      await send(tu, letter, bytes);
      await rm(join(root, 'blobs', hex(bytes).slice(0, 2), `${hex(bytes)}.json`));
    }
    expect(await swept()).toBe(0);
    for (const bytes of [lost, again]) {
      expect((await ask(tu, 'HEAD', blobPath(hex(bytes), letter))).statusCode).toBe(404);
    }
    await send(tu, letter, again);
    register.clock.pass(29 * day);
    expect(await swept()).toBe(0);
    register.clock.pass(day);
    expect(await swept()).toBe(1);
    expect(await folder.all()).toEqual([hex(again)]);
  });
});

describe('uploads nobody continues', () => {
  const week = 7 * day;
  const uploads = () => readdir(join(root, 'uploads'));
  /** Sets when a file of an upload was last written. */
  async function written(upload: string, ending: 'json' | 'part', at: number): Promise<void> {
    const file = join(root, 'uploads', `${upload.split('/').at(-1)}.${ending}`);
    await utimes(file, at / 1000, at / 1000);
  }

  it('[A2] are forgotten a week after their last chunk, and not one that is still being sent', async () => {
    const now = register.clock.now();
    const bytes = pdf(2 * chunkLength);
    const letter = await letterOf(tu);
    await attach(tu, letter, bytes);
    const upload = await begin(tu, letter, bytes);
    await chunk(tu, upload, bytes, 0);
    await written(upload, 'json', now - 8 * day);
    await written(upload, 'part', now - week + 1);
    const service = await openUploads(join(root, 'uploads'), folder, register.clock);
    await service.clear();
    expect((await ask(tu, 'HEAD', upload)).headers['upload-offset']).toBe(String(chunkLength));
    register.clock.pass(2);
    await service.clear();
    expect(await uploads()).toEqual([]);
  });
});
