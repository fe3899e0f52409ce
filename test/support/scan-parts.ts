import { createHash, randomBytes } from 'node:crypto';
import { nodeHasher } from '../../main/desk/scan-space.ts';
import type { FileSpace } from '../../shared/scans/file-space.ts';
import type { StoredScan } from '../../shared/scans/scan-store.ts';

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The first bytes of a PDF, `length` bytes long in all. */
export const pdfBytes = (length = 3000): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(length - 9)]);

/** The bytes in pieces, as received from a wire. */
export async function* pieces(bytes: Uint8Array, length = 700): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

let now = 0;
/** What a store of the tests needs beside its folder; the clock advances with every reading. */
export const storeDeps = (space: FileSpace) => ({ space, newHasher: nodeHasher, clock: { now: () => ++now } });

/** A letter's scan as `letter.attachScan` wants it. */
export const scanArgs = (scan: StoredScan, id: string, name = 'surat.pdf') => ({ id, ...scan, name });
