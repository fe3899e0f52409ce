import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Signer, VerifySignature } from '../../shared/sync/proof.ts';

/** Keys are of 32 bytes and recur with every entry: this many imported keys are cached. */
const maxKeys = 4096;
const imported = new Map<string, KeyObject>();

function publicKey(key: string): KeyObject | null {
  const known = imported.get(key);
  if (known) {
    // The one used last moves to the end.
    imported.delete(key);
    imported.set(key, known);
    return known;
  }
  try {
    const made = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
    imported.set(key, made);
    const [oldest] = imported.keys();
    if (imported.size > maxKeys && oldest !== undefined) imported.delete(oldest);
    return made;
  } catch {
    return null;
  }
}

export const verifySignature: VerifySignature = (key, text, sig) => {
  const known = publicKey(key);
  if (!known) return false;
  return verify(null, Buffer.from(text, 'utf8'), known, Buffer.from(sig, 'base64url'));
};

/** DER of a PKCS #8 Ed25519 key up to its 32 bytes of seed. */
const seedFollows = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A signer with its own seed of 32 bytes: for what the server enters itself. */
export function signerOf(account: string, seed: Uint8Array): Signer {
  const secret = createPrivateKey({ key: Buffer.concat([seedFollows, seed]), format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(secret).export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 key without its public half');
  return { account, key: x, sign: (text) => sign(null, Buffer.from(text, 'utf8'), secret).toString('base64url') };
}
