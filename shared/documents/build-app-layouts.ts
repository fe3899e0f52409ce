import {
  agencySigner,
  askLine,
  askText,
  carriedAsk,
  conclusion,
  letterAsks,
  meetingAsks,
  meetingParts,
  memoAsks,
  reportTo,
  secondParty,
  toAgency,
  toOffice,
  witness,
} from './asks.ts';
import type { DocumentLayout, FindingsPart } from './document-layout.ts';
import { agreementEnd, field, ifSaid, jointStatement, salutation, letterEnd, said } from './phrases.ts';

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
  parts: meetingParts,
  closing: (facts) => [
    ...said(facts, 'tambahan'),
    'Mengingat pentingnya acara tersebut, diharapkan kehadiran Saudara tepat pada waktunya.',
    letterEnd,
  ],
});

/** What demo and security check found, carried on into the refinement. */
const carriedFindings: FindingsPart = { kind: 'findings', answers: 'perbaikan' };

/** How the documents of the making of applications are written. */
export const buildAppLayouts: readonly DocumentLayout[] = [
  {
    code: 'hasil-telaah',
    title: 'HASIL TELAAH PERMOHONAN',
    issuer: 'office',
    asks: [reportTo(toOffice), askText('kesimpulan', 'Simpulan'), askText('saran', 'Saran')],
    opening: ({ requestLetter, agency }) => [
      `Telah dilakukan telaah atas surat permohonan ${agency} ${requestLetter} beserta kelengkapan dokumen persyaratannya, dengan hasil sebagai berikut.`,
    ],
    parts: [{ kind: 'case' }, field('hasil-telaah'), { kind: 'requirements' }, field('telaah-dokumen')],
    closing: (facts) => [
      ...ifSaid(facts.ask('kesimpulan'), (text) => `Simpulan: ${text}`),
      ...ifSaid(facts.ask('saran'), (text) => `Saran: ${text}`),
      'Demikian hasil telaah ini dibuat untuk digunakan sebagaimana mestinya.',
    ],
  },
  invitation('undangan-analisa', 'Analisa', 'bersama-sama melakukan analisa'),
  {
    code: 'ba-analisa',
    title: 'BERITA ACARA HASIL ANALISA',
    issuer: 'office',
    asks: [...secondParty, ...witness, conclusion],
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
    opening: ({ subject, agency, plannedEnd }) => [
      `Kemajuan pembangunan ${subject} untuk ${agency}, yang direncanakan selesai paling lambat tanggal ${plannedEnd}, adalah sebagai berikut.`,
    ],
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
    asks: [...secondParty, ...witness, conclusion],
    opening: ({ subject }) => jointStatement(`telah melakukan demo/pengujian ${subject}`),
    parts: [
      { kind: 'case' },
      ...['versi', 'putusan-uji', 'pertemuan', 'peserta', 'uji', 'temuan'].map((key) => field(key)),
    ],
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
    opening: ({ subject, openFindings }) => {
      const open = openFindings(carriedFindings);
      return open === 0
        ? [`Seluruh temuan atas ${subject} telah ditindaklanjuti sebagai berikut.`]
        : [`Keadaan tindak lanjut temuan atas ${subject} adalah sebagai berikut; ${open} temuan masih terbuka.`];
    },
    parts: [{ kind: 'case' }, field('versi'), carriedFindings],
    closing: () => [],
  },
  {
    code: 'nota-dinas-keamanan',
    title: 'NOTA DINAS',
    issuer: 'office',
    asks: [
      ...memoAsks(({ subject }) => `Permohonan Pemeriksaan Keamanan ${subject}`, 'Kepala Bidang Pengamanan Persandian'),
      askLine('alamat-aplikasi', 'Alamat aplikasi'),
      carriedAsk(askText('akun-uji', 'Akun uji (tanpa kata sandi)')),
    ],
    opening: ({ subject, agency }) => [
      `Sehubungan dengan telah selesainya penyempurnaan ${subject} untuk ${agency}, dengan hormat dimohon kiranya dapat dilakukan pemeriksaan keamanan atas aplikasi tersebut, dengan keterangan sebagai berikut.`,
    ],
    parts: [field('versi'), { kind: 'ask', key: 'alamat-aplikasi' }, { kind: 'ask', key: 'akun-uji' }],
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
      carriedAsk(askText('metode', 'Metode pemeriksaan')),
      carriedAsk(askLine('alat', 'Alat yang digunakan')),
      { ...conclusion, required: true, hint: 'Alasan dan saran. AMAN atau TIDAK AMAN dicetak dari hasil pemeriksaan.' },
    ],
    opening: ({ subject, agency }) => [
      `Telah dilakukan pemeriksaan keamanan atas ${subject} untuk ${agency}, dengan hasil sebagai berikut.`,
    ],
    parts: [
      { kind: 'case' },
      ...['tanggal-pemeriksaan', 'versi', 'hasil-pemeriksaan'].map((key) => field(key)),
      { kind: 'ask', key: 'metode' },
      { kind: 'ask', key: 'alat' },
      { kind: 'ask', key: 'kesimpulan' },
      field('temuan'),
    ],
    closing: () => ['Demikian laporan ini dibuat dengan sebenarnya untuk digunakan sebagaimana mestinya.'],
  },
  {
    code: 'ba-serah-terima',
    title: 'BERITA ACARA SERAH TERIMA APLIKASI',
    issuer: 'office',
    asks: [
      ...secondParty,
      ...witness,
      askText(
        'hak',
        'Hak atas aplikasi',
        ({ office }) => `Hak cipta dan kode sumber aplikasi berada pada ${office}; PIHAK KEDUA berhak menggunakannya.`,
      ),
      askText(
        'pemeliharaan',
        'Pemeliharaan',
        () =>
          'Perbaikan dan pengembangan aplikasi dilaksanakan PIHAK PERTAMA atas permintaan tertulis PIHAK KEDUA; data dan akun pengguna dikelola PIHAK KEDUA.',
      ),
    ],
    opening: ({ subject, issueOf }) => [
      `PIHAK PERTAMA menyerahkan kepada PIHAK KEDUA, dan PIHAK KEDUA menerima dari PIHAK PERTAMA, ${subject} yang telah dinyatakan aman${issueOf('laporan-keamanan') === '' ? '' : ` berdasarkan Laporan Hasil Pemeriksaan Keamanan ${issueOf('laporan-keamanan')}`}, dengan rincian sebagai berikut.`,
    ],
    parts: [{ kind: 'case' }, ...['versi', 'pihak-pertama', 'pihak-kedua', 'barang'].map((key) => field(key))],
    closing: (facts) => [
      ...said(facts, 'hak'),
      ...said(facts, 'pemeliharaan'),
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
    parts: [...['server', 'subdomain', 'perlu-ip', 'ip', 'alasan-tanpa-ip'].map((key) => field(key))],
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
      ...['server', 'subdomain', 'perlu-ip', 'ip', 'alasan-tanpa-ip', 'aktif'].map((key) => field(key)),
      { kind: 'ask', key: 'diperiksa-dari' },
    ],
    closing: () => [],
  },
];
