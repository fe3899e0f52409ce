import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { Boxes } from '../../shared/desk/contents.ts';
import type { RandomBytes } from '../../shared/ids.ts';
import type { Signer, VerifySignature } from '../../shared/sync/proof.ts';

/** DER prefix of a raw 32-byte private or public key (RFC 8410). */
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicHead = Buffer.from('302a300506032b6570032100', 'hex');

/** The private half of an account's key at a desk: 32 bytes. */
export type Seed = Uint8Array;

const privateKey = (seed: Seed): KeyObject =>
  createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: 'der', type: 'pkcs8' });

/** An account's key, decrypted. */
export function signerOf(account: string, seed: Seed): Signer {
  const key = privateKey(seed);
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    account,
    key: spki.subarray(publicHead.length).toString('base64url'),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64url'),
  };
}

export const verifySignature: VerifySignature = (key, text, sig) => {
  const raw = Buffer.from(key, 'base64url');
  if (raw.length !== 32) return false;
  try {
    const spki = createPublicKey({ key: Buffer.concat([publicHead, raw]), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text, 'utf8'), spki, Buffer.from(sig, 'base64url'));
  } catch {
    return false;
  }
};

/** How keys sign and signatures are held against keys. */
export interface Signing {
  readonly signerOf: (account: string, seed: Seed) => Signer;
  readonly verify: VerifySignature;
}
export const ed25519: Signing = { signerOf, verify: verifySignature };

/** The key that a stretched password gives for one purpose. */
export function keyFor(purpose: string, stretched: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', stretched, '', `lembar ${purpose}`, 32));
}

/** AES-256-GCM with `about` as additional data. Base64 of 12 bytes nonce, ciphertext and 16 bytes tag. */
export function wrap(secret: Uint8Array, key: Uint8Array, about: string, random: RandomBytes): string {
  const nonce = random(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about, 'utf8'));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64');
}

/** Decrypts what {@link wrap} encrypted; null when the key is another one or the text was changed. */
export function unwrap(wrapped: string, key: Uint8Array, about: string): Uint8Array | null {
  const bytes = Buffer.from(wrapped, 'base64');
  if (bytes.length < 28) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      .setAAD(Buffer.from(about, 'utf8'))
      .setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
  } catch {
    return null;
  }
}

/** What stands in front of the 32 bytes of a private or public X25519 key, RFC 8410. */
const boxPrivateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');
const boxPublicHead = Buffer.from('302a300506032b656e032100', 'hex');

const boxPrivate = (secret: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([boxPrivateHead, secret]), format: 'der', type: 'pkcs8' });
const boxPublic = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([boxPublicHead, raw]), format: 'der', type: 'spki' });
const rawPublic = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(boxPublicHead.length);

/** The public half of an account's letterbox at a desk, 32 bytes: what is put in opens with its store key alone. */
export function letterboxOf(storeKey: Uint8Array): Buffer {
  return rawPublic(boxPrivate(keyFor('letterbox', storeKey)));
}

function letterboxKey(own: KeyObject, other: Uint8Array, sender: Uint8Array, box: Uint8Array): Buffer {
  const shared = diffieHellman({ privateKey: own, publicKey: boxPublic(other) });
  return keyFor('letterbox content', Buffer.concat([shared, sender, box]));
}

/** Puts a secret into a letterbox, whoever is here. Base64: 32 bytes of a key used once, then as {@link wrap}. */
export function putInto(box: Uint8Array, secret: Uint8Array, about: string, random: RandomBytes): string {
  const once = boxPrivate(random(32));
  const sender = rawPublic(once);
  const sealed = wrap(secret, letterboxKey(once, box, sender, box), about, random);
  return Buffer.concat([sender, Buffer.from(sealed, 'base64')]).toString('base64');
}

/** What lies in the letterbox; null when it was put into another one or was changed. */
export function takeFrom(storeKey: Uint8Array, letter: string, about: string): Uint8Array | null {
  const bytes = Buffer.from(letter, 'base64');
  if (bytes.length < 60) return null;
  const sender = bytes.subarray(0, 32);
  try {
    const own = boxPrivate(keyFor('letterbox', storeKey));
    const key = letterboxKey(own, sender, sender, rawPublic(own));
    return unwrap(bytes.subarray(32).toString('base64'), key, about);
  } catch {
    return null;
  }
}

/** The ciphers of this host. */
export function nodeBoxes(random: RandomBytes): Boxes {
  return {
    random,
    bytesOf: (text) => Buffer.from(text, 'utf8'),
    textOf: (bytes) => Buffer.from(bytes).toString('utf8'),
    keyFor,
    unwrap,
    takeFrom,
    wrap: (secret, key, about) => wrap(secret, key, about, random),
    putInto: (letterbox, secret, about) => putInto(letterbox, secret, about, random),
    sealChunk: (plain, key, nonce) => {
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    openChunk: (sealed, key, nonce) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
        return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      } catch {
        return null;
      }
    },
  };
}
