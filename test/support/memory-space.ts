import type { FileSpace } from '../../shared/scans/file-space.ts';

interface Content {
  bytes: Uint8Array;
  /** Number of bytes that are durable. */
  synced: number;
}

export interface MemorySpace extends FileSpace {
  space: number;
  /** Steps until the power cut: every later step fails. */
  stepsLeft: number;
  /** The content afterwards: unsynced content is torn, unsynced names are as before or as after. */
  powerCut(namesKept: boolean): MemorySpace;
  /** Damages a file without moving it. */
  spoil(path: string): void;
  readonly files: Map<string, Content>;
}

/** A folder in memory that can fill up, lose power between any two steps, and go bad. */
export function memorySpace(
  files: Map<string, Content> = new Map(),
  durable: Map<string, Content> = new Map(files),
): MemorySpace {
  const step = (): void => {
    if (room.stepsLeft-- <= 0) throw new Error('the power is gone');
  };
  const room: MemorySpace = {
    files,
    space: Number.POSITIVE_INFINITY,
    stepsLeft: Number.POSITIVE_INFINITY,
    list: async () => [...files.keys()],
    read: async (path) => (files.has(path) ? Buffer.from(files.get(path)?.bytes ?? []) : null),
    readPart: async (path, from, length) => Buffer.from(files.get(path)?.bytes.subarray(from, from + length) ?? []),
    create: async (path) => {
      step();
      const content: Content = { bytes: new Uint8Array(), synced: 0 };
      files.set(path, content);
      return {
        write: async (bytes) => {
          step();
          if (bytes.length > room.space) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
          room.space -= bytes.length;
          content.bytes = Buffer.concat([content.bytes, bytes]);
        },
        sync: async () => {
          step();
          content.synced = content.bytes.length;
        },
        close: async () => undefined,
      };
    },
    rename: async (from, to) => {
      step();
      const content = files.get(from);
      if (!content) throw new Error(`no ${from}`);
      files.delete(from);
      files.set(to, content);
    },
    syncFolder: async (folder) => {
      step();
      const inside = (path: string): boolean => path.startsWith(`${folder}/`);
      for (const path of durable.keys()) if (inside(path)) durable.delete(path);
      for (const [path, content] of files) if (inside(path)) durable.set(path, content);
    },
    remove: async (path) => {
      step();
      files.delete(path);
    },
    free: async () => (room.space === Number.POSITIVE_INFINITY ? null : room.space),
    powerCut: (namesKept) => {
      const names = namesKept ? files : durable;
      const torn = [...names].map(([path, { bytes, synced }]): [string, Content] => [
        path,
        { bytes: bytes.slice(0, synced), synced },
      ]);
      return memorySpace(new Map(torn));
    },
    spoil: (path) => {
      const content = files.get(path);
      if (!content) throw new Error(`no ${path}`);
      content.bytes = Uint8Array.from(content.bytes);
      content.bytes[content.bytes.length >> 1] = ~(content.bytes[content.bytes.length >> 1] ?? 0) & 0xff;
    },
  };
  return room;
}
