import {
  agencySigner,
  askLine,
  askText,
  carriedAsk,
  conclusion,
  letterAsks,
  meetingAsks,
  meetingParts,
  secondParty,
  reportTo,
  toAgency,
  toOffice,
  witness,
} from './asks.ts';
import type { DocumentLayout, DocumentPart } from './document-layout.ts';
import { agreementEnd, field, ifSaid, jointStatement, salutation, letterEnd, said } from './phrases.ts';

const note = (code: string, title: string, opening: string, keys: readonly string[]): DocumentLayout => ({
  code,
  title,
  issuer: 'office',
  asks: [],
  opening: ({ subject }) => [`${opening} ${subject} adalah sebagai berikut.`],
  parts: [{ kind: 'case' }, ...keys.map((key) => field(key)), { kind: 'team' }],
  closing: () => [],
});

/** What an interchange document lays down beside datasets and dictionary, so that both sides build the same thing. */
const contract = [
  askText('dasar-hukum', 'Dasar hukum'),
  askText('tujuan', 'Tujuan pertukaran'),
  askLine('narahubung', 'Narahubung'),
  askLine('frekuensi', 'Frekuensi dan volume'),
  askText('kode-referensi', 'Kode referensi yang digunakan'),
  askText('keamanan-data', 'Klasifikasi keamanan dan data pribadi'),
  askText('web-service', 'Web service (alamat, metode, autentikasi, batas)'),
  askText('kode-galat', 'Kode galat dan penanganannya'),
  askText('pemetaan', 'Pemetaan elemen sumber ke tujuan'),
  askText('mutu-data', 'Aturan mutu dan rekonsiliasi'),
  askText('tingkat-layanan', 'Tingkat layanan, perubahan, dan retensi'),
].map(carriedAsk);

/** How the documents of the integration of data are written. */
export const integrateDataLayouts: readonly DocumentLayout[] = [
  {
    code: 'permintaan-definisi',
    title: 'SURAT PERMINTAAN DEFINISI DATA',
    issuer: 'office',
    asks: [
      ...letterAsks(() => 'Permintaan Definisi Data dan Informasi', toAgency),
      askLine('batas-waktu', 'Disampaikan paling lambat'),
    ],
    opening: ({ requestLetter, subject }) => [
      salutation,
      `Menindaklanjuti surat Saudara ${requestLetter} dan hasil koordinasi dengan Pimpinan mengenai ${subject}, kami mohon Saudara mendefinisikan secara tertulis data dan informasi yang akan diintegrasikan.`,
    ],
    parts: [field('tanggal'), field('pihak'), field('kesepakatan'), { kind: 'ask', key: 'batas-waktu' }],
    closing: (facts) => [...said(facts, 'tambahan'), letterEnd],
  },
  {
    code: 'kebutuhan-data',
    title: 'DOKUMEN KEBUTUHAN DATA',
    issuer: 'agency',
    asks: [carriedAsk(askText('tujuan', 'Tujuan penggunaan data')), ...agencySigner],
    opening: ({ agency, subject }) => [
      `Dokumen ini memuat definisi data dan informasi yang dibutuhkan ${agency} untuk ${subject}.`,
    ],
    parts: [
      { kind: 'case' },
      field('versi'),
      field('disampaikan'),
      { kind: 'ask', key: 'tujuan' },
      field('elemen'),
      { kind: 'history', version: 'versi' },
    ],
    closing: () => ['Dokumen ini disampaikan kepada Tim Teknis sebagai dasar perumusan skenario integrasi.'],
  },
  {
    code: 'undangan-skenario',
    title: 'SURAT UNDANGAN PERUMUSAN SKENARIO',
    issuer: 'office',
    asks: [
      ...letterAsks(({ subject }) => `Undangan Perumusan Skenario ${subject}`, toAgency),
      ...meetingAsks(({ subject }) => `Perumusan skenario ${subject}`),
    ],
    opening: ({ requestLetter, subject }) => [
      salutation,
      `Sehubungan dengan surat Saudara ${requestLetter}, kami mengundang Saudara untuk merumuskan skenario ${subject} yang akan dilaksanakan pada:`,
    ],
    parts: meetingParts,
    closing: (facts) => [...said(facts, 'tambahan'), letterEnd],
  },
  {
    code: 'ba-skenario',
    title: 'BERITA ACARA KESEPAKATAN SKENARIO INTEGRASI',
    issuer: 'office',
    asks: [...secondParty, ...witness, conclusion],
    opening: ({ subject }) => jointStatement(`telah menyepakati skenario ${subject} melalui web service`),
    parts: [
      { kind: 'case' },
      ...['tanggal', 'versi', 'modus', 'skenario', 'peserta'].map((key) => field(key)),
      { kind: 'history', version: 'versi' },
    ],
    closing: (facts) => [...said(facts, 'kesimpulan'), agreementEnd],
  },
  {
    code: 'dokumen-interchange',
    title: 'DOKUMEN INTERCHANGE DATA',
    issuer: 'office',
    asks: [...contract, ...secondParty],
    opening: ({ subject, agency, office }) => [
      `Dokumen ini mengatur pertukaran data menggunakan web service untuk ${subject} antara ${agency} dan ${office}.`,
    ],
    parts: [
      { kind: 'case' },
      ...['versi', 'ttd-opd', 'ttd-kominfo'].map((key) => field(key)),
      field('modus', 'skenario'),
      field('skenario', 'skenario'),
      ...contract.map(({ key }): DocumentPart => ({ kind: 'ask', key })),
      field('dataset'),
      {
        kind: 'field',
        key: 'kamus',
        only: {
          columns: ['dataset', 'nama', 'label', 'tipe', 'panjang', 'kunci', 'wajib'],
          tag: 'kamus',
          title: 'Kamus data',
        },
      },
      {
        kind: 'field',
        key: 'kamus',
        only: {
          columns: ['nama', 'aturan', 'satuan', 'contoh'],
          tag: 'kamus_nilai',
          title: 'Kamus data: nilai, satuan, dan contoh',
        },
      },
      { kind: 'history', version: 'versi' },
    ],
    closing: ({ hasEarlier }) => [
      hasEarlier
        ? 'Dokumen ini berlaku sejak ditandatangani kedua pihak dan menggantikan versi sebelumnya.'
        : 'Dokumen ini berlaku sejak ditandatangani kedua pihak.',
    ],
  },
  note('catatan-api', 'CATATAN PENYIAPAN API', 'Penyiapan API untuk', ['versi', 'server', 'hasil-uji', 'titik']),
  note('catatan-penyimpanan', 'CATATAN PENYIMPANAN DATA', 'Data yang disimpan dalam satu sistem database untuk', [
    'muatan',
  ]),
  {
    code: 'penyampaian-hasil',
    title: 'SURAT PENYAMPAIAN HASIL INTEGRASI',
    issuer: 'office',
    asks: letterAsks(() => 'Penyampaian Hasil Integrasi Data', toAgency),
    opening: ({ requestLetter, subject }) => [
      salutation,
      `Menindaklanjuti surat Saudara ${requestLetter}, bersama ini disampaikan hasil ${subject} untuk dilakukan pengecekan dan pemutakhiran (updating) pada sistem yang Saudara miliki.`,
    ],
    parts: [field('tanggal'), field('penerima'), field('muatan', 'penyimpanan')],
    closing: (facts) => [...said(facts, 'tambahan'), letterEnd],
  },
  {
    code: 'ba-pengecekan',
    title: 'BERITA ACARA HASIL PENGECEKAN DATA',
    issuer: 'office',
    asks: [...secondParty, ...witness, conclusion],
    opening: ({ subject }) =>
      jointStatement(
        `menyatakan bahwa PIHAK KEDUA telah melakukan pengecekan dan pemutakhiran (updating) atas hasil ${subject}`,
      ),
    parts: [{ kind: 'case' }, field('tanggal'), field('selisih')],
    closing: (facts) => [...said(facts, 'kesimpulan'), agreementEnd],
  },
  note('catatan-data', 'CATATAN DATA HASIL INTERCHANGE', 'Data hasil interchange untuk', ['periode', 'data']),
  {
    code: 'hasil-interchange',
    title: 'DOKUMEN HASIL INTERCHANGE DAN INTEGRASI',
    issuer: 'office',
    asks: [conclusion],
    opening: ({ subject, agency }) => [
      `Dokumen ini memuat hasil interchange data dan integrasi sistem untuk ${subject} yang disampaikan kepada ${agency}.`,
    ],
    parts: [
      { kind: 'case' },
      field('tanggal'),
      field('penerima'),
      field('versi', 'dokumen-interchange'),
      field('periode', 'data-interchange'),
      field('dataset', 'dokumen-interchange'),
      field('titik', 'penyiapan-api'),
      field('data', 'data-interchange'),
      { kind: 'history', version: 'versi', document: 'dokumen-interchange' },
    ],
    closing: (facts) => [
      ...said(facts, 'kesimpulan'),
      'Demikian dokumen ini disampaikan untuk digunakan sebagaimana mestinya.',
    ],
  },
  {
    code: 'laporan-integrasi',
    title: 'LAPORAN HASIL INTEGRASI',
    issuer: 'office',
    asks: [
      reportTo(toOffice),
      askText(
        'pendahuluan',
        'Pendahuluan',
        ({ agency, subject }) => `${agency} mengajukan ${subject} untuk saling menggunakan data secara terpadu.`,
      ),
      conclusion,
      askText('saran', 'Saran'),
    ],
    opening: (facts) => [
      ...said(facts, 'pendahuluan'),
      `Berdasarkan surat ${facts.agency} ${facts.requestLetter}, telah dilaksanakan ${facts.subject} dalam ${facts.round} putaran dengan hasil sebagai berikut.`,
    ],
    parts: [
      { kind: 'case' },
      field('ringkasan'),
      field('modus', 'skenario'),
      field('server', 'penyiapan-api'),
      field('dashboard', 'dashboard'),
      field('dataset', 'dokumen-interchange'),
      field('muatan', 'penyimpanan'),
      { kind: 'field', key: 'selisih', step: 'cek-updating', everyRound: true },
      { kind: 'rounds' },
      { kind: 'history', version: 'versi', document: 'dokumen-interchange' },
      { kind: 'team' },
    ],
    closing: (facts) => [
      ...ifSaid(facts.ask('kesimpulan'), (text) => `Kesimpulan: ${text}`),
      ...ifSaid(facts.ask('saran'), (text) => `Saran: ${text}`),
      'Demikian laporan ini dibuat dengan sebenarnya untuk digunakan sebagaimana mestinya.',
    ],
  },
];
