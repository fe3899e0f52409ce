import { hash } from 'node:crypto';
import type { RandomBytes } from '../../shared/ids.ts';
import type { Digest } from '../../shared/sync/operation.ts';

export const sha256: Digest = (text) => hash('sha256', text);

/** 256 bits; only its SHA-256 is kept, which cannot be reversed. */
export function newToken(random: RandomBytes): string {
  return Buffer.from(random(32)).toString('base64url');
}
