import { namedScan } from '../../shared/letters/attached-scan.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { BlobCode } from '../../shared/sync/blob-api.ts';
import type { Store } from '../store/store.ts';
import type { BlobFolder } from './blob-folder.ts';
import { scanOwner } from './scan-owner.ts';
import type { Upload, Uploads } from './uploads.ts';

export interface TakeDeps {
  readonly store: Store;
  readonly folder: BlobFolder;
  readonly uploads: Uploads;
}

/**
 * Takes a whole file as if its desk had sent it (PROTOCOL A2): verified, and only for a letter that names it. `NOT_FOUND`:
 * that letter does not.
 */
export async function takeScan(
  { store, folder, uploads }: TakeDeps,
  upload: Upload,
  bytes: Buffer,
): Promise<Result<null, BlobCode | 'NOT_FOUND'>> {
  const { sha256, letter, size } = upload;
  const owner = await store.read((tx) => scanOwner(tx, letter));
  const named = owner && namedScan(owner, sha256);
  if (named?.size !== size) return err('NOT_FOUND');
  if (await folder.claim(sha256, letter)) return ok(null);
  const id = await uploads.begin(upload);
  // The desk may have begun to send it itself.
  const offset = (await uploads.state(id))?.offset ?? 0;
  const added = await uploads.append(id, offset, bytes.subarray(offset), null);
  return added.ok ? ok(null) : added;
}
