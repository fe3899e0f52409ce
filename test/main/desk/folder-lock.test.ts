import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, lockFolder } from '../../../main/desk/folder-lock.ts';
import { nodeDisk } from '../../../main/desk/node-disk.ts';
import { diskRefusal } from '../../../shared/desk/sequence.ts';
import { openLocalDesk, type LocalProgram } from '../../../main/local/open-local-desk.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lembar-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const program = (): LocalProgram => ({
  dataDir: folder,
  rendererDir: folder,
  port: 0,
  open: false,
  version: 'test',
  clock: { now: () => Date.now() },
  onError: () => undefined,
  upstream: () => Promise.reject(new Error('no network')),
});

describe('a folder whose lock file was deleted', () => {
  it('[D20] is taken again by the program that has it', () => {
    const lock = lockFolder(folder);
    rmSync(join(folder, 'desk.lock'));
    expect(lock.holds()).toBe(true);
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    lock.release();
    lockFolder(folder).release();
  });

  it('[D20] is given up for good by the program a second one overtook: it writes nothing more', async () => {
    const lock = lockFolder(folder);
    rmSync(join(folder, 'desk.lock'));
    const second = lockFolder(folder);
    const disk = await nodeDisk(join(folder, 'journal'), lock.demand);
    const file = await disk.open('journal-1.log');
    await expect(file.append(new Uint8Array([1]))).rejects.toThrow(FolderInUse);
    second.release();
    await expect(file.append(new Uint8Array([1]))).rejects.toThrow(FolderInUse);
    expect(file.size).toBe(0);
    expect(diskRefusal(new FolderInUse(folder))).toMatchObject({ code: 'FOLDER_TAKEN' });
    await file.close();
    lock.release();
  });
});

describe('a local desk', () => {
  it('[D20] is the only one on its folder, and gives it back when it is closed', async () => {
    const desk = await openLocalDesk(program());
    await expect(openLocalDesk(program())).rejects.toThrow(FolderInUse);
    await desk.close();
    await (await openLocalDesk(program())).close();
  });

  it('[D20] says what to do, and names no way to a second program on the same data', () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(/^(?!.*(--port|--data)).*Gunakan jendela Lembar yang sudah terbuka/s);
    lock.release();
    lockFolder(folder).release();
  });
});
