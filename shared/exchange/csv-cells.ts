import { assertNever } from '../result.ts';
import type { Dictionary, Field } from './dictionary.ts';
import type { Cell } from './row-checker.ts';

const wholeNumber = /^-?(?:0|[1-9]\d{0,15})$/;
const anyNumber = /^-?(?:0|[1-9]\d{0,300})(?:\.\d{1,300})?(?:[eE][+-]?\d{1,3})?$/;

/**
 * The value a CSV cell stands for; an empty cell is none. What cannot be read stays the text it is, so that the checker
 * refuses it with its value: nothing is guessed.
 */
export function readCell(field: Field): (text: string) => unknown {
  switch (field.type) {
    case 'string':
    case 'date':
    case 'datetime':
      return (text) => (text === '' ? null : text);
    case 'integer':
      return (text) => (text === '' ? null : wholeNumber.test(text) ? Number(text) : text);
    case 'number':
      return (text) => (text === '' ? null : anyNumber.test(text) ? Number(text) : text);
    case 'boolean':
      // Spreadsheets write them in capitals.
      return (text) => {
        const lower = text.length <= 5 ? text.toLowerCase() : text;
        return text === '' ? null : lower === 'true' ? true : lower === 'false' ? false : text;
      };
    default:
      return assertNever(field.type, 'type of a field');
  }
}

/** The value of a stored cell, as JSON has it. */
export function valueOfCell(field: Field): (cell: Cell) => string | number | boolean | null {
  if (field.type === 'boolean') return (cell) => (cell === null ? null : cell === 1);
  if (field.type === 'number' && field.scale !== undefined) {
    const { scale } = field;
    const factor = 10 ** scale;
    return (cell) => (cell === null ? null : Number(((cell as number) / factor).toFixed(scale)));
  }
  return (cell) => cell;
}

const quoted = /[",\r\n]/;

/** One cell of a CSV text by RFC 4180. */
export const csvCell = (value: string | number | boolean | null): string => {
  if (value === null) return '';
  const text = String(value);
  return quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const csvLine = (values: readonly (string | number | boolean | null)[]): string =>
  `${values.map(csvCell).join(',')}\r\n`;

/** How our CSV is written: Frictionless CSV Dialect. Semicolon and tab are read too, where the header line has them. */
export const csvDialect = {
  delimiter: ',',
  lineTerminator: '\r\n',
  quoteChar: '"',
  doubleQuote: true,
  header: true,
  caseSensitiveHeader: true,
  skipInitialSpace: false,
  encoding: 'utf-8',
} as const;

/** The dictionary as a CSV beside the data, one line for each field, for people and for open data portals. */
export function dictionaryCsv({ fields, primaryKey }: Dictionary): string {
  const head = [
    ...['nama', 'label', 'tipe', 'format', 'panjang_maksimum', 'minimum', 'maksimum', 'wajib', 'kunci', 'nilai'],
    ...['konsep', 'definisi', 'klasifikasi', 'ukuran', 'satuan', 'sumber', 'contoh', 'kode_referensi'],
  ];
  const lines = fields.map((field) => {
    const { constraints: asked, reference } = field;
    return csvLine([
      ...[field.name, field.title, field.type, field.format ?? ''],
      ...[asked.maxLength ?? null, asked.minimum ?? null, asked.maximum ?? null],
      ...[asked.required === true, primaryKey.includes(field.name), (asked.enum ?? []).join('; ')],
      ...[field.konsep, field.definisi, field.klasifikasi, field.ukuran, field.satuan, field.source, field.example],
      reference ? `${reference.scheme} ${reference.version}` : '',
    ]);
  });
  return csvLine(head) + lines.join('');
}
