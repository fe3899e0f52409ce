import { dirname } from 'node:path';
import { pick, type Chance } from './chance.ts';
import type { DiskEvent } from './disk-event.ts';
import { applyAll, tornContent } from './file-versions.ts';
import { folderSynced, play, type FileNode, type NameChange, type Named } from './play.ts';

/** What the disk holds: by path a file's bytes, or null for a folder. */
export type Disk = ReadonlyMap<string, Uint8Array | null>;

export interface Cut {
  /** When the power fails, ms of the log's clock. */
  readonly at: number;
  /**
   * How the file system keeps names. `posix`: a name is safe once its folder was synced, and of the others any may be
   * lost. `journaled` (ext4, XFS, NTFS): names reach the disk in order, and every sync brings all earlier ones along.
   */
  readonly names: 'posix' | 'journaled';
  /**
   * What becomes of the rest. `worst`: only what was synced is there. A chance: it says what survives, torn and in any
   * order. `running`: no cut at all, the files as the programs saw them at that moment.
   */
  readonly rest: 'worst' | 'running' | Chance;
}

function surviving(changes: readonly NameChange[], { names, rest }: Cut): readonly NameChange[] {
  if (rest === 'running') return changes;
  if (names === 'posix') return changes.filter((one) => folderSynced(one) || (rest !== 'worst' && rest() < 0.5));
  const safe = changes.findLastIndex(({ syncedAfter }) => syncedAfter) + 1;
  return changes.slice(0, safe + (rest === 'worst' ? 0 : pick(rest, changes.length - safe + 1)));
}

function contentOf({ changes }: FileNode, rest: Cut['rest'], keen: number): Uint8Array {
  const of = (some: FileNode['changes']) => some.map(({ change }) => change);
  if (rest === 'running') return applyAll(of(changes));
  const synced = of(changes.filter((one) => one.synced));
  if (rest === 'worst') return applyAll(synced);
  return tornContent(synced, of(changes.filter((one) => !one.synced)), keen, rest);
}

/** The files below the rig's root as they would be found after a power cut at that moment. */
export function rebuild(events: readonly DiskEvent[], cut: Cut): Disk {
  const { rest } = cut;
  const here = new Map<string, Named>();
  for (const { sets } of surviving(play(events, cut.at), cut)) {
    for (const [path, named] of sets) here.set(path, named);
  }
  // One cut finds nearly everything written back, another one nearly nothing.
  const keen = typeof rest === 'function' ? ([0.05, 0.5, 0.95][pick(rest, 3)] ?? 0.5) : 1;
  // Folders right below the root are the rig's own and were there before.
  const stands = (path: string): boolean =>
    dirname(path) === '/' || (here.get(path) === 'folder' && stands(dirname(path)));
  const disk = new Map<string, Uint8Array | null>();
  for (const [path, named] of here) {
    // A file whose folder was lost cannot be found any more.
    if (named === null || !stands(dirname(path))) continue;
    disk.set(path, named === 'folder' ? null : contentOf(named, rest, keen));
  }
  return disk;
}
