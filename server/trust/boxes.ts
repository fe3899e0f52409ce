import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import type { RandomBytes } from '../../shared/ids.ts';

/** What stands in front of the 32 bytes of a private or public X25519 key, RFC 8410. */
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicHead = Buffer.from('302a300506032b656e032100', 'hex');

const keyFor = (purpose: string, secret: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `lembar ${purpose}`, 32));

/** AES-256-GCM: nonce, content, tag; null when the key is another one or anything was changed. */
export function opened(bytes: Buffer, key: Buffer, about: string | null): Buffer | null {
  if (bytes.length < 28) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(-16));
    if (about !== null) decipher.setAAD(Buffer.from(about, 'utf8'));
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
  } catch {
    return null;
  }
}

const privateKey = (raw: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([privateHead, raw]), format: 'der', type: 'pkcs8' });
const publicKey = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([publicHead, raw]), format: 'der', type: 'spki' });
const publicHalf = (own: KeyObject): Buffer =>
  createPublicKey(own).export({ format: 'der', type: 'spki' }).subarray(publicHead.length);

const letterboxOf = (storeKey: Buffer): KeyObject => privateKey(keyFor('letterbox', storeKey));

function letterboxKey(storeKey: Buffer, sender: Buffer): Buffer | null {
  try {
    const own = letterboxOf(storeKey);
    const shared = diffieHellman({ privateKey: own, publicKey: publicKey(sender) });
    return keyFor('letterbox content', Buffer.concat([shared, sender, publicHalf(own)]));
  } catch {
    return null;
  }
}

/** Store keys, base64url, of which one may open what a desk put away. */
export type StoreKeys = readonly string[];

function first(storeKeys: StoreKeys, open: (storeKey: Buffer) => Buffer | null): Buffer | null {
  for (const storeKey of storeKeys) {
    const inside = open(Buffer.from(storeKey, 'base64url'));
    if (inside) return inside;
  }
  return null;
}

/** What lies in a box that a desk made under a store key, base64; null when none of these opens it. */
export function openBox(box: string, storeKeys: StoreKeys, about: string): Buffer | null {
  const bytes = Buffer.from(box, 'base64');
  return first(storeKeys, (storeKey) => opened(bytes, keyFor('journal', storeKey), about));
}

/** What a desk put into a letterbox while its owner was away, base64; null when none of these opens it. */
export function openLetterbox(letter: string, storeKeys: StoreKeys, about: string): Buffer | null {
  const bytes = Buffer.from(letter, 'base64');
  return first(storeKeys, (storeKey) => {
    const key = letterboxKey(storeKey, bytes.subarray(0, 32));
    return key && opened(bytes.subarray(32), key, about);
  });
}

/** Puts something into the letterbox of who has that store key, base64, as a desk does while its owner is away. */
export function putIntoLetterbox(storeKey: string, inside: Buffer, about: string, random: RandomBytes): string {
  const once = privateKey(random(32));
  const [sender, box] = [publicHalf(once), publicHalf(letterboxOf(Buffer.from(storeKey, 'base64url')))];
  const shared = diffieHellman({ privateKey: once, publicKey: publicKey(box) });
  const key = keyFor('letterbox content', Buffer.concat([shared, sender, box]));
  const nonce = random(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about, 'utf8'));
  return Buffer.concat([sender, nonce, cipher.update(inside), cipher.final(), cipher.getAuthTag()]).toString('base64');
}
