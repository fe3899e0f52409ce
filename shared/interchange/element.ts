import {
  fieldSchema,
  fieldTypes,
  textFormats,
  type Field,
  type FieldType,
  type TextFormat,
} from '../exchange/dictionary.ts';
import type { RefusalCode } from '../refusal.ts';
import type { Column, Element } from './draft.ts';

/** What cannot be accepted of a cell. */
export interface CellFault {
  readonly column: Column;
  readonly code: RefusalCode;
}

/** An element of the dictionary as it was read: null while something of it cannot be. */
export interface ReadElement {
  readonly field: Field | null;
  readonly isKey: boolean;
  readonly faults: readonly CellFault[];
}

/** How offices write the types; the first word of each is how the program writes them. */
export const typeWords: Readonly<Record<FieldType, readonly [string, ...string[]]>> = {
  string: ['teks', 'string', 'text', 'varchar', 'char', 'karakter'],
  integer: ['bilangan bulat', 'integer', 'int', 'bigint', 'bulat'],
  number: ['bilangan', 'number', 'numeric', 'decimal', 'desimal', 'angka', 'float', 'double'],
  boolean: ['ya/tidak', 'boolean', 'bool', 'logika'],
  date: ['tanggal', 'date'],
  datetime: ['waktu', 'datetime', 'timestamp', 'tanggal dan waktu'],
};
/** The formats of a text, as they are called here and by programs. */
const formatWords: Readonly<Record<TextFormat, readonly [string, ...string[]]>> = {
  email: ['surel', 'email', 'e-mail'],
  uri: ['alamat web', 'uri', 'url'],
  uuid: ['uuid'],
  digits: ['angka', 'digits', 'numerik'],
};
const yesWords = ['ya', 'y', 'yes', 'true', 'benar', 'wajib', 'v', 'x', '1', 'pk'];
const noWords = ['', 'tidak', 't', 'n', 'no', 'false', 'salah', '-', '0', 'opsional'];

export const yes = 'ya';

const folded = (text: string): string => text.trim().toLocaleLowerCase('id');

/** The type a cell names; null: none. */
export function readType(text: string): FieldType | null {
  const word = folded(text);
  return fieldTypes.find((type) => typeWords[type].includes(word)) ?? null;
}

/** Whether a cell says yes; null: it says neither. */
export function readYes(text: string): boolean | null {
  const word = folded(text);
  return yesWords.includes(word) ? true : noWords.includes(word) ? false : null;
}

/** Thousands are parted by points, decimals by a comma; no thousands begin with a nought: `0.125` is a program's. */
const local = /^-?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?(?:e[+-]?\d+)?$/i;
const plain = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** A number as it is typed in Indonesia or written by a program; null: none. `1.500` is fifteen hundred. */
export function readNumber(text: string): number | null {
  const given = text.trim().replaceAll(/\s/g, '');
  const number = local.test(given) ? Number(given.replaceAll('.', '').replace(',', '.')) : Number(given);
  return (local.test(given) || plain.test(given)) && Number.isFinite(number) ? number : null;
}

/** A number as {@link readNumber} reads it again. */
const numberText = (value: number): string => String(value).replace('.', ',');

/** The entries of a cell that is a list. */
export const readList = (text: string): readonly string[] =>
  text
    .split(/[;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** Where a part of a field is typed. */
const columnOf: Readonly<Record<string, Column>> = {
  name: 'name',
  title: 'title',
  type: 'type',
  format: 'format',
  scale: 'scale',
  'constraints.required': 'required',
  'constraints.minLength': 'minLength',
  'constraints.maxLength': 'maxLength',
  'constraints.minimum': 'minimum',
  'constraints.maximum': 'maximum',
  'constraints.enum': 'enum',
  reference: 'reference',
  konsep: 'konsep',
  definisi: 'definisi',
  klasifikasi: 'klasifikasi',
  ukuran: 'ukuran',
  satuan: 'satuan',
  source: 'source',
  example: 'example',
};

/** The column that a path into a field is about. */
export const columnAt = (path: readonly PropertyKey[]): Column =>
  columnOf[path.slice(0, 2).join('.')] ?? columnOf[String(path[0])] ?? 'name';

const wordy = ['title', 'konsep', 'definisi', 'klasifikasi', 'ukuran', 'satuan', 'source', 'example'] as const;
const counts = ['scale', 'minLength', 'maxLength'] as const;
const bounds = ['minimum', 'maximum'] as const;

/** The version of the codes is the last word: `wilayah-riau 2025`. */
export function readReference(text: string): { readonly scheme: string; readonly version: string } | null {
  const found = /^(\S+)\s+(\S+)$/.exec(text.trim());
  return found ? { scheme: found[1] ?? '', version: found[2] ?? '' } : null;
}

/** Reads an element out of its cells: the field it makes, or everything that stands in its way. */
export function readElement({ cells }: Pick<Element, 'cells'>): ReadElement {
  const faults: CellFault[] = [];
  const fault = (column: Column, code: RefusalCode): void => void faults.push({ column, code });
  const cell = (column: Column): string => cells[column]?.trim() ?? '';
  const type = readType(cell('type'));
  if (type === null) fault('type', cell('type') === '' ? 'REQUIRED' : 'NOT_A_CHOICE');
  const format = textFormats.find((one) => formatWords[one].includes(folded(cell('format'))));
  if (cell('format') !== '' && format === undefined) fault('format', 'NOT_A_CHOICE');
  const [required, key] = [readYes(cell('required')), readYes(cell('key'))];
  if (required === null) fault('required', 'NOT_YES_NO');
  if (key === null) fault('key', 'NOT_YES_NO');
  const number = (column: Column, whole: boolean): number | undefined => {
    if (cell(column) === '') return undefined;
    const read = readNumber(cell(column));
    if (read !== null && (!whole || Number.isSafeInteger(read))) return read;
    fault(column, 'BAD_NUMBER');
    return undefined;
  };
  const numbers = Object.fromEntries([
    ...counts.map((column) => [column, number(column, true)] as const),
    ...bounds.map((column) => [column, number(column, false)] as const),
  ]) as Partial<Record<(typeof counts)[number] | (typeof bounds)[number], number | undefined>>;
  const listed = readList(cell('enum'));
  const values = type === 'integer' ? listed.map((one) => readNumber(one) ?? one) : listed;
  const reference = readReference(cell('reference'));
  if (cell('reference') !== '' && reference === null) fault('reference', 'INVALID');

  const { scale, ...limits } = numbers;
  const constraints = {
    ...(required === true || key === true ? { required: true } : {}),
    ...Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined)),
    ...(values.length > 0 ? { enum: values } : {}),
  };
  const read = fieldSchema.safeParse({
    name: cell('name'),
    ...Object.fromEntries(wordy.map((column) => [column, cell(column)])),
    type: type ?? 'string',
    ...(format === undefined ? {} : { format }),
    ...(scale === undefined ? {} : { scale }),
    constraints,
    ...(reference ? { reference } : {}),
  });
  for (const { path, code } of read.error?.issues ?? []) {
    const column = columnAt(path);
    // Of a cell that cannot be read, or of a type nobody knows yet, nothing more is said.
    if (faults.some((known) => known.column === column) || (type === null && code === 'custom')) continue;
    fault(
      column,
      cell(column) === '' ? 'REQUIRED' : code === 'too_big' && wordyColumn(column) ? 'TOO_LONG' : 'INVALID',
    );
  }
  return { field: faults.length === 0 && read.success ? read.data : null, isKey: key === true, faults };
}

const wordyColumn = (column: Column): boolean => wordy.some((one) => one === column);

/** The cells that write a field, as the program writes them. */
export function cellsOf(field: Field, isKey: boolean, transform = ''): Element['cells'] {
  const { constraints: asked, reference } = field;
  const shown = (value: number | undefined): string => (value === undefined ? '' : numberText(value));
  const cells: Record<Column, string> = {
    name: field.name,
    title: field.title,
    type: typeWords[field.type][0],
    format: field.format === undefined ? '' : formatWords[field.format][0],
    scale: shown(field.scale),
    required: asked.required === true ? yes : '',
    key: isKey ? yes : '',
    minLength: shown(asked.minLength),
    maxLength: shown(asked.maxLength),
    minimum: shown(asked.minimum),
    maximum: shown(asked.maximum),
    enum: (asked.enum ?? []).join('; '),
    reference: reference ? `${reference.scheme} ${reference.version}` : '',
    konsep: field.konsep,
    definisi: field.definisi,
    klasifikasi: field.klasifikasi,
    ukuran: field.ukuran,
    satuan: field.satuan,
    source: field.source,
    transform,
    example: field.example,
  };
  return Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
}
