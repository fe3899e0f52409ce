import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, lockFolder } from '../../../main/desk/folder-lock.ts';
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
