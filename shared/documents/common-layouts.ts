import { longDate } from '../dates/indonesian.ts';
import { addDays } from '../dates/plain-date.ts';
import { askLine, askText, letterAsks, meetingAsks, meetingParts, toAgency } from './asks.ts';
import type { DocumentLayout } from './document-layout.ts';
import { field, ifSaid, letterEnd, listed, salutation, said } from './phrases.ts';

/** Days an agency is usually given to bring what is missing. */
const timeToComplete = 14;

/** Documents that occur in both services. */
export const commonLayouts: readonly DocumentLayout[] = [
  {
    code: 'tanda-terima',
    title: 'TANDA TERIMA BERKAS',
    issuer: 'office',
    asks: [
      askLine('diterima-tanggal', 'Diterima tanggal', ({ received }) => received, true),
      askLine('diserahkan-oleh', 'Diserahkan oleh', () => '', true),
      askLine('pihak-kedua-nama', 'Nama yang menandatangani penyerahan'),
      askLine('pihak-kedua-jabatan', 'Jabatan yang menyerahkan'),
      askLine('pihak-kedua-nip', 'NIP yang menyerahkan'),
    ],
    roles: { second: 'Yang menyerahkan', own: 'Yang menerima' },
    opening: ({ agency, received }) => [
      `Telah diterima dari ${agency} pada tanggal ${received} berkas permohonan dengan rincian sebagai berikut.`,
    ],
    parts: [
      { kind: 'case' },
      { kind: 'ask', key: 'diterima-tanggal' },
      { kind: 'ask', key: 'diserahkan-oleh' },
      { kind: 'requirements' },
    ],
    closing: () => ['Tanda terima ini bukan pernyataan bahwa berkas telah dinyatakan lengkap.'],
  },
  {
    code: 'surat-pengembalian',
    title: 'SURAT PENGEMBALIAN BERKAS',
    issuer: 'office',
    asks: [
      ...letterAsks(() => 'Pengembalian Berkas Permohonan', toAgency),
      askLine('batas-waktu', 'Dilengkapi paling lambat', ({ date }) => longDate(addDays(date, timeToComplete)), true),
    ],
    opening: ({ requestLetter, missing }) => [
      salutation,
      `Sehubungan dengan surat Saudara ${requestLetter}, dengan ini disampaikan bahwa berkas permohonan kami kembalikan karena belum lengkap${missing.length === 0 ? '' : `, yaitu belum disertai ${listed(missing)}`}. Keadaan dokumen persyaratan adalah sebagai berikut.`,
    ],
    parts: [{ kind: 'requirements' }],
    closing: (facts) => [
      ...said(facts, 'tambahan'),
      ...ifSaid(facts.ask('batas-waktu'), (day) => `Kelengkapan tersebut agar kami terima paling lambat ${day}.`),
      'Permohonan akan diproses kembali setelah dokumen yang belum ada kami terima.',
      letterEnd,
    ],
  },
  {
    code: 'daftar-hadir',
    title: 'DAFTAR HADIR',
    issuer: 'office',
    unnumbered: true,
    asks: meetingAsks(({ subject }) => `Pertemuan ${subject}`),
    opening: () => [],
    parts: [...meetingParts, { kind: 'attendance', key: 'peserta' }],
    closing: () => [],
  },
  {
    code: 'notula',
    title: 'NOTULA RAPAT',
    issuer: 'office',
    unnumbered: true,
    asks: [
      ...meetingAsks(({ subject }) => `Pertemuan ${subject}`),
      askLine('pimpinan-rapat', 'Pimpinan rapat', () => '', true),
      askLine('notulis', 'Notulis', () => '', true),
      askText('pembahasan', 'Pembahasan', () => '', true),
      askText('keputusan', 'Keputusan dan tindak lanjut', () => '', true),
    ],
    opening: () => [],
    parts: [
      ...meetingParts,
      { kind: 'ask', key: 'pimpinan-rapat' },
      { kind: 'ask', key: 'notulis' },
      { kind: 'ask', key: 'pembahasan' },
      { kind: 'ask', key: 'keputusan' },
      field('peserta'),
    ],
    closing: () => [],
  },
  {
    code: 'surat-penolakan',
    title: 'SURAT PENOLAKAN PERMOHONAN',
    issuer: 'office',
    asks: [
      ...letterAsks(({ subject }) => `Tanggapan atas Permohonan ${subject}`, toAgency),
      askText('alasan', 'Alasan penolakan', () => '', true),
    ],
    opening: ({ requestLetter, subject }) => [
      salutation,
      `Sehubungan dengan surat Saudara ${requestLetter}, dengan hormat disampaikan bahwa permohonan ${subject} belum dapat kami penuhi dengan alasan sebagai berikut.`,
    ],
    parts: [],
    closing: (facts) => [
      ...said(facts, 'alasan'),
      'Saudara dapat mengajukan permohonan baru setelah hal tersebut terpenuhi.',
      ...said(facts, 'tambahan'),
      letterEnd,
    ],
  },
  {
    code: 'surat-pakai-sejenis',
    title: 'SURAT PENGGUNAAN APLIKASI SEJENIS',
    issuer: 'office',
    asks: [
      ...letterAsks(() => 'Penggunaan Aplikasi Sejenis', toAgency),
      askLine('aplikasi', 'Nama aplikasi yang sudah ada', () => '', true),
      askLine('pengelola', 'Pengelola aplikasi'),
      askLine('narahubung', 'Narahubung'),
    ],
    opening: ({ requestLetter, subject }) => [
      salutation,
      `Sehubungan dengan surat Saudara ${requestLetter}, berdasarkan hasil analisis bersama atas ${subject}, dengan hormat disarankan agar Saudara menggunakan aplikasi sejenis yang sudah ada, yaitu:`,
    ],
    parts: [
      { kind: 'ask', key: 'aplikasi' },
      { kind: 'ask', key: 'pengelola' },
      { kind: 'ask', key: 'narahubung' },
    ],
    closing: (facts) => [
      'Dengan demikian pembangunan aplikasi baru tidak dilanjutkan. Kami siap membantu penyiapan penggunaan aplikasi tersebut.',
      ...said(facts, 'tambahan'),
      letterEnd,
    ],
  },
];
