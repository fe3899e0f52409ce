import { z } from 'zod';
import type { Boxes, BoxKeys } from '../desk/contents.ts';
import { aboutScan, chunkLength, chunkNonce } from '../sync/blob-api.ts';
import { asciiBytes, asciiJson, asciiText } from './ascii.ts';
import type { FileWriter } from './file-space.ts';

/** For whom a file is: an account that holds the letter it belongs to. */
export interface SealedFor {
  readonly account: string;
  readonly letter: string;
}

const sealedKey = z.object({ account: z.string(), letter: z.string(), key: z.string().max(400) });
/** The key of a file in the letterbox of an account, for one letter alone. */
export type SealedKey = z.infer<typeof sealedKey>;
const trailerShape = z.object({ size: z.number().int().nonnegative(), keys: z.array(sealedKey) });

/** A file being sealed, under a key of its own. */
export interface Sealing {
  chunk(plain: Uint8Array, index: number): Uint8Array;
  /** The key for these; who has no letterbox here is left out. */
  keys(sha256: string, readers: readonly SealedFor[]): readonly SealedKey[];
}

/** A file whose key is open. Null: the chunk is damaged. */
export interface Unsealing {
  chunk(sealed: Uint8Array, index: number): Uint8Array | null;
}

/** What the host brings for keeping files sealed (PROTOCOL T38). */
export interface ScanSeal {
  /** Whether anything can be sealed for the account. */
  has(account: string): boolean;
  begin(): Sealing;
  /** The file, if one of these keys is of somebody who is here; null otherwise. */
  unlock(sha256: string, keys: readonly SealedKey[]): Unsealing | null;
}

/**
 * A sealed file: this mark, the chunks of the file each with its tag, who may open it as JSON, and the length of that in
 * four bytes. A chunk is as long as what is sent at once, so that it goes to the register as it lies.
 */
const mark = asciiBytes('LEMBARS1');
const tagLength = 16;

/** Most bytes that seals and keys add to a file. */
export const sealRoom = 512 * 1024;

/** A file as another desk sealed it. */
export interface SealedElsewhere {
  readonly sha256: string;
  /** Bytes of the file itself. */
  readonly size: number;
  readonly desk: string;
}

export function isSealed(head: Uint8Array): boolean {
  return mark.every((byte, at) => head[at] === byte);
}

export const markLength = mark.length;

const chunksOf = (size: number): number => Math.ceil(size / chunkLength);
const trailerAt = (size: number): number => mark.length + size + chunksOf(size) * tagLength;

/** Where the sealed chunk lies that holds the bytes from `from`; null: no chunk begins there. */
export function chunkAt(
  size: number,
  from: number,
): { readonly index: number; readonly at: number; readonly length: number } | null {
  if (from % chunkLength !== 0 || from >= size) return null;
  const index = from / chunkLength;
  const length = Math.min(chunkLength, size - from) + tagLength;
  return { index, at: mark.length + index * (chunkLength + tagLength), length };
}

/** What follows the chunks of a file of that size; more than any list of readers takes. */
export function trailerOf(size: number): { readonly at: number; readonly length: number } {
  return { at: trailerAt(size), length: 256 * 1024 };
}

function trailerIn(bytes: Uint8Array): z.infer<typeof trailerShape> | null {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(-4);
  const length = ((a * 256 + b) * 256 + c) * 256 + d;
  if (bytes.length < 4 || length > bytes.length - 4) return null;
  try {
    const parsed = trailerShape.safeParse(JSON.parse(asciiText(bytes.subarray(-4 - length, -4))));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Who may open a file, from its end; none when it is damaged. */
export function keysIn(bytes: Uint8Array): readonly SealedKey[] {
  return trailerIn(bytes)?.keys ?? [];
}

/** The whole of a sealed file; `shut`: nobody is here who may open it. Null: it is damaged. */
export function unsealed(
  bytes: Uint8Array,
  sha256: string,
  seal: Pick<ScanSeal, 'unlock'>,
): Uint8Array | 'shut' | null {
  const trailer = trailerIn(bytes);
  if (!trailer || trailerAt(trailer.size) > bytes.length) return null;
  const { size, keys } = trailer;
  const file = seal.unlock(sha256, keys);
  if (!file) return 'shut';
  const whole = new Uint8Array(size);
  for (let from = 0; from < size; from += chunkLength) {
    const place = chunkAt(size, from);
    const chunk = place && file.chunk(bytes.subarray(place.at, place.at + place.length), place.index);
    if (!chunk) return null;
    whole.set(chunk, from);
  }
  return whole;
}

export interface SealedWriter extends Pick<FileWriter, 'write'> {
  /** Writes what is left, and who may open it. */
  end(sha256: string, readers: readonly SealedFor[]): Promise<void>;
}

/** Seals what is written. */
export function sealedWriter(writer: Pick<FileWriter, 'write'>, sealing: Sealing): SealedWriter {
  const kept = new Uint8Array(chunkLength);
  let length = 0;
  let index = 0;
  let size = 0;
  const flush = async (): Promise<void> => {
    if (index === 0) await writer.write(mark);
    await writer.write(sealing.chunk(kept.subarray(0, length), index));
    index++;
    length = 0;
  };
  return {
    write: async (bytes) => {
      size += bytes.length;
      for (let at = 0; at < bytes.length;) {
        const taken = bytes.subarray(at, at + chunkLength - length);
        kept.set(taken, length);
        length += taken.length;
        at += taken.length;
        if (length === chunkLength) await flush();
      }
    },
    end: async (sha256, readers) => {
      if (length > 0) await flush();
      const trailer = asciiJson({ size, keys: sealing.keys(sha256, readers) });
      const { length: n } = trailer;
      await writer.write(trailer);
      await writer.write(Uint8Array.from([n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]));
    },
  };
}

/** Seals files under keys that lie in the letterboxes of those who may read them (PROTOCOL T38). */
export function scanSealWith({ storeKeyOf, letterbox }: BoxKeys, boxes: Boxes): ScanSeal {
  return {
    has: (account) => letterbox(account) !== null,
    begin: () => {
      const key = boxes.random(32);
      return {
        chunk: (plain, index) => boxes.sealChunk(plain, key, chunkNonce(index)),
        keys: (sha256, readers) =>
          readers.flatMap(({ account, letter }) => {
            const box = letterbox(account);
            return box ? [{ account, letter, key: boxes.putInto(box, key, aboutScan(sha256, letter)) }] : [];
          }),
      };
    },
    unlock: (sha256, keys) => {
      for (const { account, letter, key: boxed } of keys) {
        const storeKey = storeKeyOf(account);
        const key = storeKey && boxes.takeFrom(storeKey, boxed, aboutScan(sha256, letter));
        if (key) return { chunk: (sealed, index) => boxes.openChunk(sealed, key, chunkNonce(index)) };
      }
      return null;
    },
  };
}
