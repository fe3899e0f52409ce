import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { NewHasher } from '../../shared/scans/file-space.ts';
import type { Digest } from '../../shared/sync/operation.ts';

/** SHA-256 without `crypto.subtle`, which is asynchronous. */
export const digest: Digest = (text) => bytesToHex(sha256(utf8ToBytes(text)));

export const newHasher: NewHasher = () => {
  const hash = sha256.create();
  return { update: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
};
