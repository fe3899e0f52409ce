import { asciiText } from '../scans/ascii.ts';

/** A file read piece by piece, so that a large one need not be in memory. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  read(from: number, to: number): Promise<Uint8Array>;
}

export interface ZipEntry {
  readonly name: string;
  /** Bytes once unpacked, as the file claims. */
  readonly size: number;
  readonly packedSize: number;
  readonly packed: boolean;
  /** Offset of its local header. */
  readonly at: number;
}

/** Most entries and bytes of a directory that are read: a bundle of ten thousand scans stays far below. */
const maxEntries = 30_000;
const longestDirectory = 4 * 1024 * 1024;
/** Deflate makes a thousand of one; what people write makes twenty. */
const maxRatio = 100;
const slack = 1024 * 1024;

/** Whether an entry unpacks to no more than something that was typed or drawn can; asked before it is unpacked. */
export const isPlausible = ({ size, packedSize, packed }: ZipEntry): boolean =>
  packed ? size <= packedSize * maxRatio + slack : size === packedSize;

const endMark = 0x06054b50;
const centralMark = 0x02014b50;
const localMark = 0x04034b50;
const endLength = 22;
const centralLength = 46;
const localLength = 30;
const longestComment = 0xffff;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Offset of the end record within the last bytes of the file; -1: there is none. */
function endIn(tail: DataView): number {
  for (let at = tail.byteLength - endLength; at >= 0; at--) if (tail.getUint32(at, true) === endMark) return at;
  return -1;
}

function entriesIn(bytes: Uint8Array, count: number): readonly ZipEntry[] | null {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let left = count; left > 0; left--) {
    if (at + centralLength > bytes.length || view.getUint32(at, true) !== centralMark) return null;
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const nameEnd = at + centralLength + view.getUint16(at + 28, true);
    // Encrypted, or compressed in another way than a desk does.
    if ((flags & 1) !== 0 || (method !== 0 && method !== 8) || nameEnd > bytes.length) return null;
    entries.push({
      name: asciiText(bytes.subarray(at + centralLength, nameEnd)),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      packed: method === 8,
      at: view.getUint32(at + 42, true),
    });
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/**
 * Position of the directory; null: there is none that is read. `size`: of the whole file, of which `tail` is the end.
 */
function directoryIn(tail: DataView, size: number): { count: number; begin: number; end: number } | null {
  const end = endIn(tail);
  if (end < 0) return null;
  const count = tail.getUint16(end + 10, true);
  const length = tail.getUint32(end + 12, true);
  const begin = tail.getUint32(end + 16, true);
  if (begin + length > size || count > maxEntries || length > longestDirectory) return null;
  return { count, begin, end: begin + length };
}

/** The entries of a zip of one part below 4 GiB, by its central directory; null: it is none, or not whole. */
export async function zipIndex(source: ByteSource): Promise<readonly ZipEntry[] | null> {
  const from = Math.max(0, source.size - endLength - longestComment);
  const found = directoryIn(viewOf(await source.read(from, source.size)), source.size);
  return found && entriesIn(await source.read(found.begin, found.end), found.count);
}

/** The same for a zip that is in memory whole. */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] | null {
  const found = directoryIn(viewOf(bytes), bytes.length);
  return found && entriesIn(bytes.subarray(found.begin, found.end), found.count);
}

/** The bytes of an entry as they are stored in the file; null: they are not there. */
export async function zipBytes(source: ByteSource, { at, packedSize }: ZipEntry): Promise<Uint8Array | null> {
  if (at + localLength > source.size) return null;
  const header = viewOf(await source.read(at, at + localLength));
  if (header.getUint32(0, true) !== localMark) return null;
  const begin = at + localLength + header.getUint16(26, true) + header.getUint16(28, true);
  return begin + packedSize > source.size ? null : source.read(begin, begin + packedSize);
}
