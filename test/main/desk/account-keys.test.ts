import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyFor, signerOf, unwrap, verifySignature, wrap } from '../../../main/desk/account-keys.ts';
import { browserBoxes } from '../../../renderer/data/host/browser-boxes.ts';
import { browserKeys, verifySignature as browserVerify } from '../../../renderer/data/host/browser-keys.ts';
import { proofSchema, signedText } from '../../../shared/sync/proof.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

describe('[T20] the key of an account at a desk', () => {
  it('opens only with its password, unchanged and for its purpose', () => {
    const seed = random(32);
    const key = keyFor('account key', random(32));
    const wrapped = wrap(seed, key, 'account key A', random);
    expect(Buffer.from(unwrap(wrapped, key, 'account key A') ?? [])).toEqual(Buffer.from(seed));
    expect(unwrap(wrapped, keyFor('account key', random(32)), 'account key A')).toBeNull();
    expect(unwrap(wrapped, key, 'account key B')).toBeNull();
    const bytes = Buffer.from(wrapped, 'base64');
    for (let at = 0; at < bytes.length; at++) {
      const bent = Buffer.from(bytes);
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(unwrap(bent.toString('base64'), key, 'account key A')).toBeNull();
    }
    expect(unwrap('', key, 'account key A')).toBeNull();
  });

  it('gives another key for another purpose', () => {
    const stretched = random(32);
    expect(keyFor('account key', stretched)).not.toEqual(keyFor('store', stretched));
  });

  it('signs in the core and in a browser with the same result', () => {
    const text = signedText('a'.repeat(64));
    const core = signerOf('tu', random(32));
    const storage = new Map<string, unknown>();
    const kept = {
      read: (k: string) => storage.get(k) ?? null,
      write: (k: string, v: unknown) => void storage.set(k, v),
    };
    const keys = browserKeys(kept, browserBoxes(random));
    const { signer } = keys.open('tu', keys.forSignIn('tu'), random(32));
    for (const one of [core, signer]) {
      const proof = proofSchema.parse({ key: one.key, sig: one.sign(text) });
      for (const verify of [verifySignature, browserVerify]) {
        expect(verify(proof.key, text, proof.sig)).toBe(true);
        expect(verify(proof.key, `${text}.`, proof.sig)).toBe(false);
        expect(verify((one === core ? signer : core).key, text, proof.sig)).toBe(false);
        expect(verify('short', text, proof.sig)).toBe(false);
        expect(verify(proof.key, text, 'x')).toBe(false);
      }
    }
    keys.close('tu');
    expect([keys.of('tu'), storage.get('key')]).toEqual([null, null]);
  });
});
