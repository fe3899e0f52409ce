import type { FileSpace } from '../../../shared/scans/file-space.ts';

type Movable = FileSystemFileHandle & { move?: (folder: FileSystemDirectoryHandle, name: string) => Promise<void> };

const split = (path: string): readonly [folder: string, name: string] => {
  const cut = path.indexOf('/');
  return [path.slice(0, cut), path.slice(cut + 1)];
};

/** Null for a file that is not there. */
async function ifThere<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}

/** Whether this browser gives a page private files that it can write. */
export function hasPrivateFiles(): boolean {
  const writable = globalThis.FileSystemFileHandle?.prototype;
  return navigator.storage?.getDirectory !== undefined && writable !== undefined && 'createWritable' in writable;
}

/** The origin's private files: a closed file is complete, an unfinished one never replaces another. */
export function privateFiles(name: string): FileSpace {
  const root = async (): Promise<FileSystemDirectoryHandle> =>
    (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
  const folderOf = async (folder: string): Promise<FileSystemDirectoryHandle> =>
    (await root()).getDirectoryHandle(folder, { create: true });
  const handleOf = async (path: string, create: boolean): Promise<Movable> => {
    const [folder, file] = split(path);
    return (await folderOf(folder)).getFileHandle(file, { create });
  };
  const write = async (path: string, content: Blob): Promise<void> => {
    const out = await (await handleOf(path, true)).createWritable();
    await out.write(content);
    await out.close();
  };
  const space: FileSpace = {
    list: async () => {
      const paths: string[] = [];
      for await (const [folder, entry] of (await root()).entries()) {
        if (entry.kind !== 'directory') continue;
        for await (const file of entry.keys()) paths.push(`${folder}/${file}`);
      }
      return paths;
    },
    read: async (path) => {
      const handle = await ifThere(handleOf(path, false));
      return handle && new Uint8Array(await (await handle.getFile()).arrayBuffer());
    },
    readPart: async (path, from, length) => {
      const file = await (await handleOf(path, false)).getFile();
      return new Uint8Array(await file.slice(from, from + length).arrayBuffer());
    },
    create: async (path) => {
      const out = await (await handleOf(path, true)).createWritable();
      return {
        write: (bytes) => out.write(bytes as BufferSource),
        // The browser makes the file durable when it is closed; there is nothing to sync before.
        sync: () => Promise.resolve(),
        close: () => out.close(),
      };
    },
    rename: async (from, to) => {
      const handle = await handleOf(from, false);
      const [folder, file] = split(to);
      if (handle.move) return handle.move(await folderOf(folder), file);
      await write(to, await handle.getFile());
      await space.remove(from);
    },
    syncFolder: () => Promise.resolve(),
    remove: async (path) => {
      const [folder, file] = split(path);
      await ifThere((await folderOf(folder)).removeEntry(file));
    },
    free: async () => {
      const { quota, usage = 0 } = await navigator.storage.estimate();
      return quota === undefined ? null : quota - usage;
    },
  };
  return space;
}
