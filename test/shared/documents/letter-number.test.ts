import { describe, expect, it } from 'vitest';
import { suggestNumber } from '../../../shared/documents/letter-number.ts';
import { letter, office } from '../../support/document-samples.ts';

const source = { letter, office, date: '2026-11-23', taken: [] };

describe('the suggested number of a document', () => {
  it('is classification, agenda number, office, month in Roman numerals and year', () =>
    expect(suggestNumber(source)).toBe('500.12.16.3/417/DISKOMINFOTIK/XI/2026'));

  it('is another one for the next document of the same case', () =>
    expect(suggestNumber({ ...source, taken: ['500.12.16.3/417/DISKOMINFOTIK/XI/2026'] })).toBe(
      '500.12.16.3/417.2/DISKOMINFOTIK/XI/2026',
    ));

  it('leaves out what is not known instead of inventing it', () => {
    const unnumbered = { ...letter, classification: '', agenda: { ...letter.agenda, no: null } };
    expect(suggestNumber({ ...source, letter: unnumbered })).toBe('DISKOMINFOTIK/XI/2026');
    expect(suggestNumber({ ...source, letter: null })).toBe('DISKOMINFOTIK/XI/2026');
  });
});
