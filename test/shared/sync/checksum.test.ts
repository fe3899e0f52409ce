import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashRow, partOf, RunningSum, sameSum } from '../../../shared/sync/checksum.ts';

const row = fc.record({
  type: fc.constantFrom('letter', 'letterStub', 'person'),
  id: fc.string({ maxLength: 40 }),
  rv: fc.maxSafeNat(),
});
type Row = { readonly type: string; readonly id: string; readonly rv: number };

function sumOf(rows: readonly Row[]): RunningSum {
  const sum = new RunningSum();
  for (const { type, id, rv } of rows) sum.add(hashRow(type, id, rv));
  return sum;
}

/** The slow reference: one number of 64 bits. */
function truth(rows: readonly Row[]): string {
  const sum = rows.reduce((all, { type, id, rv }) => {
    const { hi, lo } = hashRow(type, id, rv);
    return (all + (BigInt(hi) << 32n) + BigInt(lo)) & 0xffff_ffff_ffff_ffffn;
  }, 0n);
  return sum.toString(16).padStart(16, '0');
}

describe('the sum of a scope', () => {
  it('[L9] is the sum modulo 2^64, in whatever order the documents come', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(sumOf(rows).value).toEqual({ n: rows.length, x: truth(rows) });
        expect(sumOf(rows.toReversed()).value).toEqual(sumOf(rows).value);
      }),
    );
  });

  it('[L9] taking out undoes putting in, and a stored sum continues where it stood', () => {
    fc.assert(
      fc.property(fc.array(row), fc.array(row), (kept, passing) => {
        const sum = sumOf([...passing, ...kept]);
        const again = RunningSum.from(sum.value);
        for (const { type, id, rv } of passing) again.remove(hashRow(type, id, rv));
        expect(again.value).toEqual(sumOf(kept).value);
      }),
    );
  });

  it('[L9] another type, id or version is another sum', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        fc.pre(a.type !== b.type || a.id !== b.id || a.rv !== b.rv);
        expect(sameSum(sumOf([a]).value, sumOf([b]).value)).toBe(false);
      }),
    );
  });

  it('spreads over 256 parts by type and id alone', () => {
    const counts = new Array<number>(256).fill(0);
    for (let i = 0; i < 51_200; i++) {
      const id = `0198c0de-0000-7000-8000-${String(i).padStart(12, '0')}`;
      const part = partOf('letter', id);
      expect(hashRow('letter', id, i).part).toBe(part);
      counts[part] = (counts[part] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(120);
    expect(Math.max(...counts)).toBeLessThan(290);
  });

  it('has no two equal hashes among 200,000 neighbouring documents and versions', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 200_000; i++) {
      const { hi, lo } = hashRow('letter', `letter-${i % 1000}`, Math.floor(i / 1000));
      seen.add(`${hi}:${lo}`);
    }
    expect(seen.size).toBe(200_000);
  });
});
