import { askLine, letterAsks, meetingAsks, toAgency } from './asks.ts';
import type { DocumentLayout } from './document-layout.ts';
import { salutation, letterEnd, said } from './phrases.ts';

/** Documents that occur in both services. */
export const commonLayouts: readonly DocumentLayout[] = [
  {
    code: 'tanda-terima',
    title: 'TANDA TERIMA BERKAS',
    issuer: 'office',
    asks: [askLine('diserahkan-oleh', 'Diserahkan oleh', () => '', true)],
    opening: ({ agency, received }) => [
      `Telah diterima dari ${agency} pada tanggal ${received} berkas permohonan dengan rincian sebagai berikut.`,
    ],
    parts: [{ kind: 'case' }, { kind: 'ask', key: 'diserahkan-oleh' }, { kind: 'requirements' }],
    closing: () => ['Tanda terima ini bukan pernyataan bahwa berkas telah dinyatakan lengkap.'],
  },
  {
    code: 'surat-pengembalian',
    title: 'SURAT PENGEMBALIAN BERKAS',
    issuer: 'office',
    asks: letterAsks(() => 'Pengembalian Berkas Permohonan', toAgency),
    opening: ({ requestLetter }) => [
      salutation,
      `Sehubungan dengan surat Saudara ${requestLetter}, dengan ini disampaikan bahwa berkas permohonan belum lengkap sehingga kami kembalikan untuk dilengkapi. Keadaan dokumen persyaratan adalah sebagai berikut.`,
    ],
    parts: [{ kind: 'case' }, { kind: 'requirements' }],
    closing: (facts) => [
      ...said(facts, 'tambahan'),
      'Permohonan akan diproses kembali setelah dokumen yang belum ada kami terima.',
      letterEnd,
    ],
  },
  {
    code: 'daftar-hadir',
    title: 'DAFTAR HADIR',
    issuer: 'office',
    asks: meetingAsks(({ subject }) => `Pertemuan ${subject}`),
    opening: () => [],
    parts: [
      { kind: 'ask', key: 'hari-tanggal' },
      { kind: 'ask', key: 'waktu' },
      { kind: 'ask', key: 'tempat' },
      { kind: 'ask', key: 'acara' },
      { kind: 'attendance', key: 'peserta' },
    ],
    closing: () => [],
  },
];
