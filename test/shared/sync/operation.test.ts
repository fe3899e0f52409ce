import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalJson,
  chainStart,
  hashOperation,
  operationSchema,
  type Operation,
} from '../../../shared/sync/operation.ts';

const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const operation: Operation = {
  opId: 'op-1',
  desk: 'desk-1',
  inc: 0,
  seq: 1,
  prev: chainStart,
  hash: '',
  name: 'letter.file',
  v: 1,
  by: { account: 'acc', person: null, position: null },
  at: { wall: '2026-10-08T09:15:00.000+07:00', skewMs: null },
  epoch: null,
  base: { 'letter:1': 4 },
  args: { letterId: '1', reason: 'tembusan' },
  agenda: null,
};

/** The same value with every object's keys in another order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, v]) => [key, reordered(v)]),
  );
}

describe('canonical JSON', () => {
  it('is the same text whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(reordered(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it('says the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is the same before and after a journey as JSON, undefined fields and all', () => {
    const value = { b: undefined, a: [undefined, 1], c: { d: null, e: -0 } };
    expect(canonicalJson(value)).toBe(canonicalJson(JSON.parse(JSON.stringify(value))));
  });
});

describe("[P2] an operation's hash", () => {
  it('does not depend on the hash that stands in it', () => {
    const signed: Operation = { ...operation, hash: 'x' };
    expect(hashOperation(signed, digest)).toBe(hashOperation(operation, digest));
  });

  it.each([
    ['opId', 'op-2'],
    ['desk', 'desk-2'],
    ['inc', 1],
    ['seq', 2],
    ['prev', 'other'],
    ['name', 'letter.void'],
    ['v', 2],
    ['by', { account: 'other', person: null, position: null }],
    ['at', { wall: '2026-10-08T09:16:00.000+07:00', skewMs: null }],
    ['epoch', 'e1'],
    ['base', { 'letter:1': 5 }],
    ['args', { letterId: '1', reason: 'lain' }],
    ['agenda', { book: 'SM', year: 2026, no: 1, lease: 'l', provisional: null }],
  ] as const)('covers %s', (field, value) => {
    expect(hashOperation({ ...operation, [field]: value }, digest)).not.toBe(hashOperation(operation, digest));
  });

  it('covers a field of a newer version, too', () => {
    expect(hashOperation({ ...operation, later: 1 } as Operation, digest)).not.toBe(hashOperation(operation, digest));
  });
});

describe('the schema of an operation', () => {
  it('takes an operation and gives it back unchanged', () =>
    expect(operationSchema.parse(operation)).toEqual(operation));

  it.each([
    { seq: 0 },
    { seq: 1.5 },
    { inc: -1 },
    { opId: '' },
    { name: '' },
    { v: 0 },
    { by: null },
    { base: { a: -1 } },
    { agenda: { book: 'SM', year: 2026, no: 0, lease: null, provisional: null } },
  ])('refuses %j', (part) => expect(operationSchema.safeParse({ ...operation, ...part }).success).toBe(false));
});
