import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeDisk } from '../../../main/desk/node-disk.ts';
import { bookingDraft, enrolled, openTestDesk, valueOf } from '../../support/desk-parts.ts';

describe('a journal folder on a real disk', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lembar-disk-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('[D8] really occupies the reserved space and frees it', async () => {
    const disk = await nodeDisk(folder);
    const bytes = 3 * 1024 * 1024;
    await disk.reserve?.hold(bytes);
    const { size, blocks } = await stat(join(folder, 'journal-reserve.bin'));
    expect(size).toBe(bytes);
    expect(blocks * 512).toBeGreaterThanOrEqual(bytes);
    expect(await disk.list()).toEqual([]);
    expect([await disk.reserve?.release(), await disk.reserve?.release()]).toEqual([true, false]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('[D10] goes from file to file and opens again from the last one', async () => {
    const disk = await nodeDisk(folder);
    const parts = { disk, fileBytes: 2000 };
    const core = await enrolled(await openTestDesk(parts));
    for (let i = 0; i < 20; i++) await valueOf(core.desk.append(bookingDraft(`op-${i}`, { number: null })));
    const { last } = await valueOf(core.desk.describe());
    await core.close();
    const names = await disk.list();
    expect(names.length).toBeGreaterThan(3);
    await disk.remove(names[0] ?? '');
    const again = await openTestDesk(parts);
    expect((await valueOf(again.desk.describe())).last).toEqual(last);
    expect(await valueOf(again.desk.pending(100))).toHaveLength(21);
    await again.close();
  });
});
