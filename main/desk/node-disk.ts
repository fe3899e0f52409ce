import { createCipheriv } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DiskReserve, JournalDisk, JournalFile } from './ports.ts';
import { syncFolder } from './sync-folder.ts';

async function openFile(path: string, beforeWrite: () => void): Promise<JournalFile> {
  const handle = await open(path, 'a', 0o600);
  let size = (await handle.stat()).size;
  return {
    get size() {
      return size;
    },
    append: async (bytes) => {
      beforeWrite();
      let written = 0;
      while (written < bytes.length) {
        written += (await handle.write(bytes, written)).bytesWritten;
      }
      size += bytes.length;
    },
    sync: () => handle.datasync(),
    truncate: async (to) => {
      await handle.truncate(to);
      await handle.datasync();
      size = to;
    },
    close: () => handle.close(),
  };
}

const block = 1024 * 1024;

/** Bytes that no disk can compress. */
function filling(): Buffer {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(block));
}

/** A file of that size, written for real: a hole in a file, or zeros on a disk that compresses, would occupy nothing. */
function reserveFile(path: string): DiskReserve {
  const size = (): Promise<number> =>
    stat(path).then(
      (stats) => stats.size,
      () => 0,
    );
  return {
    hold: async (bytes) => {
      if ((await size()) >= bytes) return;
      const bytesOfBlock = filling();
      const handle = await open(path, 'w', 0o600);
      try {
        for (let written = 0; written < bytes; written += block) await handle.writeFile(bytesOfBlock);
        await handle.datasync();
        await handle.close();
      } catch (error) {
        // A partial reserve is released: it would only fill the disk.
        await handle.close().catch(() => undefined);
        await rm(path, { force: true });
        throw error;
      }
    },
    release: async () => {
      const had = (await size()) > 0;
      await rm(path, { force: true });
      return had;
    },
    releaseNow: () => {
      const had = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
      rmSync(path, { force: true });
      return had;
    },
  };
}

/**
 * The journal's folder on a real disk. A new file's name is made durable by syncing the folder where that is possible.
 * `beforeWrite` throws when the folder is another program's meanwhile (PROTOCOL D20).
 */
export async function nodeDisk(folder: string, beforeWrite: () => void = () => undefined): Promise<JournalDisk> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // The folder's own name lies in its parent, which is synced too: else a power cut may lose a new folder with its
  // journal.
  await syncFolder(dirname(folder));
  return {
    list: async () => (await readdir(folder)).filter((name) => /^journal-\d+\.log$/.test(name)).sort(),
    read: (name) => readFile(join(folder, name)),
    open: async (name) => {
      const file = await openFile(join(folder, name), beforeWrite);
      await syncFolder(folder);
      return file;
    },
    remove: (name) => rm(join(folder, name), { force: true }),
    replace: async (name, bytes) => {
      beforeWrite();
      const aside = join(folder, `${name}.new`);
      try {
        const handle = await open(aside, 'w', 0o600);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(aside, join(folder, name));
      } catch (error) {
        await rm(aside, { force: true }).catch(() => undefined);
        throw error;
      }
      await syncFolder(folder);
    },
    reserve: reserveFile(join(folder, 'journal-reserve.bin')),
    free: async () => {
      try {
        const stats = await statfs(folder);
        return stats.bavail * stats.bsize;
      } catch {
        return null;
      }
    },
  };
}
