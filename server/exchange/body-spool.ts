import { createHash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { answeredAtOnce, type RowFormat } from '../../shared/exchange/api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { syncFolder } from '../store/sync-folder.ts';
import type { BodySource } from './row-source.ts';

/** A packed body above this may hold more rows than are answered at once. */
const packedAtOnce = 512 * 1024;
const newline = 0x0a;

export interface ReceivedBody {
  readonly source: BodySource;
  readonly sha256: string;
  /** So large that it is answered before it is done. */
  readonly large: boolean;
}

/** Why a body did not come whole. */
export type BodyFault = 'too-large' | 'cut' | 'disk-full';

/** Line ends in a piece, as far as they matter. */
function linesIn(bytes: Buffer, most: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(newline); at >= 0 && lines <= most; at = bytes.indexOf(newline, at + 1)) lines++;
  return lines;
}

/** Rows a list of JSON can hold at most: each begins with a brace. */
function bracesIn(bytes: Buffer, most: number): number {
  let braces = 0;
  for (let at = bytes.indexOf(0x7b); at >= 0 && braces <= most; at = bytes.indexOf(0x7b, at + 1)) braces++;
  return braces;
}

async function writeFile(path: string, pieces: readonly Buffer[]): Promise<FileHandle> {
  const file = await open(path, 'wx', 0o600);
  try {
    for (const piece of pieces) await file.write(piece);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** On disk before it is answered for. */
async function finish(file: FileHandle, folder: string): Promise<void> {
  await file.sync();
  await file.close();
  await syncFolder(folder);
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

/**
 * Takes a body as it comes: a small one in memory, a large one in a file of the folder. Nothing of it is read yet but its
 * digest and, for one that is not packed, about how many rows it has.
 */
export async function receiveBody(
  stream: Readable,
  place: { readonly folder: string; readonly name: string; readonly always: boolean },
  body: { readonly format: RowFormat; readonly gzip: boolean; readonly most: number },
): Promise<Result<ReceivedBody, BodyFault>> {
  const path = join(place.folder, `${place.name}.body`);
  const digest = createHash('sha256');
  let pieces: Buffer[] = [];
  let file: FileHandle | null = null;
  let size = 0;
  let rows = 0;
  const rowsIn = body.format === 'json' ? bracesIn : linesIn;
  const isLarge = (): boolean =>
    place.always || size > (body.gzip ? packedAtOnce : answeredAtOnce.bytes) || rows > answeredAtOnce.rows + 1;
  try {
    for await (const chunk of stream) {
      const piece = chunk as Buffer;
      size += piece.length;
      if (size > body.most) {
        await file?.close();
        await rm(path, { force: true });
        return err('too-large');
      }
      digest.update(piece);
      if (!body.gzip && rows <= answeredAtOnce.rows + 1) rows += rowsIn(piece, answeredAtOnce.rows + 2);
      if (file) await file.write(piece);
      else {
        pieces.push(piece);
        if (size > answeredAtOnce.bytes) {
          file = await writeFile(path, pieces);
          pieces = [];
        }
      }
    }
    const large = isLarge();
    if (large) {
      file ??= await writeFile(path, pieces);
      await finish(file, place.folder);
      return ok({ source: { kind: 'file', path, size }, sha256: digest.digest('hex'), large });
    }
    const bytes = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
    return ok({ source: { kind: 'bytes', bytes }, sha256: digest.digest('hex'), large });
  } catch (error) {
    await file?.close().catch(() => undefined);
    await rm(path, { force: true });
    if (isFull(error)) return err('disk-full');
    return err('cut');
  }
}

/** Removes the file of a body that was done with. */
export async function dropBody(source: BodySource): Promise<void> {
  if (source.kind === 'file') await rm(source.path, { force: true });
}
