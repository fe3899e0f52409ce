import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { makeSerialQueue } from '../../shared/serial-queue.ts';
import { syncFolder } from '../store/sync-folder.ts';
import { scanMimes } from '../../shared/scans/scan-type.ts';

const noteShape = z.object({
  sha256: z.string(),
  size: z.number().int(),
  mime: z.enum(scanMimes),
  /** Letters for which somebody who may read them sent the file here (PROTOCOL A4). */
  letters: z.array(z.string()),
  /** Since when, and in which epoch, no letter was found to name it; null: one does. */
  unnamed: z.object({ since: z.number(), epoch: z.string() }).nullable(),
});
/** What the server knows of a file whose hash it has verified. */
export type BlobNote = z.infer<typeof noteShape>;

/** Files under the hash of their content, verified before they get that name (PROTOCOL A2). */
export interface BlobFolder {
  note(sha256: string): Promise<BlobNote | null>;
  /** Hashes of every file. */
  all(): Promise<readonly string[]>;
  read(sha256: string, from: number, to: number): Readable;
  /** Moves a verified file into the folder and records the letter it came for. */
  take(file: string, found: Pick<BlobNote, 'sha256' | 'size' | 'mime'>, letter: string): Promise<void>;
  /** Whether a letter names it, as the last sweep found. */
  mark(sha256: string, unnamed: BlobNote['unnamed']): Promise<void>;
  /** Gives a file whose note was lost a note without a letter; one that has a note keeps it. */
  noteLost(sha256: string, unnamed: NonNullable<BlobNote['unnamed']>): Promise<void>;
  /** The note of a file that came for this letter, which a reader just found to name it: no sweep removes it. */
  claim(sha256: string, letter: string): Promise<BlobNote | null>;
  /**
   * Removes a file if `may` permits it by its note at that moment, while nobody else writes; returns whether it was
   * removed.
   */
  remove(sha256: string, may?: (note: BlobNote) => Promise<boolean>): Promise<boolean>;
  /** Free bytes; null where the system does not report them. */
  free(): Promise<number | null>;
}

/** Null when there is no such file. */
export async function ifThere<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return null;
    throw error;
  }
}

/** Written to a temporary name, synced and renamed. */
export async function writeWhole(folder: string, name: string, text: string): Promise<void> {
  const handle = await open(join(folder, `${name}.new`), 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(join(folder, `${name}.new`), join(folder, name));
  await syncFolder(folder);
}

/** SHA-256 of a whole file, as lower-case hex. */
export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** The folder beside the register. Rejects with the system's error. */
export async function openBlobFolder(root: string): Promise<BlobFolder> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const folderOf = (sha256: string): string => join(root, sha256.slice(0, 2));
  const fileOf = (sha256: string): string => join(folderOf(sha256), sha256);

  // One change of the notes at a time, so that none overwrites another.
  const alone = makeSerialQueue();
  const putNote = (note: BlobNote): Promise<void> =>
    writeWhole(folderOf(note.sha256), `${note.sha256}.json`, JSON.stringify(note));

  const folder: BlobFolder = {
    async note(sha256) {
      const text = await ifThere(readFile(`${fileOf(sha256)}.json`, 'utf8'));
      const file = text === null ? null : await ifThere(stat(fileOf(sha256)));
      if (text === null || file === null) return null;
      try {
        const note = noteShape.parse(JSON.parse(text));
        // A file that lost bytes since counts as missing: the desks are asked for it again.
        return note.size === file.size ? note : null;
      } catch {
        return null;
      }
    },
    async all() {
      const entries = await readdir(root, { recursive: true });
      return entries.flatMap((name) => /^[0-9a-f]{2}[\\/]([0-9a-f]{64})$/.exec(name)?.[1] ?? []);
    },
    read: (sha256, from, to) => createReadStream(fileOf(sha256), { start: from, end: to }),
    take: (file, { sha256, size, mime }, letter) =>
      alone(async () => {
        const letters = new Set((await folder.note(sha256))?.letters).add(letter);
        await mkdir(folderOf(sha256), { recursive: true, mode: 0o700 });
        await syncFolder(root);
        await rename(file, fileOf(sha256));
        await putNote({ sha256, size, mime, letters: [...letters], unnamed: null });
      }),
    mark: (sha256, unnamed) =>
      alone(async () => {
        const note = await folder.note(sha256);
        if (note) await putNote({ ...note, unnamed });
      }),
    noteLost: (sha256, unnamed) =>
      alone(async () => {
        const file = await ifThere(stat(fileOf(sha256)));
        if (!file || (await folder.note(sha256))) return;
        // Its kind is irrelevant: without a letter it is not served, and sent again it gets a true note.
        await putNote({ sha256, size: file.size, mime: scanMimes[0], letters: [], unnamed });
      }),
    async claim(sha256, letter) {
      const note = await folder.note(sha256);
      // Naming a file gives no right to it: it must have come for this letter (PROTOCOL A4).
      if (!note?.letters.includes(letter)) return null;
      if (!note.unnamed) return note;
      await folder.mark(sha256, null);
      return folder.note(sha256);
    },
    remove: (sha256, may) =>
      alone(async () => {
        const note = may && (await folder.note(sha256));
        if (may && !(note && (await may(note)))) return false;
        await rm(`${fileOf(sha256)}.json`, { force: true });
        await rm(fileOf(sha256), { force: true });
        return true;
      }),
    async free() {
      const stats = await statfs(root).catch(() => null);
      return stats && stats.bavail * stats.bsize;
    },
  };
  return folder;
}
