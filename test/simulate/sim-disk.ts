import type { JournalDisk, JournalFile } from '../../main/desk/ports.ts';
import type { Lifetime } from './lifetime.ts';
import type { Chance } from './random.ts';
import type { Timeline } from './timeline.ts';

interface SimFile {
  bytes: Buffer;
  /** Bytes that would survive a power cut now. */
  synced: number;
  /** Where more of it can be put without copying. */
  room?: Buffer;
}

/** The folder of a journal, outliving the programs that write in it. */
export interface SimDisk {
  /** The folder as a program sees it during `lifetime`. */
  open(lifetime: Lifetime): JournalDisk;
  /** Bytes still to be had; a write beyond fails half-way with ENOSPC, as a real disk does. */
  space: number;
  /** The next sync is the last thing that happens, or does not happen any more. */
  crashAt(point: 'before' | 'after', kill: () => void): void;
  /** Power cut: of what was not synced some blocks stay, some not, some torn; null: nothing of it stays. */
  powerCut(chance: Chance | null): void;
  /** The folder as somebody copies it away. */
  copy(): SimDisk;
  /** Everything that can be read of the journal, file after file. */
  texts(): readonly Buffer[];
}

function full(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
}

/** A part that never reached the platter reads as zeros; what lies behind it may be there all the same. */
function torn(bytes: Buffer, synced: number, chance: Chance): Buffer {
  const kept = Buffer.from(bytes.subarray(0, synced + chance.between(0, bytes.length - synced)));
  const block = 512;
  if (chance.is(0.5)) return kept;
  for (let at = Math.ceil(synced / block) * block; at < kept.length; at += block) {
    if (chance.is(0.3)) kept.fill(0, at, Math.min(at + block, kept.length));
  }
  return kept;
}

/** Grows by doubling: a journal gets thousands of small records. */
function addTo(file: SimFile, more: Uint8Array): void {
  const { bytes, room } = file;
  const size = bytes.length + more.length;
  let at = room;
  // Whatever else it became since, a torn piece for instance, lies somewhere else.
  if (at === undefined || at.length < size || bytes.buffer !== at.buffer || bytes.byteOffset !== at.byteOffset) {
    at = Buffer.allocUnsafeSlow(Math.max(1024, 2 * size));
    at.set(bytes);
    file.room = at;
  }
  at.set(more, bytes.length);
  file.bytes = at.subarray(0, size);
}

/** A disk whose sync takes its time: a program may end, and the power go, before it is through. */
export function simDisk(timeline: Timeline, chance: Chance, files = new Map<string, SimFile>()): SimDisk {
  const fileOf = (name: string): SimFile => {
    const file = files.get(name) ?? { bytes: Buffer.alloc(0), synced: 0 };
    files.set(name, file);
    return file;
  };
  let armed: { readonly point: 'before' | 'after'; readonly kill: () => void } | null = null;
  const disk: SimDisk = {
    space: Number.POSITIVE_INFINITY,
    open: (lifetime) => {
      const answer = <T>(value: () => T): Promise<T> => lifetime.only(Promise.resolve().then(value));
      return {
        list: () => answer(() => [...files.keys()].sort()),
        read: (name) => answer(() => new Uint8Array(fileOf(name).bytes)),
        remove: (name) => answer(() => void files.delete(name)),
        replace: (name, bytes) =>
          lifetime.only(
            timeline.pass(chance.between(1, 40)).then(() => {
              if (!lifetime.alive) return;
              if (bytes.length > disk.space) throw full();
              files.set(name, whole(Buffer.from(bytes)));
            }),
          ),
        free: () => answer(() => disk.space),
        open: (name) => answer(() => handleOf(fileOf(name), lifetime)),
      };
    },
    crashAt: (point, kill) => void (armed = { point, kill }),
    powerCut(how) {
      for (const file of files.values()) {
        file.bytes = how ? torn(file.bytes, file.synced, how) : file.bytes.subarray(0, file.synced);
        file.synced = file.bytes.length;
      }
    },
    copy: () => simDisk(timeline, chance, new Map([...files].map(([name, { bytes }]) => [name, whole(bytes)]))),
    texts: () => [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { bytes }]) => bytes),
  };

  const whole = (bytes: Buffer): SimFile => ({ bytes: Buffer.from(bytes), synced: bytes.length });

  const handleOf = (file: SimFile, lifetime: Lifetime): JournalFile => ({
    get size() {
      return file.bytes.length;
    },
    append: (bytes) =>
      lifetime.only(
        Promise.resolve().then(() => {
          if (!lifetime.alive) return;
          const taken = Math.min(bytes.length, disk.space);
          addTo(file, bytes.subarray(0, taken));
          disk.space -= taken;
          if (taken < bytes.length) throw full();
        }),
      ),
    sync: () =>
      lifetime.only(
        timeline.pass(chance.between(1, 20)).then(() => {
          if (!lifetime.alive) return;
          const crash = armed;
          armed = null;
          if (crash?.point !== 'before') file.synced = file.bytes.length;
          crash?.kill();
        }),
      ),
    truncate: (to) =>
      lifetime.only(
        Promise.resolve().then(() => {
          if (!lifetime.alive) return;
          file.bytes = file.bytes.subarray(0, to);
          file.synced = Math.min(file.synced, to);
        }),
      ),
    close: () => lifetime.only(Promise.resolve()),
  });
  return disk;
}
