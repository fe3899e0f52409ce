import { randomBytes } from 'node:crypto';
import { signerOf } from '../../server/trust/ed25519.ts';
import type { Signer } from '../../shared/sync/proof.ts';

/** A new key, as a desk makes one for an account. */
export const newSigner = (account = ''): Signer => signerOf(account, new Uint8Array(randomBytes(32)));
