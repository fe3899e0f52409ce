import { mkdir } from 'node:fs/promises';
import { exitCodes, refusalOf, StartRefusal } from './start-refusal.ts';
import { lockFolder, type FolderLock } from './store/sqlite/folder-lock.ts';

const inUse =
  'a server is running on this folder, or a bundle is being imported into it. Nothing was changed. Stop that one first, or ' +
  'go on using it: never put a copy of the folder beside it';

/** Runs the work; an error of disk, folder or rights becomes the sentence for the console. */
export async function sayingWhy<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusalOf(error, dataDir) ?? error;
  }
}

/**
 * Takes a register's data folder for this process alone (PROTOCOL D20), for a server as for whatever else writes there.
 * Throws {@link StartRefusal} while another has it.
 */
export function takeFolder(dataDir: string): Promise<FolderLock> {
  return sayingWhy(dataDir, async () => {
    await mkdir(dataDir, { recursive: true });
    const lock = lockFolder(dataDir);
    if (!lock) throw new StartRefusal(`${dataDir}: ${inUse}.`, exitCodes.inUse);
    return lock;
  });
}
