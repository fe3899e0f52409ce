import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../shared/sync/operation.ts';
import { fitsAsEntry, jsonFault, largestOperation, operationBounds, utf8Length } from '../../shared/sync/bounds.ts';

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

/** Values and names. */
const valuesOf = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 1;
  const inner = Object.values(value).reduce<number>((sum, one) => sum + valuesOf(one), 0);
  return 1 + inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
};

describe('what is judged of a text before it is parsed', () => {
  it('finds the depth of any JSON, whatever stands in its strings', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.boolean(), (value, spaced) => {
        const text = spaced ? JSON.stringify(value, null, 2) : JSON.stringify(value);
        const depth = depthOf(value);
        expect(jsonFault(text, { depth, values: 1e9 })).toBe(null);
        if (depth > 0) expect(jsonFault(text, { depth: depth - 1, values: 1e9 })).toBe('TOO_DEEP');
      }),
      { numRuns: 200 },
    );
  });

  it('counts every value and name, and none of them more than twice', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        const values = valuesOf(value);
        expect(jsonFault(text, { depth: 100, values: 2 * values })).toBe(null);
        expect(jsonFault(text, { depth: 100, values: values - 1 })).toBe('TOO_MANY');
      }),
      { numRuns: 200 },
    );
  });

  it('reads any text to its end without failing, in time that grows with its length alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect([null, 'TOO_DEEP', 'TOO_MANY']).toContain(jsonFault(text, { depth: 3, values: 20 }));
      }),
      { numRuns: 50 },
    );
    const nested = '['.repeat(1_000_000);
    expect(jsonFault(nested, operationBounds)).toBe('TOO_DEEP');
    // Backslashes in front of every quote: counted once each, not again and again.
    expect(jsonFault(`["${'\\"'.repeat(500_000)}"]`, operationBounds)).toBe(null);
    expect(jsonFault(`["${'\\\\'.repeat(500_000)}"]`, operationBounds)).toBe(null);
  });

  it('counts bytes as UTF-8 does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });

  it('an entry fits up to the last byte', () => {
    const text = (length: number): string => canonicalJson({ args: 'x'.repeat(length - '{"args":""}'.length) });
    expect(fitsAsEntry(text(largestOperation))).toBe(true);
    expect(fitsAsEntry(text(largestOperation + 1))).toBe(false);
    expect(fitsAsEntry(canonicalJson(JSON.parse('{"args":{"__proto__":{}}}')))).toBe(false);
    expect(fitsAsEntry(canonicalJson({ args: '"__proto__":' }))).toBe(true);
    expect(fitsAsEntry(canonicalJson({ args: 'é'.repeat(largestOperation / 2) }))).toBe(false);
  });
});
