import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileSpace, NewHasher } from '../../shared/scans/file-space.ts';
import { syncFolder } from './sync-folder.ts';

export const nodeHasher: NewHasher = () => {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
};

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** A folder beside the journal for the files of scans, readable by this user of the PC alone. */
export function nodeScanSpace(root: string): FileSpace {
  const made = new Set<string>();
  const makeFolder = async (path: string): Promise<void> => {
    const folder = dirname(join(root, path));
    if (made.has(folder)) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await syncFolder(root);
    made.add(folder);
  };
  return {
    list: async () => {
      try {
        const entries = await readdir(root, { recursive: true, withFileTypes: true });
        const files = entries.filter((entry) => entry.isFile());
        return files.map(({ parentPath, name }) =>
          `${parentPath.slice(root.length + 1)}/${name}`.replaceAll('\\', '/'),
        );
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    read: async (path) => {
      try {
        return await readFile(join(root, path));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    readPart: async (path, from, length) => {
      const handle = await open(join(root, path), 'r');
      try {
        const { bytesRead, buffer } = await handle.read(new Uint8Array(length), 0, length, from);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    create: async (path) => {
      await makeFolder(path);
      const handle = await open(join(root, path), 'wx', 0o600);
      return {
        write: (bytes) => handle.writeFile(bytes),
        sync: () => handle.sync(),
        close: () => handle.close(),
      };
    },
    rename: async (from, to) => {
      await makeFolder(to);
      await rename(join(root, from), join(root, to));
    },
    syncFolder: (folder) => syncFolder(join(root, folder)),
    remove: (path) => rm(join(root, path), { force: true }),
    free: async () => {
      try {
        await mkdir(root, { recursive: true, mode: 0o700 });
        const stats = await statfs(root);
        return stats.bavail * stats.bsize;
      } catch {
        return null;
      }
    },
  };
}
