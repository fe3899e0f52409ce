import {
  agency,
  carried,
  choice,
  count,
  date,
  document,
  end,
  given,
  goBack,
  goOn,
  issued,
  line,
  optional,
  planned,
  position,
  recorded,
  rows,
  team,
  text,
  verdict,
  waitForAgency,
  yesNo,
} from './build.ts';
import type { Condition, ServiceDefinition, StepDefinition } from './definition.ts';

const head = position('kepala-dinas', 'Kepala Dinas');
const agendaOfficer = position('tu-agenda', 'Petugas agenda (Tata Usaha)');
const kabid = position('kabid-aptika', 'Kepala Bidang Aplikasi dan Informatika');
const kasi = position('kasi-aplikasi', 'Kepala Seksi Pengelolaan dan Pengembangan Aplikasi');
const pranata = position('pranata-komputer', 'Pranata Komputer');
const technicians = team('tim-teknis', 'Tim Teknis Bidang Aptika');
const security = position('kabid-persandian', 'Kepala Bidang Pengamanan Persandian');
const applicant = agency('Perangkat Daerah pengusul');

const severity = [
  { code: 'kritis', label: 'Kritis' },
  { code: 'tinggi', label: 'Tinggi' },
  { code: 'sedang', label: 'Sedang' },
  { code: 'rendah', label: 'Rendah' },
];

/** What became of a finding; while nothing is said of it, it is open. */
const findingStates = [
  { code: 'selesai', label: 'Sudah diperbaiki' },
  { code: 'terbuka', label: 'Terbuka' },
];
/** Steps that make findings: each numbers its own. */
const findingSources = [
  { code: 'demo', label: 'Pengujian' },
  { code: 'pemeriksaan-keamanan', label: 'Keamanan' },
];
const paperVerdicts = [
  { code: 'memadai', label: 'Memadai' },
  { code: 'perbaiki', label: 'Perlu diperbaiki' },
  { code: 'tidak-ada', label: 'Tidak ada' },
];
const testResults = [
  { code: 'sesuai', label: 'Sesuai' },
  { code: 'tidak-sesuai', label: 'Tidak sesuai' },
];
const testVerdicts = [
  { code: 'diterima', label: 'Diterima' },
  { code: 'dengan-perbaikan', label: 'Diterima dengan perbaikan' },
  { code: 'belum-diterima', label: 'Belum dapat diterima' },
];
const verdicts = [
  { code: 'aman', label: 'AMAN' },
  { code: 'tidak-aman', label: 'TIDAK AMAN' },
];
/** Verdict, report and version say the same thing, and the version is the one that was refined. */
const agreeing: readonly Condition[] = [
  { kind: 'produced', step: 'penyempurnaan', field: 'versi', same: 'versi' },
  { kind: 'says', field: 'hasil-pemeriksaan' },
  { kind: 'report', document: 'laporan-keamanan', fields: ['hasil-pemeriksaan', 'versi'], text: 'kesimpulan' },
];

const attendees = rows('peserta', 'Peserta', 1, [
  line('nama', 'Nama'),
  line('jabatan', 'Jabatan'),
  line('instansi', 'Instansi'),
]);
/** Meetings before an agreement: each is a row, "meeting rounds" of the standard's step. */
const meetings = rows('pertemuan', 'Pertemuan', 1, [
  date('tanggal', 'Tanggal'),
  line('waktu', 'Waktu'),
  line('tempat', 'Tempat'),
  optional(text('hasil', 'Hasil')),
]);
const meeting = [meetings, attendees];

const steps: readonly StepDefinition[] = [
  {
    no: 1,
    code: 'pengajuan',
    plan: 1,
    title: 'Pengajuan permohonan',
    text: 'Dinas/Perangkat Daerah mengajukan surat permohonan pembuatan aplikasi layanan antar perangkat daerah yang dilengkapi persyaratan, ditujukan kepada Kepala Dinas Komunikasi, Informatika dan Statistik Provinsi Riau.',
    actors: [applicant],
    derived: 'submission',
    fields: [],
    outcomes: [goOn('pembukuan')],
    documents: [given('tanda-terima', 'lampiran', 'Tanda terima berkas')],
  },
  {
    no: 2,
    code: 'pembukuan',
    plan: 1,
    title: 'Pembukuan dan lembar disposisi',
    text: 'Surat dibukukan, diberi lembar disposisi dan diteruskan kepada Kepala Dinas.',
    actors: [agendaOfficer],
    derived: 'booking',
    fields: [],
    outcomes: [goOn('disposisi-kadis')],
    documents: [],
  },
  {
    no: 3,
    code: 'disposisi-kadis',
    plan: 2,
    title: 'Disposisi Kepala Dinas',
    text: 'Disposisi Kepala Dinas ke Kepala Bidang Aplikasi dan Informatika agar ditindaklanjuti.',
    actors: [head],
    derived: 'first-disposition',
    fields: [],
    outcomes: [goOn('telaah')],
    documents: [],
  },
  {
    no: 4,
    code: 'telaah',
    plan: 4,
    title: 'Telaah surat dan kelengkapan',
    text: 'Kepala Bidang Aplikasi dan Informatika menelaah surat dan kelengkapan dokumen persyaratan, kemudian diteruskan ke Kepala Seksi Pengelolaan dan Pengembangan Aplikasi untuk ditindaklanjuti.',
    actors: [kabid],
    fields: [
      text('hasil-telaah', 'Hasil telaah'),
      rows('telaah-dokumen', 'Telaah tiap dokumen', 0, [
        line('dokumen', 'Dokumen'),
        choice('putusan', 'Putusan', paperVerdicts),
        optional(text('catatan', 'Catatan')),
      ]),
    ],
    outcomes: [
      goOn('analisa', {
        gates: [{ kind: 'requirements' }, ...recorded('hasil-telaah')],
        label: 'Lengkap, teruskan ke Kepala Seksi',
      }),
      waitForAgency('Belum lengkap, kembalikan berkas', recorded('surat-pengembalian')),
      end('ditolak', 'Tolak permohonan', 'refused', { conditions: issued('surat-penolakan') }),
    ],
    documents: [
      document('hasil-telaah', 'laporan', 'Hasil telaah'),
      given('surat-pengembalian', 'surat', 'Surat pengembalian berkas'),
      given('surat-penolakan', 'surat', 'Surat penolakan'),
    ],
  },
  {
    no: 5,
    code: 'analisa',
    plan: 10,
    title: 'Analisa bersama pengusul',
    text: 'Kepala Seksi Pengelolaan dan Pengembangan Aplikasi, Pranata Komputer dan Tim Teknis Bidang Aptika mengundang Perangkat Daerah pengusul untuk melakukan analisa antara lain bentuk aplikasi, aplikasi sejenis yang sudah ada, kebutuhan pengguna, ruang lingkup aplikasi, dan cakupan aplikasi.',
    actors: [kasi, pranata, technicians],
    fields: [
      ...meeting,
      text('bentuk-aplikasi', 'Bentuk aplikasi'),
      text('aplikasi-sejenis', 'Aplikasi sejenis yang sudah ada'),
      text('kebutuhan-pengguna', 'Kebutuhan pengguna'),
      text('ruang-lingkup', 'Ruang lingkup aplikasi'),
      text('cakupan', 'Cakupan aplikasi'),
    ],
    outcomes: [
      goOn('pembangunan', { gates: recorded('undangan-analisa', 'ba-analisa'), label: 'Bangun aplikasi baru' }),
      end('pakai-sejenis', 'Gunakan aplikasi sejenis', 'reused', { conditions: issued('surat-pakai-sejenis') }),
      end('ditolak', 'Tidak dapat dilanjutkan', 'refused', { conditions: issued('surat-penolakan') }),
    ],
    documents: [
      given('undangan-analisa', 'surat', 'Surat undangan analisa'),
      document('daftar-hadir', 'lampiran', 'Daftar hadir'),
      given('ba-analisa', 'berita-acara', 'Berita acara hasil analisa'),
      document('notula', 'lampiran', 'Notula rapat'),
      given('surat-pakai-sejenis', 'surat', 'Surat penggunaan aplikasi sejenis'),
      given('surat-penolakan', 'surat', 'Surat penolakan'),
    ],
  },
  {
    no: 6,
    code: 'pembangunan',
    plan: 42,
    title: 'Pembangunan aplikasi',
    text: 'Pranata Komputer dan Tim Teknis Bidang Aptika melakukan pembangunan aplikasi.',
    actors: [pranata, technicians],
    fields: [
      rows('tim', 'Tim pembangun', 1, [line('nama', 'Nama'), line('peran', 'Peran')]),
      date('mulai', 'Mulai'),
      date('selesai', 'Selesai'),
      rows('tahapan', 'Tahapan', 1, [
        line('nama', 'Tahapan'),
        planned(date('target', 'Target')),
        optional(date('capai', 'Tercapai')),
        optional(count('persen', 'Kemajuan (%)', 100)),
      ]),
      optional(line('repositori', 'Repositori')),
      line('versi', 'Versi'),
    ],
    spans: [['mulai', 'selesai']],
    outcomes: [goOn('demo')],
    documents: [document('catatan-kemajuan', 'lampiran', 'Catatan kemajuan pembangunan')],
  },
  {
    no: 7,
    code: 'demo',
    plan: 5,
    title: 'Demo / pengujian aplikasi',
    text: 'Kepala Seksi Pengelolaan dan Pengembangan Aplikasi mengundang Perangkat Daerah pengusul untuk melakukan demo/pengujian aplikasi yang telah selesai dibangun.',
    actors: [kasi],
    fields: [
      ...meeting,
      line('versi', 'Versi yang ditunjukkan'),
      rows('uji', 'Hasil pengujian', 0, [
        line('fungsi', 'Fungsi yang diuji'),
        choice('hasil', 'Hasil', testResults),
        optional(text('catatan', 'Catatan')),
      ]),
      rows('temuan', 'Temuan', 0, [
        line('nomor', 'No.'),
        optional(choice('tingkat', 'Tingkat', severity)),
        text('uraian', 'Temuan'),
      ]),
      optional(choice('putusan-uji', 'Putusan pengujian', testVerdicts)),
    ],
    outcomes: [goOn('penyempurnaan', { gates: recorded('undangan-demo', 'ba-pengujian') })],
    documents: [
      given('undangan-demo', 'surat', 'Surat undangan demo/pengujian'),
      document('daftar-hadir', 'lampiran', 'Daftar hadir'),
      given('ba-pengujian', 'berita-acara', 'Berita acara pengujian'),
      document('notula', 'lampiran', 'Notula rapat'),
      document('daftar-temuan', 'lampiran', 'Daftar temuan'),
    ],
  },
  {
    no: 8,
    code: 'penyempurnaan',
    plan: 10,
    title: 'Penyempurnaan aplikasi',
    text: 'Pranata Komputer dan Tim Teknis Bidang Aptika melakukan penyempurnaan aplikasi yang telah didemokan/diuji.',
    actors: [pranata, technicians],
    fields: [
      rows('perbaikan', 'Tindak lanjut temuan', 0, [
        line('nomor', 'No. temuan'),
        optional(choice('asal', 'Asal', findingSources)),
        text('perbaikan', 'Perbaikan'),
        optional(choice('keadaan', 'Keadaan', findingStates)),
        optional(date('tanggal', 'Tanggal')),
      ]),
      line('versi', 'Versi perbaikan'),
    ],
    outcomes: [goOn('pemeriksaan-keamanan'), goBack('demo-ulang', 'Perlu demo ulang', 'demo')],
    documents: [document('tindak-lanjut-temuan', 'lampiran', 'Daftar tindak lanjut temuan')],
  },
  {
    no: 9,
    code: 'pemeriksaan-keamanan',
    plan: 8,
    title: 'Pemeriksaan keamanan aplikasi',
    text: 'Kepala Seksi Pengelolaan dan Pengembangan Aplikasi mengajukan permohonan pemeriksaan keamanan aplikasi kepada Kepala Bidang Pengamanan Persandian.',
    actors: [kasi, security],
    fields: [
      date('tanggal-pemeriksaan', 'Tanggal pemeriksaan'),
      line('versi', 'Versi yang diperiksa'),
      carried(
        rows('temuan', 'Temuan keamanan', 0, [
          line('nomor', 'No.'),
          choice('tingkat', 'Tingkat', severity),
          text('uraian', 'Temuan'),
          optional(text('rekomendasi', 'Rekomendasi')),
          optional(choice('keadaan', 'Keadaan', findingStates)),
        ]),
      ),
      choice('hasil-pemeriksaan', 'Hasil pemeriksaan', verdicts),
    ],
    outcomes: [
      verdict(
        goOn('penyerahan', { gates: recorded('nota-dinas-keamanan', 'laporan-keamanan'), label: 'AMAN' }, 'aman'),
        ['kabid-persandian'],
        [
          {
            kind: 'settled',
            field: 'temuan',
            column: 'tingkat',
            values: ['kritis', 'tinggi'],
            state: 'keadaan',
            over: 'selesai',
          },
          ...agreeing,
        ],
      ),
      verdict(
        goBack('tidak-aman', 'TIDAK AMAN', 'penyempurnaan', recorded('nota-dinas-keamanan', 'laporan-keamanan')),
        ['kabid-persandian'],
        agreeing,
      ),
    ],
    documents: [
      document('nota-dinas-keamanan', 'nota-dinas', 'Nota dinas permohonan pemeriksaan keamanan'),
      document('laporan-keamanan', 'laporan', 'Laporan hasil pemeriksaan keamanan', { signedBy: 'kabid-persandian' }),
    ],
  },
  {
    no: 10,
    code: 'penyerahan',
    plan: 3,
    title: 'Penyerahan aplikasi',
    text: 'Kepala Seksi Pengelolaan dan Pengembangan Aplikasi menyerahkan aplikasi yang telah dinyatakan aman kepada Perangkat Daerah pengusul.',
    actors: [kasi, applicant],
    fields: [
      line('versi', 'Versi yang diserahkan'),
      line('pihak-pertama', 'Yang menyerahkan'),
      line('pihak-kedua', 'Yang menerima'),
      rows('barang', 'Yang diserahkan', 1, [line('nama', 'Nama'), optional(line('keterangan', 'Keterangan'))]),
    ],
    outcomes: [
      goOn('hosting', {
        gates: [
          { kind: 'verdict', step: 'pemeriksaan-keamanan', outcome: 'aman', field: 'versi', same: 'versi' },
          ...recorded('ba-serah-terima'),
        ],
      }),
    ],
    documents: [given('ba-serah-terima', 'berita-acara', 'Berita acara serah terima')],
  },
  {
    no: 11,
    code: 'hosting',
    plan: 4,
    title: 'Hosting, subdomain dan IP publik',
    text: 'Aplikasi yang telah dinyatakan aman diusulkan oleh Perangkat Daerah pengusul untuk dilakukan hosting di data center, diberi nama subdomain dan diberi IP publik (jika dibutuhkan).',
    actors: [applicant, position('kabid-infrastruktur', 'Kepala Bidang Infrastruktur TIK')],
    fields: [
      line('server', 'Data center/server'),
      line('subdomain', 'Subdomain', { hint: 'contoh: layanan.riau.go.id' }),
      yesNo('perlu-ip', 'IP publik diperlukan'),
      optional(line('ip', 'IP publik')),
      optional(line('alasan-tanpa-ip', 'Alasan IP publik tidak diperlukan')),
      date('aktif', 'Aktif sejak'),
    ],
    outcomes: [
      end('selesai', 'Selesaikan permohonan', 'done', {
        gates: [{ kind: 'either', by: 'perlu-ip', yes: 'ip', no: 'alasan-tanpa-ip' }, ...recorded('usulan-hosting')],
      }),
    ],
    documents: [
      document('usulan-hosting', 'surat', 'Surat usulan hosting'),
      document('bukti-aktif', 'lampiran', 'Bukti aktif hosting'),
    ],
  },
];

/** Pembuatan Aplikasi Layanan Pemerintah Lintas Perangkat Daerah, 11 steps. */
export const buildApplication: ServiceDefinition = {
  code: 'pembuatan-aplikasi',
  prefix: 'APL',
  title: 'Pembuatan Aplikasi Layanan Pemerintah Lintas Perangkat Daerah',
  caseName: 'Nama aplikasi',
  decree: 'Kpts.33/DISKOMINFOTIK.UP/XI/2020',
  months: 3,
  fee: 'Tidak dipungut biaya',
  product: 'Fitur aplikasi layanan pemerintah kepada masyarakat',
  requirements: [
    {
      code: 'surat-permohonan',
      title:
        'Surat permohonan pembuatan aplikasi layanan pemerintah lintas perangkat daerah dari Dinas/Perangkat Daerah',
    },
    { code: 'kak', title: 'Dokumen Kerangka Acuan Kerja (KAK)' },
    { code: 'proses-bisnis', title: 'Dokumen Proses Bisnis Aplikasi' },
    { code: 'database', title: 'Database pendukung' },
  ],
  complete: { all: [{ need: 'surat-permohonan' }, { need: 'kak' }, { need: 'proses-bisnis' }, { need: 'database' }] },
  completeBefore: 'telaah',
  recognisedBy: ['pembuatan aplikasi', 'pembangunan aplikasi', 'pengembangan aplikasi', 'permohonan aplikasi'],
  steps,
  maintained: false,
  complaints:
    'Pengaduan, saran dan masukan dapat disampaikan secara tertulis melalui surat yang ditujukan kepada Dinas Komunikasi, Informatika dan Statistik Provinsi Riau (Jl. Diponegoro Nomor 24 A, Pekanbaru, kode pos 28156, telepon (0761) 45505, e-mail diskominfotik@riau.go.id, faksimile (0761) 45505, situs diskominfotik.riau.go.id dan mediacenter.riau.go.id).',
  lapor: false,
};
