import { describe, expect, it } from 'vitest';
import type { ImportedEntry } from '../../../renderer/data/office.ts';
import { countsText, letterOf } from '../../../renderer/ui/sync/bundle-words.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';
import type { ResultStatus } from '../../../shared/sync/protocol.ts';

const t = textsOf(makeTexts('id'));
const entry = (status: ResultStatus, seq: number): ImportedEntry => ({
  opId: `op-${seq}`,
  name: 'letter.register',
  at: '',
  args: { letterId: 'l-1' },
  result: { seq, opId: `op-${seq}`, status, rv: null },
});

describe('the way from an entry to its letter', () => {
  it('is there unless the letter was never booked', () => {
    expect(letterOf(entry('flagged', 1))).toBe('l-1');
    expect(letterOf(entry('rejected', 1))).toBeNull();
    expect(letterOf({ ...entry('rejected', 1), name: 'letter.correct' })).toBe('l-1');
    expect(letterOf({ ...entry('rejected', 1), name: 'person.save', args: null })).toBeNull();
  });
});

describe('the result of an import, in words', () => {
  it('counts each kind that occurs, the successful ones first', () => {
    const entries = [entry('rejected', 1), entry('applied', 2), entry('applied', 3), entry('merged', 4)];
    expect(countsText(t, entries)).toBe('2 diterima, 1 digabung, 1 ditolak');
  });

  it('says nothing of kinds that do not occur', () => {
    expect(countsText(t, [])).toBe('');
  });
});
