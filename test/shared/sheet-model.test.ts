import { describe, expect, it } from 'vitest';
import type { Disposition, Fact } from '../../shared/letters/facts.ts';
import type { Instruction, OfficeIdentity } from '../../shared/office/master.ts';
import type { Holder, Person, Position } from '../../shared/people/people.ts';
import { papers, paperSizes, parafHeight, smallestType } from '../../shared/sheet/paper.ts';
import { sheetModel, type SheetSource } from '../../shared/sheet/sheet-model.ts';
import { aLetter, anAuthor } from '../support/builders.ts';

const office: OfficeIdentity = {
  id: 'office',
  government: 'PEMERINTAH PROVINSI RIAU',
  name: 'DINAS',
  shortName: 'Dinas',
  address: '',
  city: 'Pekanbaru',
  postalCode: '',
  phone: '',
  fax: '',
  email: '',
  websites: [],
  emblem: null,
  headPosition: 'kadis',
};
const holder = (personId: string, from: string, to: string | null, kind: Holder['kind'] = 'definitif'): Holder => ({
  id: `${personId}-${from}`,
  personId,
  kind,
  from,
  to,
});
const position = (id: string, parentId: string | null, order: number, holders: readonly Holder[] = []): Position => ({
  id,
  title: `Kepala ${id}`,
  shortTitle: id,
  unitId: 'u',
  parentId,
  level: '',
  order,
  rights: [],
  holders,
  deputies: [],
  closedOn: null,
});
const person = (id: string): Person => ({ id, name: `Nama ${id}`, nip: '1', rank: 'Pembina' });
const instruction = (id: string, order: number, onSheet = true): Instruction => ({
  id,
  text: id,
  order,
  onSheet,
  closed: false,
});
const disposition = (id: string, from: string, to: string, more: Partial<Disposition> = {}): Disposition => ({
  kind: 'disposition',
  id,
  at: '2026-10-08T10:00:00.000+07:00',
  by: anAuthor,
  desk: 'D01',
  parent: null,
  from,
  to: [{ position: to, due: null }],
  instructions: [],
  note: '',
  date: '2026-10-08',
  handwritten: false,
  ...more,
});

function source(facts: readonly Fact[], more: Partial<SheetSource> = {}): SheetSource {
  return {
    letter: aLetter({ facts }),
    office,
    positions: [
      position('kadis', null, 0, [holder('lama', '2024-01-01', '2026-10-31'), holder('baru', '2026-11-01', null)]),
      position('sekretaris', 'kadis', 2),
      position('aptika', 'kadis', 1),
      position('kasi', 'aptika', 3),
    ],
    persons: [person('lama'), person('baru')],
    instructions: [
      instruction('Proses lebih lanjut', 2),
      instruction('Tanggapan dan saran', 1),
      instruction('Arsip', 3, false),
    ],
    kind: 'filled',
    paper: 'A4',
    signer: 'kadis',
    printId: 'p',
    today: '2026-11-20',
    shortHash: 'abcd1234',
    ...more,
  };
}

describe('the sheet model', () => {
  it('shows who signed then, not who holds the position now', () => {
    expect(sheetModel(source([disposition('d1', 'kadis', 'aptika')])).signer?.name).toBe('Nama lama');
    expect(sheetModel(source([disposition('d1', 'kadis', 'aptika')], { kind: 'blank' })).signer?.name).toBe(
      'Nama baru',
    );
  });

  it("never puts one position's note above another's signature", () => {
    const facts = [disposition('d1', 'kadis', 'aptika', { note: 'dari kadis' })];
    const sheet = sheetModel(source(facts, { signer: 'sekretaris' }));
    expect([sheet.note, sheet.noteNo, sheet.signedOn]).toEqual(['', null, '']);
    expect(sheet.chain.map(({ no, from, note }) => [no, from, note])).toEqual([[1, 'kadis', 'dari kadis']]);
  });

  it('numbers the chain by the rank of each disposition, the noted one included', () => {
    const facts = [disposition('d1', 'kadis', 'aptika'), disposition('d2', 'aptika', 'kasi', { parent: 'd1' })];
    expect(sheetModel(source(facts)).chain.map(({ no }) => no)).toEqual([2]);
    expect(sheetModel(source(facts, { signer: 'aptika' })).chain.map(({ no }) => no)).toEqual([1]);
  });

  it('leaves out what was withdrawn', () => {
    const withdrawn: Fact = { kind: 'withdraw', id: 'w', at: '', by: anAuthor, desk: 'D01', of: 'd1', reason: 'salah' };
    expect(sheetModel(source([disposition('d1', 'kadis', 'aptika', { note: 'salah' }), withdrawn])).note).toBe('');
  });

  it('lists the positions below the signer, ticks the addressed, adds those from elsewhere, and keeps due dates', () => {
    const to = [
      { position: 'aptika', due: '2026-10-12' },
      { position: 'kasi', due: null },
    ];
    const { recipients } = sheetModel(source([disposition('d1', 'kadis', 'aptika', { to })]));
    expect(recipients).toEqual([
      { label: 'aptika', ticked: true, due: '12/10/2026' },
      { label: 'sekretaris', ticked: false, due: null },
      { label: 'kasi', ticked: true, due: null },
    ]);
  });

  it('keeps the due date of every recipient of the chain', () => {
    const to = [
      { position: 'kasi', due: '2026-10-12' },
      { position: 'sekretaris', due: '2026-10-13' },
    ];
    const facts = [disposition('d1', 'kadis', 'aptika'), disposition('d2', 'aptika', 'kasi', { parent: 'd1', to })];
    expect(sheetModel(source(facts)).chain[0]?.to.map(({ due }) => due)).toEqual(['12/10/2026', '13/10/2026']);
  });

  it('ticks every chosen instruction, listed or free', () => {
    const facts = [disposition('d1', 'kadis', 'aptika', { instructions: ['Proses lebih lanjut', 'Hubungi saya'] })];
    expect(sheetModel(source(facts)).instructions.map(({ label, ticked }) => [label, ticked])).toEqual([
      ['Tanggapan dan saran', false],
      ['Proses lebih lanjut', true],
      ['Hubungi saya', true],
    ]);
  });

  it('says nothing of dispositions on a blank sheet and keeps the same room for ticks', () => {
    const facts = [disposition('d1', 'kadis', 'aptika', { note: 'x', instructions: ['Hubungi saya'] })];
    const [blank, filled] = [sheetModel(source(facts, { kind: 'blank' })), sheetModel(source(facts))];
    expect([blank.note, blank.chain, blank.signedOn]).toEqual(['', [], '']);
    expect([...blank.recipients, ...blank.instructions].some(({ ticked }) => ticked)).toBe(false);
    expect(blank.tickRoom).toBe(filled.tickRoom);
  });

  it('marks a voided letter and a number still to come', () => {
    const letter = aLetter({
      agenda: { book: 'SM', year: 2026, no: null, provisional: 'S-D01-14', conflict: false },
      voided: { reason: 'ganda', at: '', by: anAuthor },
    });
    const sheet = sheetModel(source([], { letter, kind: 'blank' }));
    expect([sheet.agendaNumber, sheet.provisional, sheet.voided]).toEqual([null, 'S-D01-14', true]);
  });

  it('reveals nothing of the letter in its code', () => {
    expect(sheetModel(source([])).trace).toBe('LEMBAR:letter-1:p:abcd1234');
  });
});

describe('papers', () => {
  it('leave room on every size for the paraf in the note row, and no type is under 9 pt', () => {
    for (const size of paperSizes) {
      expect(papers[size].noteHeight).toBeGreaterThan(parafHeight + 20);
      expect(papers[size].fontSize).toBeGreaterThanOrEqual(smallestType);
    }
  });
});
