import { createHash, randomBytes } from 'node:crypto';
import { signerOf } from '../../main/desk/account-keys.ts';
import type { Signer, Signers } from '../../shared/sync/proof.ts';

/** The key of an account at a desk of the tests: the same for the same names. */
export function testSigner(account: string, desk = 'desk-1'): Signer {
  return signerOf(account, createHash('sha256').update(`${desk} ${account}`).digest());
}

/** Everybody is at the desk. */
export const everybody: Signers = { of: (account) => testSigner(account) };

/** Only these are. */
export function only(...accounts: readonly string[]): Signers {
  return { of: (account) => (accounts.includes(account) ? testSigner(account) : null) };
}

/** A new key, as a desk makes one when its password opens none. */
export const newSigner = (account = ''): Signer => signerOf(account, new Uint8Array(randomBytes(32)));
