import {
  agencySigner,
  askLine,
  conclusion,
  letterAsks,
  meetingAsks,
  memoAsks,
  secondParty,
  toAgency,
  toOffice,
} from './asks.ts';
import type { DocumentLayout, DocumentPart } from './document-layout.ts';
import { agreementEnd, jointStatement, field, salutation, letterEnd, said } from './phrases.ts';

const invitation = (code: string, event: string, purpose: string): DocumentLayout => ({
  code,
  title: `SURAT UNDANGAN ${event.toUpperCase()}`,
  issuer: 'office',
  asks: [
    ...letterAsks(({ subject }) => `Undangan ${event} ${subject}`, toAgency),
    ...meetingAsks(({ subject }) => `${event} ${subject}`),
  ],
  opening: ({ requestLetter, subject }) => [
    salutation,
    `Sehubungan dengan surat Saudara ${requestLetter}, kami mengundang Saudara untuk ${purpose} ${subject} yang akan dilaksanakan pada:`,
  ],
  parts: (['hari-tanggal', 'waktu', 'tempat', 'acara'] as const).map((key): DocumentPart => ({ kind: 'ask', key })),
  closing: (facts) => [
    ...said(facts, 'tambahan'),
    'Mengingat pentingnya acara tersebut, diharapkan kehadiran Saudara tepat pada waktunya.',
    letterEnd,
  ],
});

/** How the documents of the making of applications are written. */
export const buildAppLayouts: readonly DocumentLayout[] = [
  {
    code: 'hasil-telaah',
    title: 'HASIL TELAAH PERMOHONAN',
    issuer: 'office',
    asks: [conclusion],
    opening: ({ requestLetter, agency }) => [
      `Telah dilakukan telaah atas surat permohonan ${agency} ${requestLetter} beserta kelengkapan dokumen persyaratannya, dengan hasil sebagai berikut.`,
    ],
    parts: [{ kind: 'case' }, field('hasil-telaah'), { kind: 'requirements' }],
    closing: (facts) => [
      ...said(facts, 'kesimpulan'),
      'Demikian hasil telaah ini dibuat untuk digunakan sebagaimana mestinya.',
    ],
  },
  invitation('undangan-analisa', 'Analisa', 'bersama-sama melakukan analisa'),
  {
    code: 'ba-analisa',
    title: 'BERITA ACARA HASIL ANALISA',
    issuer: 'office',
    asks: [...secondParty, conclusion],
    opening: ({ subject }) => jointStatement(`telah melakukan analisa bersama atas permohonan ${subject}`),
    parts: [
      { kind: 'case' },
      ...['bentuk-aplikasi', 'aplikasi-sejenis', 'kebutuhan-pengguna', 'ruang-lingkup', 'cakupan'].map((key) =>
        field(key),
      ),
      field('pertemuan'),
      field('peserta'),
    ],
    closing: (facts) => [...said(facts, 'kesimpulan'), agreementEnd],
  },
  {
    code: 'catatan-kemajuan',
    title: 'CATATAN KEMAJUAN PEMBANGUNAN APLIKASI',
    issuer: 'office',
    asks: [],
    opening: ({ subject, agency }) => [`Kemajuan pembangunan ${subject} untuk ${agency} adalah sebagai berikut.`],
    parts: [
      { kind: 'case' },
      ...['versi', 'mulai', 'selesai', 'repositori', 'tim', 'tahapan'].map((key) => field(key)),
    ],
    closing: () => [],
  },
  invitation('undangan-demo', 'Demo/Pengujian Aplikasi', 'melakukan demo/pengujian'),
  {
    code: 'ba-pengujian',
    title: 'BERITA ACARA PENGUJIAN APLIKASI',
    issuer: 'office',
    asks: [...secondParty, conclusion],
    opening: ({ subject }) => jointStatement(`telah melakukan demo/pengujian ${subject}`),
    parts: [{ kind: 'case' }, ...['versi', 'pertemuan', 'peserta', 'temuan'].map((key) => field(key))],
    closing: (facts) => [...said(facts, 'kesimpulan'), agreementEnd],
  },
  {
    code: 'daftar-temuan',
    title: 'DAFTAR TEMUAN PENGUJIAN',
    issuer: 'office',
    asks: [],
    opening: ({ subject }) => [`Temuan pada demo/pengujian ${subject} adalah sebagai berikut.`],
    parts: [{ kind: 'case' }, field('versi'), field('temuan')],
    closing: () => [],
  },
  {
    code: 'tindak-lanjut-temuan',
    title: 'DAFTAR TINDAK LANJUT TEMUAN',
    issuer: 'office',
    asks: [],
    opening: ({ subject }) => [`Temuan pada demo/pengujian ${subject} telah ditindaklanjuti sebagai berikut.`],
    parts: [{ kind: 'case' }, field('versi'), field('perbaikan')],
    closing: () => [],
  },
  {
    code: 'nota-dinas-keamanan',
    title: 'NOTA DINAS',
    issuer: 'office',
    asks: memoAsks(
      ({ subject }) => `Permohonan Pemeriksaan Keamanan ${subject}`,
      'Kepala Bidang Pengamanan Persandian',
    ),
    opening: ({ subject, agency }) => [
      `Sehubungan dengan telah selesainya penyempurnaan ${subject} untuk ${agency}, dengan hormat dimohon kiranya dapat dilakukan pemeriksaan keamanan atas aplikasi tersebut, dengan keterangan sebagai berikut.`,
    ],
    parts: [{ kind: 'case' }, field('versi')],
    closing: (facts) => [
      ...said(facts, 'tambahan'),
      'Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.',
    ],
  },
  {
    code: 'laporan-keamanan',
    title: 'LAPORAN HASIL PEMERIKSAAN KEAMANAN APLIKASI',
    issuer: 'office',
    asks: [
      { ...conclusion, required: true, hint: 'Alasan dan saran. AMAN atau TIDAK AMAN dicetak dari hasil pemeriksaan.' },
    ],
    opening: ({ subject, agency }) => [
      `Telah dilakukan pemeriksaan keamanan atas ${subject} untuk ${agency}, dengan hasil sebagai berikut.`,
    ],
    parts: [
      { kind: 'case' },
      ...['tanggal-pemeriksaan', 'versi', 'hasil-pemeriksaan'].map((key) => field(key)),
      { kind: 'ask', key: 'kesimpulan' },
      field('temuan'),
    ],
    closing: () => ['Demikian laporan ini dibuat dengan sebenarnya untuk digunakan sebagaimana mestinya.'],
  },
  {
    code: 'ba-serah-terima',
    title: 'BERITA ACARA SERAH TERIMA APLIKASI',
    issuer: 'office',
    asks: secondParty,
    opening: ({ subject }) => [
      `PIHAK PERTAMA menyerahkan kepada PIHAK KEDUA, dan PIHAK KEDUA menerima dari PIHAK PERTAMA, ${subject} yang telah dinyatakan aman, dengan rincian sebagai berikut.`,
    ],
    parts: [{ kind: 'case' }, ...['versi', 'pihak-pertama', 'pihak-kedua', 'barang'].map((key) => field(key))],
    closing: () => [
      'Sejak ditandatanganinya berita acara ini, tanggung jawab penggunaan aplikasi beralih kepada PIHAK KEDUA.',
      agreementEnd,
    ],
  },
  {
    code: 'usulan-hosting',
    title: 'SURAT USULAN HOSTING',
    issuer: 'agency',
    asks: [...letterAsks(({ subject }) => `Usulan Hosting ${subject}`, toOffice), ...agencySigner],
    opening: ({ subject }) => [
      salutation,
      `Sehubungan dengan telah dinyatakan aman dan diserahterimakannya ${subject}, dengan ini kami mengusulkan agar aplikasi tersebut ditempatkan (hosting) di data center, diberi nama subdomain, dan diberi IP publik jika dibutuhkan, dengan keterangan sebagai berikut.`,
    ],
    parts: [{ kind: 'case' }, ...['server', 'subdomain', 'perlu-ip', 'ip', 'alasan-tanpa-ip'].map((key) => field(key))],
    closing: (facts) => [...said(facts, 'tambahan'), letterEnd],
  },
  {
    code: 'bukti-aktif',
    title: 'BUKTI AKTIF HOSTING',
    issuer: 'office',
    asks: [askLine('diperiksa-dari', 'Diperiksa dari', () => 'Jaringan internet')],
    opening: ({ subject, agency }) => [`${subject} untuk ${agency} telah aktif dengan keterangan sebagai berikut.`],
    parts: [
      { kind: 'case' },
      ...['server', 'subdomain', 'ip', 'aktif'].map((key) => field(key)),
      { kind: 'ask', key: 'diperiksa-dari' },
    ],
    closing: () => [],
  },
];
