import { generateKeyPairSync, sign } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { verifyingOn, verifyOffThread, type Claim } from '../../server/trust/signatures.ts';

function signed(text: string): Claim {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return { key: x, text, sig: sign(null, Buffer.from(text), privateKey).toString('base64url') };
}

/** A thread that answers every batch as if all of it held, but ends at the word `end`. */
const agrees = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ id, claims }) => {
    if (claims[0].text === 'end') process.exit(1);
    parentPort.postMessage({ id, holds: claims.map(() => true) });
  });`;

describe('signatures of a batch', () => {
  it('are verified each by itself, in their order', async () => {
    const [a, b] = [signed('one'), signed('two')];
    const claims = [a, { ...a, text: 'another' }, { ...b, key: a.key }, b, { ...b, key: 'no key' }];
    expect(await verifyOffThread(claims)).toEqual([true, false, false, true, false]);
  });

  it('of many batches at once come back to their own', async () => {
    const batches = Array.from({ length: 30 }, (_, i) => {
      const claim = signed(`entry ${i}`);
      return i % 3 === 0 ? [claim] : [{ ...claim, text: 'changed' }, claim];
    });
    const found = await Promise.all(batches.map(verifyOffThread));
    expect(found).toEqual(batches.map((_, i) => (i % 3 === 0 ? [true] : [false, true])));
  });

  it('fail with the thread that ends, and the next batch has another one', async () => {
    let started = 0;
    const verify = verifyingOn(() => {
      started += 1;
      return new Worker(agrees, { eval: true });
    });
    const claim = { key: '', text: 'a', sig: '' };
    expect(await verify([claim])).toEqual([true]);
    const ends = verify([{ ...claim, text: 'end' }]);
    const behind = verify([claim]);
    await expect(ends).rejects.toThrow('ended');
    await expect(behind).rejects.toThrow('ended');
    expect(await verify([claim, claim])).toEqual([true, true]);
    expect(started).toBe(2);
  });

  it('that are none need no thread', async () => {
    const verify = verifyingOn(() => {
      throw new Error('a thread was started');
    });
    expect(await verify([])).toEqual([]);
  });
});
