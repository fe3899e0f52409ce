import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another program works in the folder. The words stand alone: they name no way to a second program on the same data. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  readonly folder: string;
  constructor(folder: string) {
    super(
      `${folder}: Lembar sudah berjalan pada folder data ini. Gunakan jendela Lembar yang sudah terbuka, atau tutup ` +
        'program itu lebih dahulu. Tidak ada yang diubah.',
    );
    this.folder = folder;
  }
}

export interface FolderLock {
  /**
   * Whether the folder is still this process's. A lock file somebody deleted is taken again at once; false: another
   * program was faster, and nothing may be written any more.
   */
  holds(): boolean;
  /** Throws {@link FolderInUse} when it is not: called before each write. */
  demand(): void;
  release(): void;
}

/** One of two that start at the same moment waits for the other's first look at the file; never for its end. */
const patienceMs = 1_000;
const busy = 5;

/**
 * Takes the data folder of a desk for this process (PROTOCOL D20). The lock is one of the operating system on an empty
 * database file, held by an open transaction: it ends with the process, however that ends, and nothing stale is left.
 * Throws {@link FolderInUse}, or the error of a folder that cannot be written.
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'desk.lock');
  const lock = (waitMs: number): DatabaseSync => {
    const db = new DatabaseSync(path);
    try {
      // Without a journal on disk the file stays empty: a full disk keeps nobody out.
      db.exec(`PRAGMA busy_timeout = ${waitMs}; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE`);
      return db;
    } catch (error) {
      db.close();
      throw (error as { errcode?: unknown }).errcode === busy ? new FolderInUse(folder) : error;
    }
  };
  /** The file behind the name: a deleted one and its successor differ in it. */
  const fileNow = (): bigint | null => statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;

  let db = lock(patienceMs);
  let file = fileNow();
  let held = true;
  let lost = false;
  const own: FolderLock = {
    holds: () => {
      if (!held || lost) return false;
      if (fileNow() === file) return true;
      try {
        const again = lock(0);
        db.close();
        db = again;
        file = fileNow();
      } catch {
        // For good: whoever took it has read what lay there, and what is written now he would never see.
        lost = true;
      }
      return !lost;
    },
    demand: () => {
      if (!own.holds()) throw new FolderInUse(folder);
    },
    release: () => {
      if (held) db.close();
      held = false;
    },
  };
  return own;
}
