import { describe, expect, it } from 'vitest';
import { proposedKind, proposedPaper, proposedSigner, sheetHints } from '../../../renderer/ui/print/sheet-choice.ts';
import type { Fact } from '../../../shared/letters/facts.ts';
import { aLetter, anAuthor } from '../../support/builders.ts';

const issued: Fact = {
  kind: 'disposition',
  id: 'd1',
  at: '',
  by: anAuthor,
  desk: 'D01',
  parent: null,
  from: 'sekretaris',
  to: [{ position: 'aptika', due: null }],
  instructions: [],
  note: '',
  date: '2026-10-08',
  handwritten: false,
};
const fresh = aLetter();
const disposed = aLetter({ facts: [issued] });

describe('what the print dialog proposes', () => {
  it('is the blank sheet until there is a disposition', () => {
    expect([proposedKind(fresh), proposedKind(disposed)]).toEqual(['blank', 'filled']);
  });

  it('is the writer of the first disposition as signer of a filled sheet, else the setting of this PC, else the head', () => {
    expect(proposedSigner(disposed, 'filled', 'pc', 'head')).toBe('sekretaris');
    expect(proposedSigner(disposed, 'blank', 'pc', 'head')).toBe('pc');
    expect(proposedSigner(fresh, 'filled', null, 'head')).toBe('head');
  });

  it('is A4 when the setting names no paper of ours', () => {
    expect([proposedPaper('A5'), proposedPaper('Letter'), proposedPaper(undefined)]).toEqual(['A5', 'A4', 'A4']);
  });
});

describe('what the dialog warns of', () => {
  it('names a number to come, a filled sheet without dispositions, and a signer who wrote none', () => {
    const numberless = { ...fresh, agenda: { ...fresh.agenda, no: null } };
    expect(sheetHints(numberless, 'blank', 'head')).toEqual(['numberToCome']);
    expect(sheetHints(fresh, 'filled', 'head')).toEqual(['nothingToFill']);
    expect(sheetHints(disposed, 'filled', 'head')).toEqual(['otherSigner']);
    expect(sheetHints(disposed, 'filled', 'sekretaris')).toEqual([]);
  });
});
