import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { letterboxOf as coreLetterboxOf, nodeBoxes } from '../../../../main/desk/account-keys.ts';
import { browserBoxes, letterboxOf } from '../../../../renderer/data/host/browser-boxes.ts';
import { chunkNonce } from '../../../../shared/sync/blob-api.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const [core, page] = [nodeBoxes(random), browserBoxes(random)];
const hosts = [
  ['a desk core', core, 'a page', page],
  ['a page', page, 'a desk core', core],
  ['a page', page, 'a page', page],
] as const;
const hex = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString('hex');
const bent = (text: string): string => {
  const bytes = Buffer.from(text, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes.toString('base64');
};

describe.each(hosts)('[T46] what %s has sealed', (_one, from, _other, to) => {
  const storeKey = random(32);
  const secret = Buffer.from('Perihal “rahasia” – dengan huruf di luar ASCII', 'utf8');

  it('opens at %s, with its key and as what it is', () => {
    const key = from.keyFor('journal', storeKey);
    expect(hex(to.keyFor('journal', storeKey))).toBe(hex(key));
    const box = from.wrap(secret, key, 'content ["a"]');
    expect(hex(to.unwrap(box, key, 'content ["a"]'))).toBe(secret.toString('hex'));
    expect(to.unwrap(box, key, 'content ["b"]')).toBeNull();
    expect(to.unwrap(box, to.keyFor('journal', random(32)), 'content ["a"]')).toBeNull();
    expect(to.unwrap(bent(box), key, 'content ["a"]')).toBeNull();
    expect(to.unwrap('', key, 'content ["a"]')).toBeNull();
  });

  it('in a letterbox is taken out with the store key alone', () => {
    expect(hex(letterboxOf(storeKey))).toBe(hex(coreLetterboxOf(storeKey)));
    const letter = from.putInto(letterboxOf(storeKey), secret, 'notes op-1');
    expect(hex(to.takeFrom(storeKey, letter, 'notes op-1'))).toBe(secret.toString('hex'));
    expect(to.takeFrom(storeKey, letter, 'notes op-2')).toBeNull();
    expect(to.takeFrom(random(32), letter, 'notes op-1')).toBeNull();
    expect(to.takeFrom(storeKey, bent(letter), 'notes op-1')).toBeNull();
    expect(to.takeFrom(storeKey, '', 'notes op-1')).toBeNull();
  });

  it('of a file opens chunk by chunk', () => {
    const key = random(32);
    const chunk = random(100_000);
    const sealed = from.sealChunk(chunk, key, chunkNonce(7));
    const digest = (bytes: Uint8Array | null) => bytes && createHash('sha256').update(bytes).digest('hex');
    expect(digest(to.openChunk(sealed, key, chunkNonce(7)))).toBe(digest(chunk));
    expect(to.openChunk(sealed, key, chunkNonce(8))).toBeNull();
  });

  it('says the same in every script', () => {
    expect(to.textOf(from.bytesOf(secret.toString('utf8')))).toBe(secret.toString('utf8'));
  });
});
