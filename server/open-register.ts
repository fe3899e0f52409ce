import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../shared/clock.ts';
import type { Ids } from '../shared/ids.ts';
import { openHighWater, type HighWater, type Later, type Opening, type Restored } from './numbers/high-water.ts';
import { markOnDisk, readMark, type MarkFile } from './numbers/mark.ts';
import type { FolderLock } from './store/sqlite/folder-lock.ts';
import { openSqlite, type OpenFault } from './store/sqlite/open.ts';
import { meta } from './store/meta.ts';
import type { Store, Tx } from './store/store.ts';
import { StartRefusal } from './start-refusal.ts';
import { keepKeyBeside } from './trust/key-file.ts';

const advice: Readonly<Record<OpenFault, string>> = {
  damaged:
    'the file is damaged. Nothing was changed. Keep a copy of it, put the newest backup in its place and start again',
  foreign: 'the file is no register of this program. Choose another folder with --data',
  older:
    'the register was written by a version of this program that is too old to be brought up to date. Nothing was ' +
    'changed. Start that version, or choose an empty folder with --data',
  newer: 'the register was written by a newer version of this program. Start that version',
  unreadable: 'the file cannot be opened. Check that the folder exists, is writable and the disk is not full',
};

const gone =
  'the register is empty or missing, although one was kept here. Put the newest backup in its place and start with ' +
  '--restored; for a new register choose an empty folder';

/** Whether the folder had a register that is missing now: nothing new may be begun in it. */
async function isGone(file: string, mark: MarkFile): Promise<boolean> {
  const size = (path: string): Promise<number> =>
    stat(path).then(
      (found) => found.size,
      () => 0,
    );
  if ((await size(file)) > 0) return false;
  return (await size(`${file}-wal`)) > 0 || ((await readMark(mark))?.rv ?? 0) > 0;
}

/** By Node's own timers. */
export const later: Later = (work, ms) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/**
 * Between two works everything that arrived meanwhile is processed: neither reads nor the writes of the mark wait for a
 * burst of writes.
 */
const breathe = (): Promise<void> => new Promise((go) => setImmediate(go));

export interface OpenedRegister {
  readonly store: Store;
  /** To be closed before the store. */
  readonly highWater: HighWater;
  /** How it was found that the register was restored from a backup or moved, so that it began a new epoch. */
  readonly restored: Restored | null;
}

/** The name of the register, the same in every copy of it. */
async function nameOf(tx: Tx): Promise<string> {
  const name = await tx.meta(meta.register);
  if (name === null) throw new Error('a register without a name');
  return name;
}

/** Where the register is opened from. */
export interface RegisterPlaces {
  readonly dataDir: string;
  /** Folder for the mark outside of `dataDir`, on the same machine; null keeps none. */
  readonly stateDir: string | null;
}

/** The mark outside of the folder, if it can be kept; `onFault` receives why not. */
async function outsideMark(
  store: Store,
  stateDir: string | null,
  onFault: (error: unknown) => void,
): Promise<MarkFile | null> {
  if (stateDir === null) return null;
  try {
    await mkdir(stateDir, { recursive: true, mode: 0o700 });
    await access(stateDir, constants.W_OK);
  } catch (error) {
    onFault(error);
    return null;
  }
  return markOnDisk(join(stateDir, `${await store.read(nameOf)}.json`));
}

/** A mark that only who has the folder writes: another process's is ahead of it. */
function guarded(mark: MarkFile, lock: Pick<FolderLock, 'demand'>): MarkFile {
  return {
    read: () => mark.read(),
    async write(text) {
      lock.demand();
      await mark.write(text);
    },
  };
}

/**
 * Opens the register of a folder with its marks and the key of its seals; a new one where there was none. Throws {@link
 * StartRefusal}. `onFault`: the mark could not be written in the background.
 */
export async function openRegister(
  { dataDir, stateDir }: RegisterPlaces,
  ids: Ids,
  opening: Opening,
  onFault: (error: unknown) => void,
  clock: Clock,
  lock: Pick<FolderLock, 'demand'>,
): Promise<OpenedRegister> {
  const file = join(dataDir, 'lembar.db');
  const mark = guarded(markOnDisk(join(dataDir, 'lembar.high.json')), lock);
  if (await isGone(file, mark)) throw new StartRefusal(`${file}: ${gone}.`);
  const opened = openSqlite(file, ids.next(), { breathe, now: () => clock.now() }, lock.demand);
  if (!opened.ok) throw new StartRefusal(`${file}: ${advice[opened.error]}.`);
  const store = opened.value;
  await keepKeyBeside(store, join(dataDir, 'lembar.seal'));
  const outside = await outsideMark(store, stateDir, onFault);
  const marks = { beside: mark, outside: outside && guarded(outside, lock) };
  return { store, ...(await openHighWater(marks, store, ids.next(), later, onFault, opening)) };
}
