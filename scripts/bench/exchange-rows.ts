import { gzipSync } from 'node:zlib';
import type { Contract } from '../../shared/exchange/contract.ts';
import { csvLine } from '../../shared/exchange/csv-cells.ts';
import { dictionarySchema, type Dictionary } from '../../shared/exchange/dictionary.ts';
import type { Cell } from '../../shared/exchange/row-checker.ts';
import { aContract, regionCodes } from '../../test/support/exchange-samples.ts';

const text = (name: string, maxLength: number, more: object = {}): object => ({
  ...{ name, title: name, type: 'string', constraints: { maxLength, ...more } },
});

/** Residents: a text as key, a code, a list, an amount, a date, a truth. */
const residents: Dictionary = dictionarySchema.parse({
  primaryKey: ['nik'],
  fields: [
    text('nik', 16, { required: true }),
    text('nama', 60, { required: true }),
    text('alamat', 100),
    { ...text('wilayah', 5, { required: true }), reference: { scheme: 'wilayah', version: '2025' } },
    { name: 'lahir', title: 'Lahir', type: 'date' },
    text('kelamin', 1, { enum: ['L', 'P'] }),
    { name: 'penghasilan', title: 'Penghasilan', type: 'number', scale: 2 },
    { name: 'tanggungan', title: 'Tanggungan', type: 'integer', constraints: { minimum: 0 } },
    { name: 'aktif', title: 'Aktif', type: 'boolean' },
  ],
});

export const residentsContract = (name: string): Contract => aContract({ name, dictionary: residents });

const two = (n: number): string => String(n).padStart(2, '0');

/** One row as an object; the same number gives the same row. */
function resident(i: number) {
  return {
    nik: String(1_400_000_000_000_000 + i * 7919),
    nama: `Penduduk Nomor ${i}`,
    alamat: `Jalan Melati ${i % 977} RT ${two(i % 17)} RW ${two(i % 9)}`,
    wilayah: regionCodes[i % regionCodes.length] ?? '',
    lahir: `${1950 + (i % 60)}-${two(1 + (i % 12))}-${two(1 + (i % 28))}`,
    kelamin: i % 2 === 0 ? 'L' : 'P',
    penghasilan: (i % 9_000_000) + 0.25,
    tanggungan: i % 7,
    aktif: i % 5 !== 0,
  };
}

/** Rows as the table stores them: what the floor binds. */
export function storedRows(count: number): readonly Cell[][] {
  return Array.from({ length: count }, (_, i) => {
    const { penghasilan, aktif, ...rest } = resident(i);
    const { nik, nama, alamat, wilayah, lahir, kelamin, tanggungan } = rest;
    return [nik, nama, alamat, wilayah, lahir, kelamin, Math.round(penghasilan * 100), tanggungan, aktif ? 1 : 0];
  });
}

export interface Bodies {
  readonly ndjson: Buffer;
  readonly csv: Buffer;
  readonly gzip: Buffer;
}

export function makeBodies(count: number): Bodies {
  const [json, csv] = [[] as Buffer[], [] as Buffer[]];
  csv.push(Buffer.from(csvLine(residents.fields.map(({ name }) => name))));
  for (let from = 0; from < count; from += 10_000) {
    let [lines, cells] = ['', ''];
    for (let i = from; i < Math.min(count, from + 10_000); i++) {
      const row = resident(i);
      lines += `${JSON.stringify(row)}\n`;
      cells += csvLine(Object.values(row));
    }
    json.push(Buffer.from(lines));
    csv.push(Buffer.from(cells));
  }
  const ndjson = Buffer.concat(json);
  return { ndjson, csv: Buffer.concat(csv), gzip: gzipSync(ndjson, { level: 5 }) };
}
