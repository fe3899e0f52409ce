import type { RuleName } from './field-rules.ts';
import type { Fault } from './row-checker.ts';

type Limit = string | number | null;
const typeWords: Readonly<Record<string, string>> = {
  string: 'teks dalam tanda kutip',
  integer: 'bilangan bulat tanpa pemisah ribuan',
  number: 'bilangan dengan titik sebagai tanda desimal',
  boolean: 'true atau false',
  date: 'tanggal dengan bentuk 2026-11-30',
  datetime: 'waktu dengan bentuk 2026-11-30T08:15:00+07:00',
  email: 'alamat surel',
  uri: 'alamat yang diawali http:// atau https://',
  uuid: 'UUID',
  digits: 'deretan angka 0 sampai 9',
};
const typeWord = (limit: Limit): string => typeWords[String(limit)] ?? String(limit);

/** What each rule says to a programmer at another agency; the program's own screens have their catalogue. */
const sentences: Readonly<Record<RuleName, (limit: Limit) => string>> = {
  required: () => 'Kolom ini wajib diisi.',
  type: (limit) => `Nilai harus berupa ${typeWord(limit)}.`,
  format: (limit) => `Nilai harus berupa ${typeWord(limit)}.`,
  minLength: (limit) => `Panjang nilai paling sedikit ${limit} karakter.`,
  maxLength: (limit) => `Panjang nilai paling banyak ${limit} karakter.`,
  minimum: (limit) => `Nilai paling kecil ${limit}.`,
  maximum: (limit) => `Nilai paling besar ${limit}.`,
  scale: (limit) => `Angka di belakang koma paling banyak ${limit}.`,
  enum: (limit) => `Nilai harus salah satu dari: ${limit}.`,
  reference: (limit) => `Kode tidak ada dalam kode referensi ${limit}.`,
  text: () => 'Nilai mengandung karakter kendali atau karakter yang rusak.',
  unknown: () => 'Kolom ini tidak ada dalam kamus data.',
  row: () => 'Baris harus berupa satu objek JSON.',
  duplicate: () => 'Kunci ini sudah ada pada baris sebelumnya dari kiriman yang sama.',
  json: () => 'Baris ini bukan JSON yang benar.',
  csv: () => 'Tanda kutip pada baris ini tidak ditutup atau tidak pada tempatnya.',
  columns: (limit) => `Jumlah kolom baris ini berbeda dengan baris judul: seharusnya ${limit}.`,
  header: (limit) => `Baris judul salah: ${limit}.`,
  encoding: () => 'Baris ini tidak ditulis dalam UTF-8.',
};

/** The sentence of a broken rule. */
export const ruleSentence = ({ rule, limit }: Pick<Fault, 'rule' | 'limit'>): string => sentences[rule](limit);

/** An error of a batch, as it is answered. `row` counts data rows from 1 in every format; 0 is the header. */
export interface RowError {
  readonly row: number;
  readonly field: string | null;
  readonly value: string | number | boolean | null;
  readonly rule: RuleName;
  readonly detail: string;
}

const longestShown = 200;
const loneHalves = /[\ud800-\udfff]/gu;

/** Not too long, and nothing in it that UTF-8 cannot hold. */
const shortText = (text: string): string =>
  (text.length > longestShown ? `${text.slice(0, longestShown)}…` : text).replaceAll(loneHalves, '\ufffd');

/** A value that can be shown in an error: nothing nested, nothing long. */
function shown(value: unknown): RowError['value'] {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return shortText(value);
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? '[daftar]' : '{objek}';
}

/** A fault of a row as the error that is answered. */
export function rowError(row: number, { field, value, rule, limit }: Fault): RowError {
  const name = field === null ? null : shortText(field);
  return { row, field: name, value: shown(value), rule, detail: ruleSentence({ rule, limit }) };
}
