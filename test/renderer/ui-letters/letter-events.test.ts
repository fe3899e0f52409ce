import { describe, expect, it } from 'vitest';
import { letterEvents } from '../../../renderer/ui/letters/letter-events.ts';
import { makeNames, whenText } from '../../../renderer/ui/office/names.ts';
import {
  dispositionField,
  instructionsOf,
  withDue,
  withRecipient,
  type DispositionDraft,
} from '../../../renderer/ui/dispositions/disposition-draft.ts';
import type { Correction, Letter } from '../../../shared/letters/letter.ts';

const by = { account: 'acc', person: 'p1', position: 'pos' };
const at = (hour: number): string => `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000+07:00`;
const correction = (opId: string, hour: number, field: Correction['field'], was: unknown): Correction => ({
  opId,
  at: at(hour),
  by,
  desk: 'D01',
  field,
  was,
});

describe('the history of a letter', () => {
  const letter = {
    id: 'l',
    subject: 'ketiga',
    attachments: '2 berkas',
    registered: { at: at(8), by, desk: 'D01' },
    facts: [],
    voided: null,
    corrections: [
      correction('o1', 9, 'subject', 'pertama'),
      correction('o1', 9, 'attachments', ''),
      correction('o2', 10, 'subject', 'kedua'),
    ],
  } as unknown as Letter;

  it('shows for every correction the old and the new value, newest first', () => {
    const changes = letterEvents(letter).map((event) => (event.kind === 'correction' ? event.changes : event.kind));
    expect(changes).toEqual([
      [{ field: 'subject', was: 'kedua', became: 'ketiga' }],
      [
        { field: 'subject', was: 'pertama', became: 'kedua' },
        { field: 'attachments', was: '', became: '2 berkas' },
      ],
      'registered',
    ]);
  });
});

describe('the history of a letter that was printed and disposed of', () => {
  const stamp = (id: string, hour: number) => ({ id, at: at(hour), by, desk: 'D01' });
  const print = (id: string, hour: number) => ({ ...stamp(id, hour), kind: 'print', sheet: 'blank', paper: 'A4' });
  const letter = {
    id: 'l',
    registered: { at: at(7), by, desk: 'D01' },
    facts: [
      print('p1', 8),
      print('p2', 9),
      { ...stamp('d1', 10), kind: 'disposition', from: 'kadis', to: [{ position: 'kabid', due: null }], parent: null },
      print('p3', 11),
      { ...stamp('c1', 12), kind: 'complete', of: 'd1', position: 'kabid', text: 'Selesai.' },
    ],
    voided: null,
    corrections: [],
  } as unknown as Letter;

  it('has its dispositions and results, and one line for prints in a row', () => {
    const lines = letterEvents(letter).map((event) => (event.kind === 'print' ? event.times : event.kind));
    expect(lines).toEqual(['complete', 1, 'disposition', 2, 'registered']);
  });
});

describe('names', () => {
  it('show an id that is not known here instead of hiding it', () => {
    const names = makeNames([], [], []);
    expect([names.title('pos-x'), names.short('pos-x'), names.author(by)]).toEqual(['pos-x', 'pos-x', 'acc']);
  });

  it('write wall times in Indonesian, and leave what is none as it is', () => {
    expect(whenText('2026-10-01T00:20:00.000+07:00')).toBe('1 Oktober 2026, 00.20 WIB');
    expect(whenText('kemarin')).toBe('kemarin');
  });
});

describe('a disposition being written', () => {
  const draft: DispositionDraft = { from: 'kadis', to: [], ticked: [], free: '', note: '', date: '2026-11-20' };

  it('is refused at the fields of its form', () => {
    const paths = ['from', 'to', 'to.1.due', 'to.0.position', 'date', 'note', 'instructions.2'];
    expect(paths.map(dispositionField)).toEqual(['from', 'to', 'to', 'to', 'date', 'note', 'free']);
    expect(['parent', 'letterId'].map(dispositionField)).toEqual([null, null]);
  });

  it('lists instructions in the order of the sheet, the free one last and none twice', () => {
    const ticked = ['Arsip', 'Tanggapan dan saran', 'Lama'];
    expect(instructionsOf({ ...draft, ticked, free: ' Segera! ' }, ['Tanggapan dan saran', 'Arsip'])).toEqual([
      'Tanggapan dan saran',
      'Arsip',
      'Lama',
      'Segera!',
    ]);
    expect(instructionsOf({ ...draft, ticked, free: 'Arsip' }, ['Arsip'])).toEqual([
      'Arsip',
      'Tanggapan dan saran',
      'Lama',
    ]);
  });

  it('keeps the due day of a recipient ticked twice', () => {
    const one = withDue(withRecipient([], 'a', true), 'a', '2026-12-01');
    expect(withRecipient(one, 'a', true)).toEqual([{ position: 'a', due: '2026-12-01' }]);
    expect(withRecipient(one, 'a', false)).toEqual([]);
  });
});
