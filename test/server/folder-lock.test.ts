import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { lockFolder } from '../../server/store/sqlite/folder-lock.ts';
import { meta } from '../../server/store/meta.ts';
import { isStoreFault } from '../../server/store/store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lembar-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function locked() {
  const lock = lockFolder(folder);
  if (!lock) throw new Error('not locked');
  return lock;
}

const pace = { breathe: () => Promise.resolve(), now: () => 0 };

describe('a register whose lock file was deleted', () => {
  it('[D20] takes the folder again before its next write', () => {
    const lock = locked();
    rmSync(join(folder, 'lembar.lock'));
    lock.demand();
    expect(lockFolder(folder)).toBeNull();
    lock.release();
    locked().release();
  });

  it('[D20] writes nothing more once another one took the folder, also after that one ended', async () => {
    const lock = locked();
    const opened = openSqlite(join(folder, 'lembar.db'), 'epoch', pace, lock.demand);
    if (!opened.ok) throw new Error(opened.error);
    const { value: store } = opened;
    await store.write((tx) => tx.setMeta(meta.restoredAt, 1));
    rmSync(join(folder, 'lembar.lock'));
    const second = locked();
    const late = () => store.write((tx) => tx.setMeta(meta.restoredAt, 2));
    await expect(late()).rejects.toSatisfy(isStoreFault);
    second.release();
    await expect(late()).rejects.toSatisfy(isStoreFault);
    expect(await store.read((tx) => tx.meta(meta.restoredAt))).toBe(1);
    await store.close().catch(() => undefined);
    lock.release();
  });
});
