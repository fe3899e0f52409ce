import type { CaseAct, FieldValues } from '../../shared/cases/case.ts';
import { addDays, type PlainDate } from '../../shared/dates/plain-date.ts';

/** One entry about a request: who makes it, how many days after the receipt of the letter, and what it says. */
export interface CaseWork {
  readonly username: string;
  readonly after: number;
  readonly kind: CaseAct['kind'];
  readonly act: object;
}

/** A request for a service: the letter that brings it and what was done since. */
export interface DemoCase {
  readonly letterNumber: string;
  readonly service: string;
  readonly title: string;
  /** What was done, given the day of receipt. */
  readonly work: (received: PlainDate) => readonly CaseWork[];
}

const papers = (after: number, ...codes: readonly string[]): readonly CaseWork[] =>
  codes.map((code) => ({
    username: 'tu',
    after,
    kind: 'requirement',
    act: { code, present: true, scanId: null, remark: 'Asli, map permohonan di lemari Tata Usaha' },
  }));

interface Step {
  readonly username: string;
  readonly after: number;
  readonly step: string;
  readonly round?: number;
}

function paper(
  received: PlainDate,
  { username, after, step, round = 1 }: Step,
  code: string,
  number: string,
): CaseWork {
  const act = { step, round, code, number, date: addDays(received, after), signer: null, content: {} };
  return { username, after, kind: 'document', act };
}

interface Ending extends Step {
  readonly outcome: string;
  readonly fields: FieldValues;
  readonly note?: string;
  readonly onBehalf?: boolean;
}

function ended(received: PlainDate, ending: Ending): CaseWork {
  const { username, after, step, round = 1, outcome, fields, note = '', onBehalf = false } = ending;
  const act = { step, round, outcome, fields, note, onBehalf, finishedOn: addDays(received, after) };
  return { username, after, kind: 'finish', act };
}

const buildWaiting: DemoCase = {
  letterNumber: '420/DISDIK/XI/2025/0911',
  service: 'pembuatan-aplikasi',
  title: 'Aplikasi Layanan Mutasi Siswa Lintas Kabupaten/Kota',
  work: (received) => {
    const step = { username: 'kabid.aptika', after: 4, step: 'telaah' };
    return [
      ...papers(2, 'surat-permohonan', 'database'),
      paper(received, step, 'surat-pengembalian', '500.12/48/DISKOMINFOTIK/XII/2025'),
      ended(received, {
        ...step,
        outcome: 'tidak-lengkap',
        fields: {},
        note: 'Kerangka Acuan Kerja dan dokumen proses bisnis belum disertakan.',
      }),
    ];
  },
};

const buildReviewed: DemoCase = {
  letterNumber: 'B/500.12.16.3/573/BPBD-KL/IX/2026',
  service: 'pembuatan-aplikasi',
  title: 'Aplikasi Pelaporan Kejadian Bencana Terpadu',
  work: (received) => {
    const step = { username: 'kabid.aptika', after: 3, step: 'telaah' };
    return [
      ...papers(1, 'surat-permohonan', 'kak', 'proses-bisnis', 'database'),
      paper(received, step, 'hasil-telaah', '500.12/131/APTIKA/IX/2026'),
      ended(received, {
        ...step,
        outcome: 'lanjut',
        fields: { 'hasil-telaah': 'Berkas lengkap. Layanan dipakai bersama dua belas kabupaten/kota.' },
      }),
    ];
  },
};

const agreement = (received: PlainDate, after: number): CaseWork =>
  ended(received, {
    username: 'tu',
    after,
    step: 'koordinasi',
    outcome: 'lanjut',
    fields: {
      tanggal: addDays(received, after),
      pihak: 'Kepala Dinas, Kepala Bidang Aplikasi dan Informatika, dan perwakilan pemohon',
      kesepakatan: 'Integrasi dilaksanakan melalui pusat pertukaran data provinsi.',
    },
    onBehalf: true,
  });

const integrateAsked: DemoCase = {
  letterNumber: '440/DINKES/IX/2026/2118',
  service: 'integrasi-data',
  title: 'Integrasi Data Fasilitas Kesehatan dengan Portal Data Provinsi',
  work: (received) => {
    const step = { username: 'tu', after: 3, step: 'koordinasi' };
    return [
      ...papers(1, 'surat-permohonan', 'daftar-tenaga', 'spesifikasi-server'),
      paper(received, step, 'permintaan-definisi', '500.12/133/DISKOMINFOTIK/X/2026'),
      agreement(received, 3),
    ];
  },
};

const integrateDisagreed: DemoCase = {
  letterNumber: '800/BKD/III/2026/655',
  service: 'integrasi-data',
  title: 'Integrasi Data Kepegawaian dengan Sistem Kehadiran',
  work: (received) => {
    const definition = { username: 'tu', after: 14, step: 'definisi-data' };
    return [
      ...papers(1, 'surat-permohonan', 'daftar-tenaga', 'rancangan-aplikasi'),
      paper(
        received,
        { username: 'tu', after: 6, step: 'koordinasi' },
        'permintaan-definisi',
        '500.12/29/DISKOMINFOTIK/III/2026',
      ),
      agreement(received, 6),
      paper(received, definition, 'kebutuhan-data', '800/BKD/III/2026/702'),
      ended(received, {
        ...definition,
        outcome: 'lanjut',
        fields: {
          versi: '1',
          disampaikan: addDays(received, 14),
          elemen: [
            { nama: 'NIP', uraian: 'Nomor induk pegawai, 18 angka', sumber: 'Sistem kepegawaian' },
            { nama: 'Kehadiran', uraian: 'Jam datang dan pulang per hari kerja', sumber: 'Sistem kehadiran' },
          ],
        },
        onBehalf: true,
      }),
      ended(received, {
        username: 'timteknis',
        after: 21,
        step: 'skenario',
        outcome: 'tidak-sepakat',
        fields: {
          tanggal: addDays(received, 21),
          skenario: 'Data kehadiran ditarik setiap malam melalui web service.',
          modus: 'tarik',
          versi: '1',
          peserta: [{ nama: 'Maya Anggraini', jabatan: 'Tim Teknis', instansi: 'Diskominfotik' }],
        },
        note: 'Pemilik data kehadiran belum menyetujui elemen jam pulang.',
      }),
    ];
  },
};

/**
 * Two requests for each service: one waits for its agency's papers and is overdue, one has been reviewed, one waits for
 * the agency's definition, and one came back from a scenario without agreement and is overdue as well.
 */
export const demoCases: readonly DemoCase[] = [buildWaiting, buildReviewed, integrateAsked, integrateDisagreed];
