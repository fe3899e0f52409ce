import { dirname } from 'node:path';
import { assertNever } from '../../shared/result.ts';
import type { DiskEvent } from './disk-event.ts';
import type { Change } from './file-versions.ts';

/** A file with everything that was done to it. `ino` distinguishes it from another file of the same name. */
export interface FileNode {
  readonly ino: number;
  readonly changes: { readonly change: Change; readonly done: number; synced: boolean }[];
}

/** What stands behind a name: a file, a folder, or nothing any more. */
export type Named = FileNode | 'folder' | null;

/** One change of names; all of it happens or none of it. */
export interface NameChange {
  readonly sets: readonly (readonly [path: string, named: Named])[];
  readonly done: number;
  /** Folders that were synced since. */
  readonly syncedFolders: Set<string>;
  /** Whether anything at all was synced since. */
  syncedAfter: boolean;
}

/** Whether a `posix` file system promises this change: every folder it touched was synced since. */
export function folderSynced({ sets, syncedFolders }: NameChange): boolean {
  return sets.every(([path]) => syncedFolders.has(dirname(path)));
}

/**
 * Plays the events up to a moment. A sync that had not returned by then promises nothing, and one that had promises
 * what had returned before it began.
 */
export function play(events: readonly DiskEvent[], until: number): readonly NameChange[] {
  const here = new Map<string, Named>();
  const byIno = new Map<number, FileNode>();
  const changes: NameChange[] = [];

  const name = (done: number, ...sets: NameChange['sets']): void => {
    for (const [path, named] of sets) here.set(path, named);
    changes.push({ sets, done, syncedFolders: new Set(), syncedAfter: false });
  };
  /** The file a call spoke of; one whose making was not seen (a library's own call) begins with its first change. */
  const fileOf = (path: string, ino: number, done: number): FileNode => {
    const known = here.get(path);
    if (known && known !== 'folder' && known.ino === ino) return known;
    const nameless = path.endsWith(' (deleted)');
    const before = byIno.get(ino);
    if (nameless && before) return before;
    const made: FileNode = { ino, changes: [] };
    byIno.set(ino, made);
    if (!nameless) name(done, [path, made]);
    return made;
  };
  const change = (file: FileNode, done: number, what: Change): void =>
    void file.changes.push({ change: what, done, synced: false });

  for (const event of events) {
    if (event.at > until) break;
    const { done, path } = event;
    switch (event.kind) {
      case 'open': {
        const file = fileOf(path, event.ino, done);
        if (event.emptied) change(file, done, { size: 0 });
        break;
      }
      case 'write':
        change(fileOf(path, event.ino, done), done, { offset: event.offset, bytes: event.bytes });
        break;
      case 'size':
        change(fileOf(path, event.ino, done), done, { size: event.size });
        break;
      case 'sync': {
        if (done > until) break;
        const file = event.folder ? null : fileOf(path, event.ino, done);
        for (const one of file?.changes ?? []) if (one.done <= event.at) one.synced = true;
        for (const one of changes) {
          if (one.done > event.at) continue;
          one.syncedAfter = true;
          if (event.folder) one.syncedFolders.add(path);
        }
        break;
      }
      case 'rename':
        name(done, [path, null], [event.to, here.get(path) ?? null]);
        break;
      case 'link':
        name(done, [event.to, here.get(path) ?? null]);
        break;
      case 'unlink':
        name(done, [path, null]);
        break;
      case 'mkdir':
        name(done, [path, 'folder']);
        break;
      case 'mapped':
        break;
      default:
        assertNever(event, 'disk event');
    }
  }
  return changes;
}
