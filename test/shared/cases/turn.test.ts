import { describe, expect, it } from 'vitest';
import { turnOf } from '../../../shared/cases/case-line.ts';

const record = (step: string, round: number, aside = false) => ({ step, round, aside });

describe('which time a step is done', () => {
  const records = [record('periksa', 1), record('bangun', 1), record('periksa', 2), record('uji', 2, true)];

  it('is the second for one that was done in an earlier round', () => {
    expect(turnOf({ records }, 'bangun', 2)).toBe(2);
  });

  it('is the first for one that a returned case reaches for the first time', () => {
    expect(turnOf({ records }, 'serah-terima', 3)).toBe(1);
  });

  it('is not raised by a record that does not count', () => expect(turnOf({ records }, 'uji', 3)).toBe(1));
});
