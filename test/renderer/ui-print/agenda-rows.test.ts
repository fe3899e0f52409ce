import { describe, expect, it } from 'vitest';
import { agendaRow, byAgendaNumber } from '../../../renderer/ui/letters/agenda-rows.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { aLetter, anAuthor } from '../../support/builders.ts';
import { lineOf } from '../../support/fake-office.ts';

const t = textsOf(makeTexts('id'));
const row = (letter: Letter) => agendaRow(lineOf(letter), letter, t, (id) => `jabatan ${id}`);

describe('a row of the printed agenda book', () => {
  it('shows what the book asks for, dates day first and the hour with a dot', () => {
    const letter = aLetter({
      facts: [
        { kind: 'forward', id: 'f', at: '2026-10-08T23:30:00.000+07:00', by: anAuthor, desk: 'D01', to: 'kadis' },
      ],
    });
    expect(row(letter)).toMatchObject({
      no: '417/2026',
      received: '08/10/2026 09.15',
      letterDate: '05/10/2026',
      sender: 'Bappeda Provinsi Riau',
      attachments: '1 (satu) berkas',
      nature: 'Biasa',
      forwardedTo: 'jabatan kadis',
      forwardedOn: '08/10/2026',
    });
  });

  it('shows of a secret letter number, dates and the word alone, whoever may read it', () => {
    for (const security of ['rahasia', 'sangat-rahasia'] as const) {
      const { id: _id, ...shown } = row(aLetter({ security, remark: 'jangan', subject: 'isi' }));
      expect(
        Object.values(shown)
          .filter((text) => text !== '')
          .sort(),
      ).toEqual(
        [
          '05/10/2026',
          '08/10/2026 09.15',
          '417/2026',
          'Rahasia',
          security === 'rahasia' ? 'Rahasia' : 'Sangat Rahasia',
        ].sort(),
      );
    }
  });

  it('shows the stub of a letter that is not at this desk', () => {
    const line = { ...lineOf(aLetter({ security: 'rahasia' })), hidden: true, subject: '', sender: '' };
    expect(agendaRow(line, null, t, String)).toMatchObject({ no: '417/2026', subject: 'Rahasia', sender: '' });
  });

  it('keeps a voided entry, with its reason', () => {
    expect(row(aLetter({ voided: { reason: 'Salah catat', at: '', by: anAuthor } })).remark).toBe('Batal: Salah catat');
  });
});

describe('the order of the book', () => {
  it('is that of the numbers, those still to come at the end', () => {
    const lines = [3, null, 1, 20].map((no, i) => {
      const letter = aLetter({ id: `l${i}` });
      return lineOf({ ...letter, agenda: { ...letter.agenda, no } });
    });
    expect([...lines].sort(byAgendaNumber).map(({ agenda }) => agenda.no)).toEqual([1, 3, 20, null]);
  });
});
