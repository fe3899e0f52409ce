import { describe, expect, it } from 'vitest';
import { highestNumbers } from '../../../renderer/data/highest-numbers.ts';
import { makeLetterIndex } from '../../../renderer/data/letter-index.ts';
import { lineFor } from '../../../renderer/data/letter-line.ts';
import type { LetterLine } from '../../../renderer/data/office.ts';
import { aLetter } from '../../support/builders.ts';

const line = (id: string, year: number, no: number | null, conflict = false): LetterLine =>
  lineFor('letter', aLetter({ id, agenda: { book: 'SM', year, no, provisional: null, conflict } }), 1) as LetterLine;

describe('the highest numbers seen', () => {
  it('[N4] are those of each book, in packs and in rows; one without a number or in dispute does not count', () => {
    const index = makeLetterIndex();
    index.load('letter', [line('a', 2025, 900), line('b', 2026, 17), line('c', 2026, null)], 'office|000000');
    index.put('letter', line('d', 2026, 19), null);
    index.put('letter', line('e', 2026, 800, true), null);
    expect(highestNumbers(index)).toEqual([
      { book: 'SM', year: 2025, no: 900 },
      { book: 'SM', year: 2026, no: 19 },
    ]);
  });
});
