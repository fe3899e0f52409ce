import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { dictionaryCsv } from '../../../shared/exchange/csv-cells.ts';
import {
  bringElements,
  pasteBlock,
  pasteCells,
  readClipboard,
  readDictionaryTable,
} from '../../../shared/interchange/dictionary-table.ts';
import { draftOf, readDraft, type Element } from '../../../shared/interchange/draft.ts';
import { proposeElements } from '../../../shared/interchange/propose-types.ts';
import { readContract } from '../../../shared/interchange/to-contract.ts';
import { partsOf } from '../../../shared/interchange/to-contract.ts';
import { aContract, peopleDictionary } from '../../support/exchange-samples.ts';

const tableOf = (csv: string) => {
  const [headers = [], ...rows] = Papa.parse<string[]>(csv, { skipEmptyLines: true }).data;
  return { headers, rows };
};
let made = 0;
const newId = (): string => `n${++made}`;
const element = (id: string, place: number, cells: Element['cells']): Element => ({ id, place, cells });

describe('a dictionary in a table', () => {
  it('that the centre gave out is the dictionary again', () => {
    const read = readDictionaryTable(tableOf(dictionaryCsv(peopleDictionary)));
    expect(read.unknown).toEqual([]);
    const contract = aContract();
    const scaled = read.elements.map((cells) => (cells.name === 'anggaran' ? { ...cells, scale: '2' } : cells));
    const draft = readDraft(draftOf(scaled, partsOf(contract), newId));
    const { request, version } = contract.identity;
    expect(readContract(draft, { request, version }).contract?.dictionary).toEqual(peopleDictionary);
  });

  it('is read by the words of offices, and a header nobody knows is named', () => {
    const read = readDictionaryTable({
      headers: ['No', 'Nama Kolom', 'Tipe Data', 'Panjang', 'Keterangan', 'PK'],
      rows: [
        ['1', 'NIK Pegawai', 'varchar', '16', 'Nomor induk', 'v'],
        ['', '', '', '', '', ''],
      ],
    });
    expect(read.unknown).toEqual(['No']);
    expect(read.elements).toEqual([
      {
        name: 'nik_pegawai',
        title: 'NIK Pegawai',
        type: 'varchar',
        maxLength: '16',
        definisi: 'Nomor induk',
        key: 'v',
      },
    ]);
  });

  it('changes elements of the same name, adds the others after the last, and removes nothing', () => {
    const present = [
      element('a', 1, { name: 'nik', title: 'NIK', satuan: 'orang' }),
      element('b', 5, { name: 'nama' }),
    ];
    const brought = bringElements(present, [{ name: 'nik', title: 'NIK penduduk' }, { name: 'umur' }], () => 'c');
    expect(brought).toEqual({
      set: { 'cell:a:title': 'NIK penduduk', 'row:c': 6, 'cell:c:name': 'umur' },
      added: 1,
      changed: 1,
    });
  });
});

describe('cells from a spreadsheet', () => {
  it('fill from the cell on to the right and down, with new elements below', () => {
    const present = [element('a', 1, { name: 'nik' }), element('b', 2, { name: 'nama' })];
    expect(pasteCells(present, { row: 1, column: 1 }, [['Nama', ' teks '], ['Umur']], () => 'c')).toEqual({
      'cell:b:title': 'Nama',
      'cell:b:type': 'teks',
      'row:c': 3,
      'cell:c:title': 'Umur',
    });
  });

  it('with a header line are a dictionary, wherever they are pasted', () => {
    const block = [
      ['Tipe', 'Nama'],
      ['teks', 'nik'],
    ];
    expect(pasteBlock([], { row: 0, column: 5 }, block, () => 'a')).toEqual({
      'row:a': 1,
      'cell:a:type': 'teks',
      'cell:a:name': 'nik',
    });
    expect(pasteBlock([], { row: 0, column: 0 }, [['nik', 'NIK']], () => 'a')).toMatchObject({ 'cell:a:title': 'NIK' });
  });

  it('are read with their tabs, lines and quotes', () => {
    expect(readClipboard('a\tb\r\nc\t\r\n')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
    expect(readClipboard('"dua\nbaris"\t"kata ""sandi"""')).toEqual([['dua\nbaris', 'kata "sandi"']]);
    expect(readClipboard('"tanpa penutup\tb')).toEqual([['"tanpa penutup', 'b']]);
  });

  it('come as they were copied, whatever is in them', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\n', '\t', ';', ' ') });
    const quoted = (text: string): string => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
        // A spreadsheet ends the last line as well.
        const copied = rows.map((row) => `${row.map(quoted).join('\t')}\n`).join('');
        expect(readClipboard(copied)).toEqual(rows);
      }),
    );
  });
});

describe('types proposed from a sample', () => {
  const typeOf = (...values: readonly string[]) =>
    proposeElements({ headers: ['Kolom'], rows: values.map((value) => [value]) })[0]?.cells;

  it('are text for whatever is a code and looks like a number', () => {
    expect(typeOf('14.01', '14.10')?.type).toBe('teks');
    expect(typeOf('14.01', '14.71')?.type).toBe('bilangan');
    expect(typeOf('1', '02')?.type).toBe('teks');
    expect(typeOf('1471010101010001')?.type).toBe('teks');
    expect(typeOf('1', '2')?.type).toBe('bilangan bulat');
    expect(typeOf('1.25', '3')).toMatchObject({ type: 'bilangan', scale: '2' });
    expect(typeOf('2026-11-30')?.type).toBe('tanggal');
    expect(typeOf('2026-02-30')?.type).toBe('teks');
    expect(typeOf('true', 'FALSE')?.type).toBe('ya/tidak');
  });

  it('look at every row, to the last', () => {
    const rows = [...Array.from({ length: 5000 }, (_, i) => [String(i)]), ['belum ada']];
    expect(proposeElements({ headers: ['Jumlah'], rows })[0]?.cells).toMatchObject({ name: 'jumlah', type: 'teks' });
  });

  it('say what is required, what is the key and what is a list', () => {
    const rows = Array.from({ length: 30 }, (_, i) => [
      `A-${i}`,
      i % 2 === 0 ? 'kota' : 'kabupaten',
      i === 3 ? '' : 'x',
    ]);
    const [code, kind, remark] = proposeElements({ headers: ['Kode Wilayah', 'Jenis', 'Catatan', ''], rows });
    expect(code).toMatchObject({ cells: { name: 'kode_wilayah', key: 'ya', required: 'ya' }, seen: 30, empty: 0 });
    expect(kind?.cells).toMatchObject({ enum: 'kabupaten; kota', required: 'ya' });
    expect(remark).toMatchObject({ empty: 1 });
    expect(remark?.cells.required).toBeUndefined();
  });
});
