import { describe, expect, it } from 'vitest';
import { sweep } from '../../server/blobs/sweep.ts';
import { type BlobFolder } from '../../server/blobs/blob-folder.ts';
import { blobPath } from '../../shared/sync/blob-api.ts';
import {
  beginEachWithScans,
  folder,
  register,
  tu,
  hex,
  pdf,
  letterOf,
  attach,
  ask,
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
