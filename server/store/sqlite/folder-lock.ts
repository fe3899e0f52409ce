import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { StoreFault } from '../store.ts';

/** Another process took the folder meanwhile: a fault of the store, so that nothing is decided on what it can no longer know. */
class FolderTaken extends Error implements StoreFault {
  override readonly name = 'FolderTaken';
  readonly storeFault = true;
}

export interface FolderLock {
  /** Throws a store fault when the folder is no longer this process's; a lock file somebody deleted is taken again. */
  demand(): void;
  release(): void;
}

/** One of two that start at the same moment waits for the other's first look at the file; never for its end. */
const patienceMs = 1_000;

/** Null: another one has it. */
function take(path: string, timeout: number): Database.Database | null {
  const db = new Database(path, { timeout });
  try {
    // Without a journal on disk the file stays empty: a full disk keeps nobody out.
    db.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}

/**
 * Takes the data folder of a register for this process (PROTOCOL D20); null: another one has it. The lock is one of
 * the operating system on an empty database file, held by an open transaction: it ends with the process, however that
 * ends, and nothing stale is left. Throws the error of a folder that cannot be written.
 */
export function lockFolder(folder: string): FolderLock | null {
  const path = join(folder, 'lembar.lock');
  const first = take(path, patienceMs);
  if (!first) return null;
  /** The file behind the name: a deleted one and its successor differ in it. */
  const fileNow = (): bigint | null => statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
  let held: { readonly db: Database.Database; readonly file: bigint | null } | null = { db: first, file: fileNow() };

  return {
    demand() {
      if (held && fileNow() === held.file) return;
      const again = held ? take(path, 0) : null;
      held?.db.close();
      // For good: whoever took it decides on a register of which this process knows only the past.
      held = again && { db: again, file: fileNow() };
      if (!held) throw new FolderTaken(`${folder}: another server works in this folder; this one writes nothing more`);
    },
    release() {
      held?.db.close();
      held = null;
    },
  };
}
