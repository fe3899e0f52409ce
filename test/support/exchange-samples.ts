import { hash } from 'node:crypto';
import { contentHash, contractSchema, type Contract, type Signature } from '../../shared/exchange/contract.ts';
import { dictionarySchema, type Dictionary } from '../../shared/exchange/dictionary.ts';

const digest = (text: string): string => hash('sha256', text);

/** People by district: a key of two fields, a list, a code, an amount, a date, a truth. */
export const peopleDictionary: Dictionary = dictionarySchema.parse({
  primaryKey: ['kode_wilayah', 'tahun'],
  fields: [
    {
      name: 'kode_wilayah',
      title: 'Kode wilayah',
      type: 'string',
      constraints: { required: true, maxLength: 5 },
      konsep: 'Wilayah administrasi',
      example: '14.10',
      reference: { scheme: 'wilayah', version: '2025' },
    },
    {
      name: 'tahun',
      title: 'Tahun',
      type: 'integer',
      constraints: { required: true, minimum: 1900, maximum: 2200 },
      example: '2026',
    },
    {
      name: 'nama',
      title: 'Nama',
      type: 'string',
      constraints: { required: true, maxLength: 60 },
      example: 'Kepulauan Meranti',
    },
    {
      name: 'penduduk',
      title: 'Jumlah penduduk',
      type: 'integer',
      constraints: { minimum: 0 },
      satuan: 'jiwa',
      example: '206116',
    },
    { name: 'anggaran', title: 'Anggaran', type: 'number', scale: 2, satuan: 'rupiah', example: '1500000.25' },
    { name: 'jenis', title: 'Jenis', type: 'string', constraints: { maxLength: 20, enum: ['kabupaten', 'kota'] } },
    { name: 'diperbarui', title: 'Diperbarui', type: 'date', example: '2026-11-30' },
    { name: 'aktif', title: 'Aktif', type: 'boolean' },
  ],
});

export const regionCodes = [
  '14.01',
  '14.02',
  '14.03',
  '14.04',
  '14.05',
  '14.06',
  '14.07',
  '14.08',
  '14.09',
  '14.10',
  '14.71',
  '14.72',
];

/** A whole interchange document. */
export function aContract(
  more: {
    readonly dictionary?: Dictionary;
    readonly name?: string;
    readonly major?: number;
    readonly minor?: number;
    readonly class?: Contract['security']['class'];
  } = {},
): Contract {
  return contractSchema.parse({
    identity: {
      number: '555/DISKOMINFOTIK/XI/2026/12',
      version: { major: more.major ?? 1, minor: more.minor ?? 0 },
      date: '2026-11-01',
      request: 'INT-2026-0417',
    },
    parties: {
      provider: {
        agency: 'disdukcapil',
        name: 'Dinas Kependudukan',
        contact: { name: 'Rini', phone: '', email: 'rini@riau.go.id' },
      },
      consumer: { agency: 'bappeda', name: 'Bappeda', contact: { name: 'Andi', phone: '', email: '' } },
      technicalTeam: ['Tim Teknis'],
      legalBasis: ['Surat permohonan'],
    },
    scenario: {
      purpose: 'Perencanaan',
      direction: 'push',
      trigger: 'bulanan',
      frequency: 'bulanan',
      volume: 12,
      window: '',
    },
    dataset: {
      name: more.name ?? 'penduduk-wilayah',
      title: 'Penduduk per wilayah',
      description: 'Jumlah penduduk',
      keywords: ['penduduk'],
    },
    dictionary: more.dictionary ?? peopleDictionary,
    references: [{ scheme: 'wilayah', version: '2025', owner: 'Kemendagri' }],
    security: { class: more.class ?? 'terbuka', personalData: false, masking: [] },
    service: { name: 'penduduk', auth: 'kunci API', limits: { requestsPerMinute: 6000 } },
    mapping: [],
    quality: { rules: [], reconciliation: [] },
    agreement: { sla: '', changeControl: '', retention: '' },
    test: { date: null, result: '' },
  });
}

/** Both parties' signatures of a document. */
export function bothSigned(contract: Contract): readonly Signature[] {
  const sign = (party: 'provider' | 'consumer', account: string): Signature => ({
    party,
    account,
    agency: contract.parties[party].agency,
    name: account,
    at: 1_790_000_000_000,
    hash: contentHash(contract, digest),
  });
  return [sign('provider', 'rini'), sign('consumer', 'andi')];
}

/** A row of the sample dictionary; each number has a key of its own. */
export const aRow = (i: number, more: object = {}): object => ({
  kode_wilayah: regionCodes[i % regionCodes.length],
  tahun: 1900 + Math.floor(i / regionCodes.length),
  nama: `Wilayah ${i}`,
  penduduk: i,
  ...more,
});
/** So many rows, a line each. */
export const ndjson = (count: number, more: (i: number) => object = () => ({})): string =>
  Array.from({ length: count }, (_, i) => JSON.stringify(aRow(i, more(i)))).join('\n');
