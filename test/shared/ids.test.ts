import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeIds, uuidv7 } from '../../shared/ids.ts';

const random = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe('an id', () => {
  it('is a UUID of version 7 that begins with its time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), random, (now, bytes) => {
        const id = uuidv7(now, bytes);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now);
      }),
    );
  });

  it('keeps 74 bits of its randomness', () => {
    const all = uuidv7(0, new Uint8Array(10).fill(255));
    expect(all).toBe('00000000-0000-7fff-bfff-ffffffffffff');
  });

  it('differs from one made in the same millisecond', () => {
    let n = 0;
    const ids = makeIds({ now: () => 5 }, (length) => new Uint8Array(length).fill(n++));
    expect(new Set([ids.next(), ids.next(), ids.next()]).size).toBe(3);
  });
});
