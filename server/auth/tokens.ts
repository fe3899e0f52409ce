import { createHash } from 'node:crypto';
import type { RandomBytes } from '../../shared/ids.ts';
import type { Digest } from '../../shared/sync/operation.ts';

export const sha256: Digest = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

/** 256 bits; only its SHA-256 is kept, which no guessing turns back. */
export function newToken(random: RandomBytes): string {
  return Buffer.from(random(32)).toString('base64url');
}
