import { asciiBytes, base64, hexBytes } from '../scans/ascii.ts';

/**
 * Scans over HTTP: the core of tus 1.0 (creation, checksum) for sending, plain GET for reading. A file is sent for a
 * letter that names it; knowing a hash opens nothing (PROTOCOL A2, A4).
 */
export const blobPaths = {
  /** POST creates an upload; OPTIONS lists what is supported. */
  create: '/api/blobs',
  /** HEAD, GET with `?letter=<id>`. */
  blob: '/api/blobs/:sha256',
  /** HEAD: offset; PATCH: the next chunk. */
  upload: '/api/blobs/uploads/:id',
} as const;

export const tusVersion = '1.0.0';
/** Largest chunk, bytes. */
export const chunkLength = 1024 * 1024;
export const chunkType = 'application/offset+octet-stream';

/** Codes beside those of the protocol, with their HTTP status. */
export const blobCodes = {
  /** The chunk does not begin where the upload stands: ask for the offset. */
  OFFSET: 409,
  /** The chunk was damaged on its way; nothing of it was kept. */
  CHECKSUM: 460,
  /** The whole does not have the promised hash: the upload is gone and starts again. */
  BLOB_DAMAGED: 422,
  /** Neither PDF nor JPEG nor PNG, whatever its file name. */
  SCAN_WRONG_TYPE: 415,
  SCAN_TOO_LARGE: 413,
  /** The chunk came in a box that the server cannot open. */
  BLOB_SEALED: 422,
  /** The server's own disk has no room for scans; entries go on. */
  SERVER_DISK_FULL: 507,
} as const;
export type BlobCode = keyof typeof blobCodes;

export function blobPath(sha256: string, letter: string): string {
  return `/api/blobs/${sha256}?letter=${encodeURIComponent(letter)}`;
}

/** `Upload-Metadata` of tus: which file, for which letter. */
export function uploadMetadata(sha256: string, letter: string): string {
  return `sha256 ${base64(asciiBytes(sha256))},letter ${base64(asciiBytes(letter))}`;
}

/** `Upload-Checksum` of tus, from the hex digest of a chunk. */
export function uploadChecksum(hex: string): string {
  return `sha256 ${base64(hexBytes(hex))}`;
}

/** Header of a chunk that comes sealed as it lies at the desk: whose letterbox has the key, and the key in it (T38). */
export const boxHeader = 'upload-box';
/** Longest chunk as it comes: a sealed one has a tag behind it. */
export const longestChunk = chunkLength + 16;

/** The key of a file opens it as the scan of one letter alone: nobody has it opened for a letter of his own. */
export function aboutScan(sha256: string, letter: string): string {
  return `scan ${sha256} ${letter}`;
}

/** Every chunk of a file has its own nonce under the file's own key. */
export function chunkNonce(index: number): Uint8Array {
  return Uint8Array.from({ length: 12 }, (_, at) => (at < 8 ? 0 : (index >>> (8 * (11 - at))) & 255));
}

export function uploadBox(box: {
  readonly account: string;
  readonly key: string;
  /** Where it was sealed, if that was at another desk. */
  readonly desk?: string | undefined;
}): string {
  const { account, key, desk } = box;
  return [account, key, ...(desk === undefined ? [] : [desk])].map(encodeURIComponent).join(' ');
}
