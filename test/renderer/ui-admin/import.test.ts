import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { matchColumns } from '../../../renderer/ui/admin/import-columns.ts';
import { readRows } from '../../../renderer/ui/admin/import-rows.ts';
import { decodeTable, readCsv } from '../../../renderer/ui/entry/read-csv.ts';
import { sections } from '../../../renderer/ui/admin/sections.ts';
import type { MasterDoc, Section } from '../../../renderer/ui/admin/section.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';
import { masterSchemas } from '../../../shared/office/master-args.ts';

const t = textsOf(makeTexts('id'));
const section = (type: Section['type']): Section => {
  const found = sections.find((s) => s.type === type);
  if (!found) throw new Error(type);
  return found;
};

function imported(
  type: Section['type'],
  csv: string,
  known: readonly MasterDoc[] = [],
  refs: readonly MasterDoc[] = [],
) {
  const table = readCsv(csv);
  if (!table) throw new Error('no table');
  let n = 0;
  const match = matchColumns(section(type), table.headers, (field) => t(field.label));
  return readRows({
    section: section(type),
    match,
    rows: table.rows,
    known,
    refs: () => refs,
    wordOf: t,
    newId: () => `new-${++n}`,
  });
}

describe('an import', () => {
  it('reads names of columns as on the form or as stored, commas or semicolons, with a byte order mark', () => {
    expect(imported('agency', '\uFEFFNama;JENIS;code\nDinas Sosial;dinas;kemendagri:14\n')[0]).toMatchObject({
      row: 2,
      state: 'new',
      doc: { name: 'Dinas Sosial', kind: 'dinas', code: 'kemendagri:14', closed: false },
    });
  });

  it('takes the days of a joint decree: dates as they are written, kinds in words, a known day changed', () => {
    const known = [{ id: 'h1', date: '2031-01-01', name: 'Tahun Baru', kind: 'libur-nasional', closed: false }];
    const rows = imported(
      'holiday',
      'Tanggal;Keterangan;Jenis\n1/1/2031;Tahun Baru Masehi;Libur nasional\n2 Mei 2031;Cuti;cuti-bersama\n;Kosong;Libur nasional\n3/5/2031;Lain;libur panjang\n',
      known,
    );
    expect(rows.map(({ state }) => state)).toEqual(['changed', 'new', 'bad', 'bad']);
    expect(rows[0]?.doc).toMatchObject({ id: 'h1', date: '2031-01-01', name: 'Tahun Baru Masehi' });
    expect(rows[1]?.doc).toMatchObject({ date: '2031-05-02', kind: 'cuti-bersama', closed: false });
    expect(rows[2]?.problems).toMatchObject([{ field: { name: 'date' }, code: 'REQUIRED' }]);
    expect(rows[3]?.problems).toMatchObject([
      { field: { name: 'kind' }, code: 'NOT_A_CHOICE', value: 'libur panjang' },
    ]);
  });

  it('names the columns it does not know', () => {
    const match = matchColumns(section('agency'), ['nama', 'telepon'], (field) => t(field.label));
    expect(match.unknown).toEqual(['telepon']);
  });

  it('recognises known documents and keeps what the table does not say', () => {
    const known = [{ id: 'a1', name: 'Dinas Sosial', kind: 'dinas', code: 'x:1', closed: true }];
    const [same, changed] = [
      imported('agency', 'nama,jenis\n dinas  SOSIAL ,dinas', [{ ...known[0], id: 'a1', name: 'dinas SOSIAL' }]),
      imported('agency', 'nama,jenis\ndinas sosial,badan', known),
    ].map((rows) => rows[0]);
    expect(same?.state).toBe('same');
    expect(changed).toMatchObject({ state: 'changed', doc: { id: 'a1', kind: 'badan', code: 'x:1', closed: true } });
  });

  it('names row and field of each mistake and counts rows as a spreadsheet does', () => {
    const rows = imported('instruction', 'instruksi,urutan,onSheet\nProses,satu,ya\n,2,ya\nArsipkan,3,mungkin\n');
    expect(rows.map(({ row, state, problems }) => [row, state, problems.map((p) => [p.field?.name, p.code])])).toEqual([
      [2, 'bad', [['order', 'BAD_NUMBER']]],
      [3, 'bad', [['text', 'REQUIRED']]],
      [4, 'bad', [['onSheet', 'NOT_YES_NO']]],
    ]);
  });

  it('points at the earlier row when one document is in the table twice', () => {
    const rows = imported('agency', 'nama\nDinas Sosial\ndinas sosial\n');
    expect(rows[1]?.problems).toMatchObject([{ code: 'TWICE', row: 2 }]);
  });

  it('finds references by name, also among the rows above', () => {
    const rows = imported('unit', 'nama,unit induk\nDinas,\nBidang Aptika,dinas\nSeksi,Bidang Lain\n');
    expect(rows[1]?.doc['parentId']).toBe(rows[0]?.doc.id);
    expect(rows[2]?.problems).toMatchObject([{ code: 'NOT_FOUND_REF', value: 'Bidang Lain' }]);
  });

  it('reads dates as they are written here', () => {
    const [row] = imported('unit', 'nama,ditutup per tanggal\nBidang Lama,8/10/2026\n');
    expect(row?.doc['closedOn']).toBe('2026-10-08');
  });

  it('names a cell no column is for: a comma without quotes does not cut a name', () => {
    const [row] = imported('agency', 'nama,jenis\nDinas Komunikasi, Informatika dan Statistik,dinas\n');
    expect([row?.row, row?.state, row?.problems.map(({ code, value }) => [code, value])]).toEqual([
      2,
      'bad',
      [['SURPLUS_CELL', 'dinas']],
    ]);
  });

  it('names the row whose quote is never closed, and saves nothing of what it swallowed', () => {
    const rows = imported('agency', 'nama,jenis\nDinas A,dinas\n"Dinas B,dinas\nDinas C,dinas\n');
    expect(rows.map(({ row, state }) => [row, state])).toEqual([
      [2, 'new'],
      [3, 'bad'],
    ]);
    expect(rows[1]?.problems).toContainEqual(expect.objectContaining({ code: 'OPEN_QUOTE', field: null }));
  });

  it('counts blank rows, so that a row is where the spreadsheet shows it', () => {
    const rows = imported('instruction', '\ninstruksi,urutan\n\nProses,1\n,\n\nArsipkan,satu\n');
    expect(rows.map(({ row, state }) => [row, state])).toEqual([
      [4, 'new'],
      [7, 'bad'],
    ]);
  });

  it('leaves what is known where a cell is empty', () => {
    const known = [{ id: 'a1', name: 'Dinas Sosial', kind: 'dinas', code: 'x:1', closed: true }];
    const [row] = imported('agency', 'nama,jenis,kode,ditutup\nDinas Sosial,,,\n', known);
    expect([row?.state, row?.doc]).toMatchObject(['same', { kind: 'dinas', code: 'x:1', closed: true }]);
  });

  it('cleans what the schema cleans: control characters never reach the register', () => {
    const [row] = imported('agency', 'nama\n"Dinas\u0007 <b>Sosial</b>"\n');
    expect(row?.doc['name']).toBe('Dinas <b>Sosial</b>');
  });
});

describe('the text of a table', () => {
  it.each([',', ';', '\t'])(
    'is read with %j between its cells, blank lines and the last line break included',
    (mark) => {
      const text = ['nama', 'jenis'].join(mark) + '\n\n' + ['Dinas Sosial', 'dinas'].join(mark) + '\n\n';
      expect(readCsv(text)).toMatchObject({
        headers: ['nama', 'jenis'],
        rows: [{ row: 3, cells: { nama: 'Dinas Sosial', jenis: 'dinas' }, problems: [] }],
      });
    },
  );

  const bytes = (...codes: number[]): Uint8Array => new Uint8Array(codes);

  it('is read in the encoding it has', () => {
    expect(decodeTable(new TextEncoder().encode('Café “A”'))).toEqual({ text: 'Café “A”', encoding: 'UTF-8' });
    expect(decodeTable(bytes(0x43, 0x61, 0x66, 0xe9, 0x93))).toEqual({ text: 'Café“', encoding: 'Windows-1252' });
    expect(decodeTable(bytes(0xff, 0xfe, 0x41, 0, 0xe9, 0))).toEqual({ text: 'Aé', encoding: 'UTF-16' });
    expect(decodeTable(bytes(0xfe, 0xff, 0, 0x41))).toEqual({ text: 'A', encoding: 'UTF-16' });
  });

  it.each([
    ['a byte that stands for nothing', decodeTable(bytes(0x6e, 0x61, 0x6d, 0x61, 0x0a, 0x44, 0x81)).text],
    ['a character that was lost before', 'nama\nDinas \ufffd\n'],
  ])('with %s makes its row a bad one', (_what, text) => {
    expect(imported('agency', text)[0]?.problems).toContainEqual(expect.objectContaining({ code: 'UNDECODABLE' }));
  });
});

describe.each(sections.map((s) => [s.type, s] as const))('section %s', (type, s) => {
  it('has a field for every member of the document, and no other', () => {
    const shape: Readonly<Record<string, z.ZodType>> = masterSchemas[type].shape;
    const members = Object.keys(shape)
      .filter((name) => name !== 'id')
      .sort();
    expect(s.fields.map(({ name }) => name).sort()).toEqual(members);
    // A new document has what every one has; what it may have comes with a choice.
    const always = members.filter((name) => shape[name]?.safeParse(undefined).success === false);
    expect(Object.keys(s.blank).sort()).toEqual(always);
  });
});
