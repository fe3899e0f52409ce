import { letterHeader } from '../../../shared/letters/header.ts';
import type { RegisterArgs } from '../../../shared/letters/register.ts';
import type { TranscribeArgs } from '../../../shared/dispositions/issue.ts';
import type { Office } from '../../../renderer/data/office.ts';

/** The longest subject of the sample letters, 445 characters. */
export const longSubject =
  'Permohonan Pembuatan Aplikasi Layanan Perizinan Terpadu Lintas Perangkat Daerah yang Menghubungkan Pengajuan, ' +
  'Verifikasi Teknis, Rekomendasi, Pembayaran Retribusi, Penerbitan Izin, Pelaporan Realisasi Investasi, Pengawasan ' +
  'Lapangan, serta Pengaduan Masyarakat pada Dua Belas Kabupaten/Kota se-Provinsi Riau, Berikut Permintaan ' +
  'Pendampingan Penyusunan Kerangka Acuan Kerja, Dokumen Proses Bisnis, Rancangan Basis Data, dan Pelatihan Bagi ' +
  'Operator';

/** About `length` characters of running text that ends in a word no other text has. */
export function prose(length: number, end: string): string {
  const words =
    'Mohon dipelajari berkas permohonan ini, disiapkan telaahan teknisnya, dan dilaporkan hasilnya secara tertulis.';
  return `${`${words} `
    .repeat(Math.ceil(length / words.length))
    .slice(0, length - end.length - 1)
    .trim()} ${end}`;
}

const usual: RegisterArgs = {
  letterId: 'usual',
  ...letterHeader.blank,
  received: { date: '2026-09-25', time: '08:12' },
  sender: { agencyId: null, name: 'Badan Penanggulangan Bencana Daerah' },
  letterNumber: 'B/500.12.16.3/573/BPBD-KL/IX/2026',
  letterDate: '2026-09-24',
  subject: 'Permohonan Pembuatan Aplikasi Pelaporan Kejadian Bencana Terpadu',
  attachments: '4 (empat) berkas',
  urgency: 'segera',
  security: 'biasa',
  classification: '500.12.16.3',
  delivery: 'kurir',
  addressedTo: ['pos-kadis'],
  duplicateReason: null,
};

export const letters: readonly RegisterArgs[] = [
  usual,
  { ...usual, letterId: 'long', subject: longSubject, urgency: 'sangat-segera' },
  { ...usual, letterId: 'endless', subject: prose(4000, 'akhirperihal') },
  { ...usual, letterId: 'secret', security: 'rahasia', urgency: 'biasa', letterDate: '2026-08-17' },
  {
    ...usual,
    letterId: 'hostile',
    sender: { agencyId: null, name: `<script>alert(1)</script> ${'Dinas'.repeat(80)}` },
    letterNumber: 'X'.repeat(200),
    subject: `<b>${'panjang'.repeat(300)}</b> &amp; akhirperihal`,
  },
  {
    ...usual,
    letterId: 'crowded',
    sender: {
      agencyId: null,
      name: 'Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana Provinsi Riau',
    },
  },
];

type Step = Omit<TranscribeArgs, 'letterId' | 'parent'> & { readonly opId: string; readonly parent: string | null };

const chain = (id: string, note: (text: string) => string): readonly Step[] => [
  {
    opId: `${id}-1`,
    parent: null,
    from: 'pos-kadis',
    date: '2026-09-25',
    to: [{ position: 'pos-aptika', due: '2026-10-02' }],
    instructions: ['Proses lebih lanjut', 'Disiapkan jawaban'],
    note: note('Pelajari dan siapkan telaahan, libatkan bidang terkait.'),
  },
  {
    opId: `${id}-2`,
    parent: `${id}-1`,
    from: 'pos-aptika',
    date: '2026-09-28',
    to: [{ position: 'pos-seksi', due: '2026-09-30' }],
    instructions: ['Koordinasi/konfirmasikan'],
    note: note('Undang pengusul untuk analisis bersama pekan ini.'),
  },
  {
    opId: `${id}-3`,
    parent: `${id}-2`,
    from: 'pos-seksi',
    date: '2026-09-29',
    to: [{ position: 'pos-prakom', due: null }],
    instructions: [],
    note: note('Siapkan bahan rapat dan daftar aplikasi sejenis.'),
  },
];

/** Books the letters and types in their dispositions through the real commands. */
export async function fill(office: Office): Promise<void> {
  for (const letter of letters) {
    const booked = await office.run('letter.register', letter);
    if (!booked.ok) throw new Error(JSON.stringify(booked.error));
    const note = (text: string): string => (letter.letterId === 'endless' ? prose(4000, 'akhircatatan') : text);
    for (const { opId, ...step } of chain(letter.letterId, note)) {
      const saved = await office.run('disposition.transcribe', { letterId: letter.letterId, ...step }, { opId });
      if (!saved.ok) throw new Error(JSON.stringify(saved.error));
    }
  }
}
