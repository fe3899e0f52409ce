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
  line,
  optional,
  position,
  recorded,
  rows,
  team,
  text,
  waitForAgency,
  yesNo,
} from './build.ts';
import type { ServiceDefinition, StepDefinition } from './definition.ts';

const applicant = agency('OPD terkait');
const head = position('kepala-dinas', 'Pimpinan');
const technicians = team('tim-teknis', 'Tim Teknis');
const dataSupervisor = position('kasi-data', 'Pejabat Pengawas pengelolaan data dan integrasi SI');
const technologySupervisor = position('kasi-ti', 'Pejabat Pengawas pengelola teknologi informasi');
const administrator = position('kabid-aptika', 'Pejabat Administrator');

const modes = [
  { code: 'tarik', label: 'Ditarik peminta (pull)' },
  { code: 'dorong', label: 'Dikirim pemilik (push)' },
];

/** Dataset by dataset, with what was counted. */
const loads = (key: string, label: string) =>
  rows(key, label, 1, [line('nama', 'Dataset'), date('tanggal', 'Tanggal'), count('baris', 'Jumlah baris')]);

const steps: readonly StepDefinition[] = [
  {
    no: 1,
    code: 'koordinasi',
    plan: 5,
    title: 'Koordinasi dengan Pimpinan',
    text: 'OPD terkait berkoordinasi dengan Pimpinan untuk melakukan integrasi, untuk meminta instansi mendefinisikan data dan informasi apa yang akan diintegrasikan.',
    actors: [applicant, head],
    fields: [
      date('tanggal', 'Tanggal koordinasi'),
      text('pihak', 'Yang hadir'),
      text('kesepakatan', 'Kesepakatan untuk melakukan integrasi'),
    ],
    outcomes: [goOn('definisi-data', { gates: recorded('permintaan-definisi') })],
    documents: [
      given('tanda-terima', 'lampiran', 'Tanda terima berkas'),
      given('permintaan-definisi', 'surat', 'Surat permintaan definisi data'),
    ],
  },
  {
    no: 2,
    code: 'definisi-data',
    plan: 10,
    title: 'Definisi data tertulis',
    text: 'OPD mendefinisikan data dan informasi yang dibutuhkan dalam bentuk dokumen tertulis disampaikan kepada tim teknis Kominfo.',
    actors: [applicant],
    fields: [
      line('versi', 'Versi dokumen'),
      date('disampaikan', 'Disampaikan tanggal'),
      carried(
        rows('elemen', 'Elemen data', 1, [
          line('nama', 'Nama'),
          text('uraian', 'Uraian'),
          optional(line('sumber', 'Sumber')),
        ]),
      ),
    ],
    outcomes: [
      goOn('skenario', {
        gates: [{ kind: 'requirements' }, ...recorded('kebutuhan-data')],
        label: 'Lengkap, rumuskan skenario',
      }),
      waitForAgency('Belum lengkap, kembalikan berkas', recorded('surat-pengembalian')),
    ],
    documents: [
      given('kebutuhan-data', 'laporan', 'Dokumen kebutuhan data'),
      given('surat-pengembalian', 'surat', 'Surat pengembalian berkas'),
    ],
  },
  {
    no: 3,
    code: 'skenario',
    plan: 10,
    title: 'Perumusan skenario integrasi',
    text: 'Tim Teknis dan OPD terkait melakukan perumusan mengenai skenario integrasi untuk memperoleh data yang disepakati untuk pertukaran melalui web service; jika sepakat maka dilakukan pertukaran data, jika tidak maka dikembalikan kepada OPD terkait.',
    actors: [technicians, applicant],
    fields: [
      date('tanggal', 'Tanggal perumusan'),
      carried(text('skenario', 'Skenario')),
      carried(choice('modus', 'Cara pertukaran', modes)),
      line('versi', 'Versi skenario'),
      rows('peserta', 'Peserta', 1, [line('nama', 'Nama'), line('jabatan', 'Jabatan'), line('instansi', 'Instansi')]),
    ],
    outcomes: [
      goOn('dokumen-interchange', { gates: recorded('ba-skenario'), label: 'SEPAKAT' }, 'sepakat'),
      goBack('tidak-sepakat', 'TIDAK SEPAKAT, kembalikan kepada OPD', 'definisi-data'),
    ],
    documents: [
      given('undangan-skenario', 'surat', 'Surat undangan perumusan skenario'),
      document('daftar-hadir', 'lampiran', 'Daftar hadir'),
      given('ba-skenario', 'berita-acara', 'Berita acara kesepakatan skenario'),
      document('notula', 'lampiran', 'Notula rapat'),
    ],
  },
  {
    no: 4,
    code: 'dokumen-interchange',
    plan: 8,
    title: 'Dokumen interchange data',
    text: 'Hasil yang telah dirumuskan oleh OPD dan Tim Teknis dibentuk menjadi dokumen interchange data (pertukaran data menggunakan web service).',
    actors: [applicant, technicians],
    fields: [
      line('versi', 'Versi dokumen'),
      optional(date('ttd-opd', 'Ditandatangani OPD')),
      optional(date('ttd-kominfo', 'Ditandatangani Diskominfotik')),
      carried(rows('dataset', 'Dataset', 1, [line('nama', 'Dataset'), text('uraian', 'Uraian')])),
      carried(
        rows('kamus', 'Kamus data', 1, [
          line('dataset', 'Dataset'),
          line('nama', 'Elemen'),
          line('label', 'Label'),
          line('tipe', 'Tipe'),
          optional(line('panjang', 'Panjang')),
          optional(line('aturan', 'Nilai yang diperbolehkan')),
          optional(yesNo('kunci', 'Kunci')),
          optional(yesNo('wajib', 'Wajib')),
          optional(line('satuan', 'Satuan')),
          optional(line('contoh', 'Contoh')),
        ]),
      ),
    ],
    outcomes: [
      goOn('penyiapan-api', {
        gates: [
          { kind: 'signed', step: 'dokumen-interchange', fields: ['ttd-opd', 'ttd-kominfo'] },
          ...recorded('dokumen-interchange'),
        ],
      }),
    ],
    documents: [given('dokumen-interchange', 'laporan', 'Dokumen interchange data')],
  },
  {
    no: 5,
    code: 'penyiapan-api',
    plan: 25,
    title: 'Penyiapan API',
    text: 'Tim Teknis Kominfo mempersiapkan API. Aplikasi disimpan pada satu server khusus yang menjadi pusat pertukaran data dan menjadi data referensi.',
    actors: [technicians],
    fields: [
      carried(
        rows('titik', 'Titik akses (endpoint)', 1, [
          line('alamat', 'Alamat'),
          line('metode', 'Metode'),
          text('uraian', 'Uraian'),
        ]),
      ),
      line('versi', 'Versi API'),
      carried(line('server', 'Server')),
      text('hasil-uji', 'Hasil uji'),
    ],
    outcomes: [goOn('penyimpanan')],
    documents: [document('catatan-api', 'lampiran', 'Catatan penyiapan API')],
  },
  {
    no: 6,
    code: 'penyimpanan',
    plan: 8,
    title: 'Penyimpanan dalam satu sistem database',
    text: 'Setelah tersedianya aplikasi API maka seluruh data disimpan oleh Tim Teknis dalam satu sistem database, di mana seluruh data master dan transaksi disimpan dalam database tersebut.',
    actors: [technicians],
    fields: [carried(loads('muatan', 'Data yang disimpan'))],
    outcomes: [goOn('penyampaian-hasil')],
    documents: [document('catatan-penyimpanan', 'lampiran', 'Catatan penyimpanan data')],
  },
  {
    no: 7,
    code: 'penyampaian-hasil',
    plan: 3,
    title: 'Penyampaian hasil integrasi',
    text: 'Pejabat Pengawas pengelolaan data dan Integrasi SI menyampaikan hasil integrasi data pada OPD terkait.',
    actors: [dataSupervisor],
    fields: [date('tanggal', 'Tanggal penyampaian'), text('penerima', 'Penerima')],
    outcomes: [goOn('cek-updating', { gates: recorded('penyampaian-hasil') })],
    documents: [given('penyampaian-hasil', 'surat', 'Surat penyampaian hasil integrasi')],
  },
  {
    no: 8,
    code: 'cek-updating',
    plan: 7,
    title: 'Cek dan updating oleh OPD',
    text: 'OPD melakukan proses cek dan updating pada sistem yang dimilikinya.',
    actors: [applicant],
    fields: [
      date('tanggal', 'Tanggal pengecekan'),
      rows('selisih', 'Perbedaan yang ditemukan', 0, [
        line('dataset', 'Dataset'),
        text('uraian', 'Perbedaan'),
        optional(text('perbaikan', 'Perbaikan')),
      ]),
    ],
    outcomes: [goOn('data-interchange', { gates: recorded('ba-pengecekan') })],
    documents: [given('ba-pengecekan', 'berita-acara', 'Berita acara hasil pengecekan')],
  },
  {
    no: 9,
    code: 'data-interchange',
    plan: 5,
    title: 'Penyiapan data hasil interchange',
    text: 'OPD dan Tim Teknis mempersiapkan dan menyampaikan data-data hasil interchange sistem informasi.',
    actors: [applicant, technicians],
    fields: [line('periode', 'Periode'), carried(loads('data', 'Data hasil interchange'))],
    outcomes: [goOn('dokumen-hasil')],
    documents: [document('catatan-data', 'lampiran', 'Catatan data hasil interchange')],
  },
  {
    no: 10,
    code: 'dokumen-hasil',
    plan: 3,
    title: 'Penyampaian dokumen hasil',
    text: 'Pejabat Pengawas Pengelola Teknologi Informasi menyampaikan dokumen hasil interchange data dan integrasi sistem.',
    actors: [technologySupervisor],
    fields: [date('tanggal', 'Tanggal penyampaian'), text('penerima', 'Penerima')],
    outcomes: [goOn('dashboard', { gates: recorded('hasil-interchange') })],
    documents: [given('hasil-interchange', 'laporan', 'Dokumen hasil interchange dan integrasi')],
  },
  {
    no: 11,
    code: 'dashboard',
    plan: 4,
    title: 'Dashboard data integrasi',
    text: 'Pejabat Administrator menampilkan data integrasi dalam dashboard untuk keperluan OPD; jika sesuai maka sudah selesai dan terus dilakukan update, tetapi jika tidak maka kembali pada proses 3.',
    actors: [administrator],
    fields: [date('tanggal', 'Tanggal ditampilkan'), carried(line('dashboard', 'Alamat dashboard'))],
    outcomes: [
      goOn('laporan', { label: 'SESUAI' }, 'sesuai'),
      goBack('tidak-sesuai', 'TIDAK SESUAI, kembali ke perumusan skenario', 'skenario'),
    ],
    documents: [],
  },
  {
    no: 12,
    code: 'laporan',
    plan: 2,
    title: 'Laporan hasil integrasi',
    text: 'Proses selesai dengan pembuatan laporan hasil integrasi.',
    actors: [technicians],
    fields: [text('ringkasan', 'Ringkasan hasil')],
    outcomes: [end('selesai', 'Selesaikan permohonan', 'done', { gates: recorded('laporan-integrasi') })],
    documents: [given('laporan-integrasi', 'laporan', 'Laporan hasil integrasi')],
  },
];

/** Pengimplementasian Integrasi dan Interoperabilitas Data, 12 steps; booking and disposition come before the first. */
export const integrateData: ServiceDefinition = {
  code: 'integrasi-data',
  prefix: 'INT',
  title: 'Pengimplementasian Integrasi dan Interoperabilitas Data',
  caseName: 'Nama dataset',
  decree: null,
  months: 3,
  fee: 'Tidak dipungut biaya',
  product: 'Layanan yang terintegrasi',
  requirements: [
    { code: 'surat-permohonan', title: 'Surat permohonan integrasi' },
    { code: 'daftar-tenaga', title: 'Daftar tenaga pengelola aplikasi dan/atau server' },
    { code: 'rancangan-aplikasi', title: 'Dokumen rancangan aplikasi' },
    { code: 'spesifikasi-server', title: 'Dokumen spesifikasi server' },
  ],
  complete: {
    all: [
      { need: 'surat-permohonan' },
      { need: 'daftar-tenaga' },
      { any: [{ need: 'rancangan-aplikasi' }, { need: 'spesifikasi-server' }] },
    ],
  },
  completeBefore: 'definisi-data',
  recognisedBy: ['integrasi', 'interoperabilitas', 'pertukaran data', 'berbagi pakai data'],
  steps,
  interchange: { written: 'dokumen-interchange', published: 'penyiapan-api' },
  maintained: true,
  complaints:
    'Pengaduan, saran dan masukan dapat disampaikan secara tertulis melalui surat yang ditujukan kepada Dinas Komunikasi, Informatika dan Statistik Provinsi Riau (Jalan Diponegoro Nomor 24-A, telepon (0761) 45505, faksimile (0761) 45507, e-mail diskominfotik@riau.go.id). Anda juga dapat menyampaikan pengaduan, aspirasi, maupun permintaan informasi melalui aplikasi LAPOR!',
  lapor: true,
};
