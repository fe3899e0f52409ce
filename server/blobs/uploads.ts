import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { headLength, mimeOf } from '../../shared/scans/scan-type.ts';
import type { BlobCode } from '../../shared/sync/blob-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { makeSerialQueue, type SerialQueue } from '../../shared/serial-queue.ts';
import { hashOf, ifThere, writeWhole, type BlobFolder } from './blob-folder.ts';

const shape = z.object({
  sha256: z.string(),
  size: z.number().int(),
  letter: z.string(),
  /** The id of that letter here, where its desk knows it by another one (PROTOCOL P15). */
  of: z.string().optional(),
  desk: z.string(),
});
/** What is being sent, for which letter, by which desk. */
export type Upload = z.infer<typeof shape>;

export interface UploadState extends Upload {
  /** Bytes that are on disk. */
  readonly offset: number;
}

/** Uploads in progress, on disk: they resume after a restart of either side (PROTOCOL A2). */
export interface Uploads {
  /** The same desk, file and letter give the same upload, so that an answer may be lost. */
  begin(upload: Upload): Promise<string>;
  state(id: string): Promise<UploadState | null>;
  /**
   * Adds a chunk; returns the new offset once it is on disk. With the last one the whole is verified and becomes a file
   * of the folder. `OFFSET`, `CHECKSUM`: nothing changed. `BLOB_DAMAGED`, `SCAN_WRONG_TYPE`: the upload is gone.
   */
  append(id: string, offset: number, chunk: Buffer, checksum: string | null): Promise<Result<number, BlobCode>>;
  /** Forgets what nobody has continued for a week. */
  clear(): Promise<void>;
}

const forgottenAfterMs = 7 * 86_400_000;

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  const head = new Uint8Array(headLength);
  await handle.read(head, 0, headLength, 0).finally(() => handle.close());
  return head;
}

async function addBytes(file: string, offset: number, chunk: Buffer): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.write(chunk, 0, chunk.length, offset);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

export async function openUploads(root: string, blobs: BlobFolder, clock: Clock): Promise<Uploads> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const parts = (id: string): string => join(root, `${id}.part`);
  // One request at a time per upload.
  const queues = new Map<string, SerialQueue>();
  const queueOf = (id: string): SerialQueue => {
    const queue = queues.get(id) ?? makeSerialQueue();
    queues.set(id, queue);
    return queue;
  };

  const state = async (id: string): Promise<UploadState | null> => {
    const text = await ifThere(readFile(join(root, `${id}.json`), 'utf8'));
    const part = text === null ? null : await ifThere(stat(parts(id)));
    const upload = text === null || part === null ? null : shape.safeParse(JSON.parse(text));
    return upload?.success && part ? { ...upload.data, offset: part.size } : null;
  };
  const drop = async (id: string): Promise<void> => {
    await rm(join(root, `${id}.json`), { force: true });
    await rm(parts(id), { force: true });
    queues.delete(id);
  };

  const finish = async (id: string, { sha256, size, letter, of }: Upload): Promise<Result<number, BlobCode>> => {
    const mime = mimeOf(await headOf(parts(id)));
    const whole = (await hashOf(parts(id))) === sha256;
    if (!whole || mime === null) {
      await drop(id);
      return err(whole ? 'SCAN_WRONG_TYPE' : 'BLOB_DAMAGED');
    }
    await blobs.take(parts(id), { sha256, size, mime }, of ?? letter);
    await drop(id);
    return ok(size);
  };

  return {
    state,
    begin: async (upload) => {
      const id = createHash('sha256')
        .update(JSON.stringify([upload.desk, upload.sha256, upload.letter]))
        .digest('hex');
      return queueOf(id)(async () => {
        if (await state(id)) return id;
        await (await open(parts(id), 'w', 0o600)).close();
        await writeWhole(root, `${id}.json`, JSON.stringify(upload));
        return id;
      });
    },
    append: (id, offset, chunk, checksum) =>
      queueOf(id)(async () => {
        const upload = await state(id);
        if (!upload || upload.offset !== offset || offset + chunk.length > upload.size) return err('OFFSET');
        if (checksum !== null && createHash('sha256').update(chunk).digest('base64') !== checksum) {
          return err('CHECKSUM');
        }
        await addBytes(parts(id), offset, chunk);
        const next = offset + chunk.length;
        return next === upload.size ? finish(id, upload) : ok(next);
      }),
    clear: async () => {
      const names = await readdir(root);
      for (const id of new Set(names.map((name) => name.split('.')[0] ?? ''))) {
        const files = names.filter((name) => name.startsWith(`${id}.`)).map((name) => join(root, name));
        await queueOf(id)(async () => {
          // Only its bytes show when it was last continued: the note beside them is of the beginning.
          const written = await Promise.all(files.map(async (file) => (await ifThere(stat(file)))?.mtimeMs ?? 0));
          if (clock.now() - Math.max(...written) <= forgottenAfterMs) return;
          for (const file of files) await rm(file, { force: true });
          queues.delete(id);
        });
      }
    },
  };
}
