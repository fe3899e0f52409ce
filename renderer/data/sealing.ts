import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64Bytes } from '../../shared/scans/ascii.ts';

/** Random bytes, as many as requested. */
export type Random = (length: number) => Uint8Array;

/**
 * Encrypts what an account keeps on this PC (decision 20, At rest). Synchronous, because nothing but the store itself
 * may be awaited inside one of its transactions.
 */
export interface Sealing {
  /** Differs from key to key and reveals nothing of it. */
  readonly id: string;
  /** `place`: table and key; sealed content opens nowhere else. */
  seal(place: Place, content: Uint8Array): Uint8Array;
  /** Null: under another key, from another place, or damaged. */
  open(place: Place, sealed: Uint8Array): Uint8Array | null;
}
export type Place = readonly [table: string, key: string | number];

/** First byte of everything sealed: XChaCha20-Poly1305, nonce of 24 bytes, then the text with its tag. */
const format = 1;
const nonceBytes = 24;
const keyBytes = 32;

/** The bytes of a store key as the desk gives it; throws when it is none. */
export function storeKeyBytes(storeKey: string): Uint8Array {
  const bytes = base64Bytes(storeKey);
  if (bytes?.length !== keyBytes) throw new Error('the store key is not of 32 bytes');
  return bytes;
}

export function makeSealing(key: Uint8Array, random: Random): Sealing {
  const placeBytes = (place: Place): Uint8Array => utf8ToBytes(`lembar:${JSON.stringify(place)}`);
  return {
    id: bytesToHex(sha256(new Uint8Array([...utf8ToBytes('lembar store key '), ...key])).subarray(0, 12)),
    seal(place, content) {
      const nonce = random(nonceBytes);
      const text = xchacha20poly1305(key, nonce, placeBytes(place)).encrypt(content);
      const sealed = new Uint8Array(1 + nonceBytes + text.length);
      sealed[0] = format;
      sealed.set(nonce, 1);
      sealed.set(text, 1 + nonceBytes);
      return sealed;
    },
    open(place, sealed) {
      if (sealed[0] !== format) return null;
      try {
        const nonce = sealed.subarray(1, 1 + nonceBytes);
        return xchacha20poly1305(key, nonce, placeBytes(place)).decrypt(sealed.subarray(1 + nonceBytes));
      } catch {
        return null;
      }
    },
  };
}
