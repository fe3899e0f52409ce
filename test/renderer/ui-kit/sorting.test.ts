import { describe, expect, it } from 'vitest';
import { keepSorting, nextSorting, sortingIn, sortLines, type SortValues } from '../../../renderer/ui/kit/sorting.ts';

interface Line {
  readonly name: string | null;
  readonly no: number;
}
const values: SortValues<Line, 'name' | 'no'> = { name: ({ name }) => name, no: ({ no }) => no };
const lines: readonly Line[] = [
  { name: 'b', no: 10 },
  { name: null, no: 2 },
  { name: 'a', no: 9 },
  { name: '', no: 1 },
  { name: 'a', no: 3 },
];
const numbers = (found: readonly Line[]): readonly number[] => found.map(({ no }) => no);

describe('a list sorted by a column', () => {
  it('has its own order without one', () => {
    expect(sortLines(lines, null, values)).toBe(lines);
  });

  it('rises and falls by number, not by digit', () => {
    expect(numbers(sortLines(lines, { by: 'no', falling: false }, values))).toEqual([1, 2, 3, 9, 10]);
    expect(numbers(sortLines(lines, { by: 'no', falling: true }, values))).toEqual([10, 9, 3, 2, 1]);
  });

  it('has lines without a value last either way, and equal ones in their own order', () => {
    expect(numbers(sortLines(lines, { by: 'name', falling: false }, values))).toEqual([9, 3, 10, 2, 1]);
    expect(numbers(sortLines(lines, { by: 'name', falling: true }, values))).toEqual([10, 9, 3, 2, 1]);
  });

  it('rises, falls and has its own order again by one head; another head begins with rising', () => {
    const rising = nextSorting(null, 'no');
    const falling = nextSorting(rising, 'no');
    expect([rising, falling, nextSorting(falling, 'no')]).toEqual([
      { by: 'no', falling: false },
      { by: 'no', falling: true },
      null,
    ]);
    expect(nextSorting<string>(falling, 'name')).toEqual({ by: 'name', falling: false });
  });

  it.each([
    ['no', { by: 'no', falling: false }],
    ['-no', { by: 'no', falling: true }],
    ['--no', null],
    ['size', null],
    ['', null],
  ] as const)('is read from the address: %j', (text, sorting) => {
    expect(sortingIn(text, ['name', 'no'])).toEqual(sorting);
  });

  it('stays in the address of another filter', () => {
    const kept = keepSorting(new URLSearchParams('cari=rapat'), new URLSearchParams('cari=r&urut=-no&baris=4'));
    expect(kept.toString()).toBe('cari=rapat&urut=-no');
    expect(keepSorting(new URLSearchParams(), new URLSearchParams()).size).toBe(0);
  });
});
