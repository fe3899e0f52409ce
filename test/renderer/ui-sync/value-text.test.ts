import { describe, expect, it } from 'vitest';
import { fieldText, typedFields, valueText } from '../../../renderer/ui/entry/value-text.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';
import { letterHeader } from '../../../shared/letters/header.ts';

const t = textsOf(makeTexts('id'));
const titles = (id: string) => (id === 'pos-kadis' ? 'Kadis' : null);

describe('a value under "Perlu perhatian"', () => {
  it.each<[string, unknown, string]>([
    ['sender', { agencyId: 'a', name: 'Dinas Sosial' }, 'Dinas Sosial'],
    ['received', { date: '2026-10-08', time: '08:15' }, '08/10/2026 08.15'],
    ['letterDate', '2026-10-08', '08/10/2026'],
    ['letterDate', null, '(kosong)'],
    ['urgency', 'sangat-segera', 'Sangat Segera'],
    ['security', 'rahasia', 'Rahasia'],
    ['addressedTo', ['pos-kadis', 'pos-x'], 'Kadis, pos-x'],
    ['to', [{ position: 'pos-kadis', due: '2026-10-12' }], 'Kadis (12/10/2026)'],
    ['subject', '<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['closed', false, 'Tidak'],
    ['reporter', { name: 'Budi', contact: '0812' }, 'Budi, 0812'],
    ['channel', 'lapor', 'LAPOR!'],
    ['class', 'aspirasi', 'Aspirasi'],
    ['service', 'integrasi-data', 'Pengimplementasian Integrasi dan Interoperabilitas Data'],
  ])('%s %o reads %s', (field, value, text) => expect(valueText(t, field, value, titles)).toBe(text));

  it.each(letterHeader.names)('the field %s has the name of its form', (field) => {
    expect(fieldText(t, field)).not.toBe(field);
  });

  it('shows everything that was typed and no id nobody typed', () => {
    expect(typedFields({ letterId: 'x', of: 'y', position: 'pos-kadis', text: 'Sudah.' })).toEqual([
      ['position', 'pos-kadis'],
      ['text', 'Sudah.'],
    ]);
    expect(typedFields({ letterId: 'x', set: { subject: 'A' } })).toEqual([['subject', 'A']]);
    const act = { on: '2026-10-08', text: 'Sudah.', number: '555/1' };
    expect(typedFields({ complaintId: 'x', act })).toEqual(Object.entries(act));
    expect(typedFields(undefined)).toEqual([]);
  });
});
