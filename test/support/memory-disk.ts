import type { DiskReserve, JournalDisk, JournalFile } from '../../main/desk/ports.ts';

export interface MemoryDisk extends JournalDisk {
  /** Bytes still available; a write beyond it fails half-way with ENOSPC, as on a real disk. */
  space: number;
  /** The content after a power cut: only what was synced. */
  powerCut(tornBytes?: number): MemoryDisk;
  readonly files: Map<string, { bytes: Uint8Array; synced: number }>;
  syncs: number;
}

function full(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
}

/** A journal folder in memory that can fill up and lose power. */
export function memoryDisk(files: MemoryDisk['files'] = new Map()): MemoryDisk {
  const disk: MemoryDisk = {
    files,
    space: Number.POSITIVE_INFINITY,
    syncs: 0,
    list: () => Promise.resolve([...files.keys()].sort()),
    read: (name) => Promise.resolve(files.get(name)?.bytes ?? new Uint8Array()),
    remove: (name) => Promise.resolve(void files.delete(name)),
    replace: (name, bytes) => {
      if (bytes.length > disk.space) return Promise.reject(full());
      return Promise.resolve(void files.set(name, { bytes, synced: bytes.length }));
    },
    free: () => Promise.resolve(disk.space),
    open: (name) => {
      const file = files.get(name) ?? { bytes: new Uint8Array(), synced: 0 };
      files.set(name, file);
      let size = file.bytes.length;
      const handle: JournalFile = {
        get size() {
          return size;
        },
        append: (bytes) => {
          const taken = Math.min(bytes.length, disk.space);
          file.bytes = Buffer.concat([file.bytes, bytes.subarray(0, taken)]);
          disk.space -= taken;
          if (taken < bytes.length) return Promise.reject(full());
          size += bytes.length;
          return Promise.resolve();
        },
        sync: () => {
          file.synced = file.bytes.length;
          disk.syncs++;
          return Promise.resolve();
        },
        truncate: (to) => {
          file.bytes = file.bytes.subarray(0, to);
          file.synced = Math.min(file.synced, to);
          size = to;
          return Promise.resolve();
        },
        close: () => Promise.resolve(),
      };
      return Promise.resolve(handle);
    },
    powerCut: (tornBytes = 0) =>
      memoryDisk(
        new Map(
          [...files].map(([name, { bytes, synced }]) => {
            const kept = Math.min(bytes.length, synced + tornBytes);
            return [name, { bytes: bytes.slice(0, kept), synced: kept }];
          }),
        ),
      ),
  };
  return disk;
}

/** The same disk with reserved space on it; `held` returns its present size. */
export function reserving(disk: MemoryDisk): { readonly disk: JournalDisk; held: number } {
  const reserve: DiskReserve = {
    hold: (bytes) => {
      disk.space -= bytes - kept.held;
      kept.held = bytes;
      return Promise.resolve();
    },
    release: () => Promise.resolve(reserve.releaseNow()),
    releaseNow: () => {
      const had = kept.held > 0;
      disk.space += kept.held;
      kept.held = 0;
      return had;
    },
  };
  const kept = { disk: { ...disk, free: () => Promise.resolve(disk.space), reserve }, held: 0 };
  return kept;
}

/** The disk after a power cut at which the newest file had that length. */
export function cutAt(disk: MemoryDisk, length: number): MemoryDisk {
  const newest = [...disk.files.keys()].sort().at(-1);
  return memoryDisk(
    new Map(
      [...disk.files].map(([name, { bytes }]) => {
        const kept = name === newest ? bytes.slice(0, length) : bytes.slice();
        return [name, { bytes: kept, synced: kept.length }];
      }),
    ),
  );
}
