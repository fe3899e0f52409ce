import { keysIn, unsealed } from '../../shared/scans/scan-seal.ts';
import { aboutScan, chunkLength, chunkNonce } from '../../shared/sync/blob-api.ts';
import type { Store } from '../store/store.ts';
import { forebearsOf } from '../sync/boxes.ts';
import { openLetterbox, opened } from '../trust/boxes.ts';
import { sealsOf, storeKeysOf } from '../trust/seals.ts';
import type { Upload } from './uploads.ts';

type Reading = Pick<Store, 'read'>;
/** The file a key is for. */
type Of = Pick<Upload, 'desk' | 'sha256' | 'letter'>;

/**
 * The key of a file in somebody's letterbox at a desk; null when the register cannot open it. It opens for the letter alone
 * for which it was put away: nobody has another's scan opened for a letter of his own.
 */
async function fileKey(
  store: Reading,
  { desk, sha256, letter }: Of,
  { account, key }: { readonly account: string; readonly key: string },
): Promise<Buffer | null> {
  if (key.length > 400 || account.length > 64) return null;
  const keys = await store.read(async (tx) => {
    const seals = await sealsOf(tx);
    return (await forebearsOf(tx, desk)).flatMap((id) => storeKeysOf(seals, id, account));
  });
  const file = openLetterbox(key, keys, aboutScan(sha256, letter));
  return file?.length === 32 ? file : null;
}

const openedChunk = (key: Buffer, sealed: Uint8Array, index: number): Buffer | null =>
  opened(Buffer.concat([chunkNonce(index), sealed]), key, null);

export interface SealedChunk extends Of {
  readonly offset: number;
  /** Whose letterbox has the file's key, the key in it, and at which desk if at another one, as the header says. */
  readonly box: string;
  readonly chunk: Buffer;
}

/** The chunk of a scan as it was before its desk sealed it (PROTOCOL T38); null when the register cannot open it. */
export async function openChunk(store: Reading, sealed: SealedChunk): Promise<Buffer | null> {
  const { box, offset, chunk } = sealed;
  if (offset % chunkLength !== 0 || box.length > 1000) return null;
  let named: readonly string[];
  try {
    named = box.split(' ').map(decodeURIComponent);
  } catch {
    return null;
  }
  const [account = '', key = '', desk = sealed.desk] = named;
  const file = await fileKey(store, { ...sealed, desk }, { account, key });
  return file && openedChunk(file, chunk, offset / chunkLength);
}

/** A whole scan as it was before its desk sealed it; null likewise. */
export async function openScan(store: Reading, of: Of, sealed: Uint8Array): Promise<Buffer | null> {
  for (const boxed of keysIn(sealed).filter(({ letter }) => letter === of.letter)) {
    const key = await fileKey(store, of, boxed);
    const file = key && { chunk: (bytes: Uint8Array, index: number) => openedChunk(key, bytes, index) };
    const plain = file ? unsealed(sealed, of.sha256, { unlock: () => file }) : null;
    if (plain instanceof Uint8Array) return Buffer.from(plain);
  }
  return null;
}
