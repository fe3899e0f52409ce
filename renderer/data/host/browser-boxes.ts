import { gcm } from '@noble/ciphers/aes.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Boxes } from '../../../shared/desk/contents.ts';
import type { RandomBytes } from '../../../shared/ids.ts';
import { base64, base64Bytes } from '../../../shared/scans/ascii.ts';

const nonceLength = 12;
const publicLength = 32;

const keyFor: Boxes['keyFor'] = (purpose, secret) =>
  hkdf(sha256, secret, undefined, utf8ToBytes(`lembar ${purpose}`), 32);

/** Null: another key, or changed bytes. */
function opened(bytes: Uint8Array, key: Uint8Array, nonce: Uint8Array, about?: Uint8Array): Uint8Array | null {
  try {
    return gcm(key, nonce, about).decrypt(bytes);
  } catch {
    return null;
  }
}

function unwrapBytes(bytes: Uint8Array | null, key: Uint8Array, about: string): Uint8Array | null {
  if (bytes === null || bytes.length < nonceLength) return null;
  return opened(bytes.subarray(nonceLength), key, bytes.subarray(0, nonceLength), utf8ToBytes(about));
}

/** The public half of an account's letterbox, 32 bytes: what is put in opens with its store key alone. */
export function letterboxOf(storeKey: Uint8Array): Uint8Array {
  return x25519.getPublicKey(keyFor('letterbox', storeKey));
}

const letterboxKey = (shared: Uint8Array, sender: Uint8Array, box: Uint8Array): Uint8Array =>
  keyFor('letterbox content', concatBytes(shared, sender, box));

/** The ciphers of a page, in the formats of the desk core: the register opens both. */
export function browserBoxes(random: RandomBytes): Boxes {
  const wrapBytes = (secret: Uint8Array, key: Uint8Array, about: string): Uint8Array => {
    const nonce = random(nonceLength);
    return concatBytes(nonce, gcm(key, nonce, utf8ToBytes(about)).encrypt(secret));
  };
  return {
    random,
    bytesOf: utf8ToBytes,
    textOf: (bytes) => new TextDecoder().decode(bytes),
    keyFor,
    wrap: (secret, key, about) => base64(wrapBytes(secret, key, about)),
    unwrap: (wrapped, key, about) => unwrapBytes(base64Bytes(wrapped), key, about),
    putInto: (letterbox, secret, about) => {
      const once = random(32);
      const sender = x25519.getPublicKey(once);
      const key = letterboxKey(x25519.getSharedSecret(once, letterbox), sender, letterbox);
      return base64(concatBytes(sender, wrapBytes(secret, key, about)));
    },
    takeFrom: (storeKey, letter, about) => {
      const bytes = base64Bytes(letter);
      if (!bytes) return null;
      const sender = bytes.subarray(0, publicLength);
      try {
        const own = keyFor('letterbox', storeKey);
        const key = letterboxKey(x25519.getSharedSecret(own, sender), sender, x25519.getPublicKey(own));
        return unwrapBytes(bytes.subarray(publicLength), key, about);
      } catch {
        return null;
      }
    },
    sealChunk: (plain, key, nonce) => gcm(key, nonce).encrypt(plain),
    openChunk: (sealed, key, nonce) => opened(sealed, key, nonce),
  };
}
