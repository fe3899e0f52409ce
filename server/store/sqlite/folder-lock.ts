import { join } from 'node:path';
import Database from 'better-sqlite3';

export interface FolderLock {
  release(): void;
}

/** One of two that start at the same moment waits for the other's first look at the file; never for its end. */
const patienceMs = 1_000;

/**
 * Takes the data folder of a register for this process (PROTOCOL D20); null: another one has it. The lock is one of
 * the operating system on an empty database file, held by an open transaction: it ends with the process, however that
 * ends, and nothing stale is left. Throws the error of a folder that cannot be written.
 */
export function lockFolder(folder: string): FolderLock | null {
  const db = new Database(join(folder, 'lembar.lock'), { timeout: patienceMs });
  try {
    // Without a journal on disk the file stays empty: a full disk keeps nobody out.
    db.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return { release: () => void db.close() };
}
