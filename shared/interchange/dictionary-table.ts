import { cellKey, columns, rowKey, type Column, type DraftFields, type DraftValue, type Element } from './draft.ts';
import { columnName } from './from-case.ts';

/** What offices and programs call the columns of a data dictionary; the first is how ours is called when it is exported. */
const headerWords: Readonly<Record<Column, readonly string[]>> = {
  name: [
    'nama',
    'nama elemen',
    'elemen',
    'elemen data',
    'nama kolom',
    'kolom',
    'nama field',
    'field',
    'name',
    'column',
    'variabel',
    'nama variabel',
  ],
  title: ['label', 'judul', 'title', 'nama label'],
  type: ['tipe', 'tipe data', 'type', 'data type', 'jenis', 'jenis data'],
  format: ['format'],
  scale: ['desimal', 'angka desimal', 'skala', 'scale', 'presisi'],
  required: ['wajib', 'wajib isi', 'required', 'mandatory', 'not null'],
  key: ['kunci', 'kunci utama', 'primary key', 'pk', 'key'],
  minLength: ['panjang minimum', 'panjang minimal', 'min length', 'minlength'],
  maxLength: ['panjang maksimum', 'panjang maksimal', 'panjang', 'length', 'max length', 'maxlength', 'size'],
  minimum: ['minimum', 'nilai minimum', 'min'],
  maximum: ['maksimum', 'nilai maksimum', 'maximum', 'max', 'maks'],
  enum: [
    'nilai',
    'nilai yang diperbolehkan',
    'nilai yang diizinkan',
    'daftar nilai',
    'domain',
    'enum',
    'allowed values',
    'aturan',
  ],
  reference: ['kode referensi', 'referensi', 'reference'],
  konsep: ['konsep'],
  definisi: ['definisi', 'uraian', 'deskripsi', 'description', 'keterangan'],
  klasifikasi: ['klasifikasi'],
  ukuran: ['ukuran'],
  satuan: ['satuan', 'unit'],
  source: ['sumber', 'sumber data', 'sistem asal', 'asal', 'source'],
  transform: ['transformasi', 'pengubahan', 'transform'],
  example: ['contoh', 'contoh nilai', 'example', 'sample'],
};

const folded = (text: string): string =>
  text
    .toLocaleLowerCase('id')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A table as a file or a clipboard has it. */
export interface TextTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A dictionary read from a table. */
export interface ReadDictionary {
  readonly elements: readonly Element['cells'][];
  /** Columns of ours that the table has. */
  readonly columns: readonly Column[];
  /** Headers that nothing here is called. */
  readonly unknown: readonly string[];
}

/** Reads the elements of a dictionary out of a table with a header line; a header that says nothing is named, never guessed. */
export function readDictionaryTable({ headers, rows }: TextTable): ReadDictionary {
  const taken = new Map<Column, number>();
  const unknown: string[] = [];
  for (const [at, header] of headers.entries()) {
    if (header.trim() === '') continue;
    const column = columns.find((one) => headerWords[one].includes(folded(header)));
    if (column === undefined || taken.has(column)) unknown.push(header.trim());
    else taken.set(column, at);
  }
  const elements = rows.flatMap((row): readonly Element['cells'][] => {
    const cells = [...taken].map(([column, at]) => [column, row[at]?.trim() ?? ''] as const);
    const own = Object.fromEntries(cells.filter(([, text]) => text !== '')) as Partial<Record<Column, string>>;
    if (Object.keys(own).length === 0) return [];
    // A name with spaces or capitals becomes one that an address and a table can have; what was written is its label.
    const { name, title } = own;
    if (name === undefined || /^[a-z][a-z0-9_]*$/.test(name)) return [own];
    return [{ ...own, name: columnName(name), title: title ?? name }];
  });
  return { elements, columns: [...taken.keys()], unknown };
}

/** What bringing elements into a draft sets. */
export interface Brought {
  readonly set: DraftFields;
  readonly added: number;
  readonly changed: number;
}

/**
 * Brings elements into those of a draft: one with a name that is there gets the cells it states, everything else comes
 * after the last. Nothing is removed, and an empty cell overwrites nothing.
 */
export function bringElements(
  present: readonly Element[],
  elements: readonly Element['cells'][],
  newId: () => string,
): Brought {
  const byName = new Map(present.map((one) => [one.cells.name?.trim() ?? '', one] as const));
  const set: Record<string, DraftValue> = {};
  let place = present.at(-1)?.place ?? 0;
  const counted = { added: 0, changed: 0 };
  for (const cells of elements) {
    const known = cells.name === undefined || cells.name === '' ? undefined : byName.get(cells.name);
    const id = known?.id ?? newId();
    if (!known) {
      set[rowKey(id)] = ++place;
      counted.added++;
    }
    const changes = Object.entries(cells).filter(([column, text]) => known?.cells[column as Column] !== text);
    for (const [column, text] of changes) set[cellKey(id, column as Column)] = text;
    if (known && changes.length > 0) counted.changed++;
  }
  return { set, ...counted };
}

/** What pasting a block of cells sets: from a cell on to the right and down, with new elements below the last one. */
export function pasteCells(
  present: readonly Element[],
  at: { readonly row: number; readonly column: number },
  block: readonly (readonly string[])[],
  newId: () => string,
): DraftFields {
  const set: Record<string, DraftValue> = {};
  let place = present.at(-1)?.place ?? 0;
  for (const [down, texts] of block.entries()) {
    const known = present[at.row + down];
    const id = known?.id ?? newId();
    if (!known) set[rowKey(id)] = ++place;
    for (const [right, text] of texts.entries()) {
      const column = columns[at.column + right];
      if (column !== undefined) set[cellKey(id, column)] = text.trim();
    }
  }
  return set;
}

/** What pasting sets: a dictionary with its header line is read by its headers, everything else as cells from there on. */
export function pasteBlock(
  present: readonly Element[],
  at: { readonly row: number; readonly column: number },
  block: readonly (readonly string[])[],
  newId: () => string,
): DraftFields {
  const [headers = [], ...rows] = block;
  const read = readDictionaryTable({ headers, rows });
  const isDictionary = rows.length > 0 && read.columns.includes('name') && read.columns.length > 1;
  return isDictionary ? bringElements(present, read.elements, newId).set : pasteCells(present, at, block, newId);
}

/** The cells of a text that a spreadsheet copied: tabs and lines, a cell with either of them in quotes. */
export function readClipboard(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      let end = at + 1;
      for (; end < text.length; end++) {
        if (text[end] !== '"') continue;
        if (text[end + 1] !== '"') break;
        end++;
      }
      const after = text[end + 1];
      // A quote that closes nothing is a character like others.
      if (end < text.length && (after === undefined || /[\t\r\n]/.test(after))) {
        cell = text.slice(at + 1, end).replaceAll('""', '"');
        at = end + 1;
      }
    }
    const rest = /^[^\t\r\n]*/.exec(text.slice(at))?.[0] ?? '';
    cell += rest;
    at += rest.length;
    row.push(cell);
    if (text[at] === '\t') {
      at++;
      if (at >= text.length) row.push('');
      continue;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}
