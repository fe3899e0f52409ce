import {
  blobPath,
  blobPaths,
  chunkLength,
  chunkType,
  tusVersion,
  boxHeader,
  uploadBox,
  uploadChecksum,
  uploadMetadata,
  type BlobCode,
} from '../sync/blob-api.ts';
import type { NewHasher } from './file-space.ts';
import type { ScanNote } from './scan-note.ts';
import type { ScanStore } from './scan-store.ts';

export interface BlobRequest {
  readonly method: 'HEAD' | 'POST' | 'PATCH' | 'GET';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  /** Whose session it is made with. */
  readonly account: string;
}

export interface BlobAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Code of a refusal; null for any other answer. */
  readonly code: string | null;
}

/** Asks the server; null when nobody answered, or somebody who is not our server. */
export type AskBlobs = (request: BlobRequest) => Promise<BlobAnswer | null>;
export type AskAs = (request: Omit<BlobRequest, 'account'>) => Promise<BlobAnswer | null>;

/** The answers of a server that refuses an account. An unreadable file is 404, like one that does not exist. */
const notForThem: readonly number[] = [401, 403, 404];

/** Asks with the first of these accounts the server permits: whoever attached a scan, or whoever is here now. */
export function askAs(ask: AskBlobs, accounts: readonly string[]): AskAs {
  let left = [...new Set(accounts)];
  return async (request) => {
    let answer: BlobAnswer | null = null;
    for (const account of left) {
      answer = await ask({ ...request, account });
      if (!answer) break;
      if (!notForThem.includes(answer.status)) {
        left = [account];
        break;
      }
    }
    return answer;
  };
}

/** `sent`: the server has the whole. `waiting`: not yet, not now. `unreachable`: nobody answers, ask nothing more. */
export type SendOutcome = 'sent' | 'waiting' | 'unreachable';

export interface SenderDeps {
  readonly store: ScanStore;
  readonly newHasher: NewHasher;
  /** False as soon as operations are pending: they go first. Checked before every chunk. */
  readonly mayGoOn: () => Promise<boolean>;
  /** Bytes of a file the server has so far. */
  readonly onProgress: (sha256: string, sent: number) => void;
}

const tus = { 'tus-resumable': tusVersion } as const;
/** How often in a row a damaged chunk is sent again; then the connection is left alone until the next round. */
const triesPerChunk = 3;

function offsetOf(answer: BlobAnswer): number | null {
  const text = answer.headers['upload-offset'] ?? '';
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/** Sends one file for one letter, from where it was cut off (PROTOCOL A2). */
export async function sendScan(
  { store, newHasher, mayGoOn, onProgress }: SenderDeps,
  { sha256, size }: ScanNote,
  letter: string,
  asker: AskAs,
): Promise<SendOutcome> {
  const ask = (method: BlobRequest['method'], path: string, headers = {}, body: Uint8Array | null = null) =>
    asker({ method, path, headers: { ...tus, ...headers }, body });

  const there = await ask('HEAD', blobPath(sha256, letter));
  if (!there) return 'unreachable';
  if (there.status === 200) return 'sent';
  if (there.status !== 404) return 'waiting';

  const headers = { 'upload-length': String(size), 'upload-metadata': uploadMetadata(sha256, letter) };
  const made = await ask('POST', blobPaths.create, headers);
  if (!made) return 'unreachable';
  const upload = made.status === 201 ? made.headers['location'] : undefined;
  if (upload === undefined || !upload.startsWith('/api/blobs/uploads/')) return 'waiting';

  const begun = await ask('HEAD', upload);
  if (!begun) return 'unreachable';
  let offset = begun.status === 200 ? offsetOf(begun) : null;
  let tries = 0;
  while (offset !== null && tries < triesPerChunk) {
    onProgress(sha256, offset);
    if (!(await mayGoOn())) return 'waiting';
    const part = await store.part(sha256, letter, offset, Math.min(chunkLength, size - offset));
    if (!part) return 'waiting';
    const { bytes: chunk, box } = part;
    const hasher = newHasher();
    hasher.update(chunk);
    const answer = await ask(
      'PATCH',
      upload,
      {
        'content-type': chunkType,
        'upload-offset': String(offset),
        'upload-checksum': uploadChecksum(hasher.hex()),
        ...(box ? { [boxHeader]: uploadBox(box) } : {}),
      },
      chunk,
    );
    if (!answer) return 'unreachable';
    if (answer.status === 204) {
      tries = 0;
      offset = offsetOf(answer);
      if (offset === size) return 'sent';
      continue;
    }
    tries++;
    const code = answer.code as BlobCode | null;
    if (code === 'OFFSET') offset = offsetOf(answer);
    else if (code === 'BLOB_DAMAGED') {
      // Either the connection corrupted it or the file here changed: reading it shows the second.
      await store.read(sha256);
      return 'waiting';
    } else if (code !== 'CHECKSUM') return 'waiting';
  }
  return 'waiting';
}
