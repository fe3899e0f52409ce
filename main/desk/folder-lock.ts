import { mkdirSync } from 'node:fs';
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
  const db = new DatabaseSync(join(folder, 'desk.lock'));
  try {
    // Without a journal on disk the file stays empty: a full disk keeps nobody out.
    db.exec(`PRAGMA busy_timeout = ${patienceMs}; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE`);
  } catch (error) {
    db.close();
    throw (error as { errcode?: unknown }).errcode === busy ? new FolderInUse(folder) : error;
  }
  let held = true;
  return {
    release: () => {
      if (held) db.close();
      held = false;
    },
  };
}
