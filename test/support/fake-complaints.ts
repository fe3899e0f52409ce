import type { Complaint, ComplaintAct } from '../../shared/complaints/complaint.ts';
import { addDays, type PlainDate } from '../../shared/dates/plain-date.ts';

const by = { account: 'acc-umum', person: null, position: 'pos-umum' };

function base(id: string, received: PlainDate, change: Partial<Complaint>): Complaint {
  return {
    id,
    kind: 'pengaduan',
    channel: 'surat',
    trackingId: '',
    received,
    reporter: { name: 'Budi Santoso', contact: '0812-0000-0000' },
    anonymous: false,
    secret: false,
    subject: 'Permohonan aplikasi belum dijawab',
    text: 'Surat permohonan sudah dikirim sebulan yang lalu, belum ada jawaban.',
    class: 'pengaduan',
    service: 'pembuatan-aplikasi',
    caseId: null,
    letterId: null,
    recorded: { id: `${id}-op`, at: `${received}T09:15:00.000+07:00`, by, desk: 'D01' },
    acts: [],
    ...change,
  };
}

type NewAct = ComplaintAct extends infer A
  ? A extends ComplaintAct
    ? Omit<A, 'id' | 'at' | 'by' | 'desk'>
    : never
  : never;
const act = (id: string, day: PlainDate, given: NewAct): ComplaintAct => ({
  id,
  at: `${day}T10:00:00.000+07:00`,
  by,
  desk: 'D01',
  ...given,
});

/** A handful of complaints around a day, one of each kind: late, new, answered, secret, closed. */
export function fakeComplaints(today: PlainDate): readonly Complaint[] {
  const before = (days: number): PlainDate => addDays(today, -days);
  return [
    base('adu-1', before(40), {
      acts: [
        act('adu-1a', before(38), { kind: 'assign', position: 'pos-aptika' }),
        act('adu-1b', before(35), { kind: 'follow-up', on: before(35), text: 'Berkas diperiksa bersama Kasi.' }),
      ],
    }),
    base('adu-2', before(1), {
      channel: 'lapor',
      trackingId: '7654321',
      subject: 'Dashboard integrasi data menampilkan angka lama',
      service: 'integrasi-data',
      anonymous: true,
      reporter: { name: '', contact: '' },
    }),
    base('adu-3', before(20), {
      kind: 'saran',
      class: 'aspirasi',
      channel: 'e-mail',
      subject: 'Sediakan panduan pengajuan integrasi',
      service: 'integrasi-data',
      reporter: { name: 'Siti Aminah', contact: 'siti@example.org' },
      acts: [
        act('adu-3a', before(15), {
          kind: 'reply',
          on: before(15),
          text: 'Panduan akan dimuat pada laman dinas.',
          number: '555/DISKOMINFOTIK/XI/2026/118',
        }),
      ],
    }),
    base('adu-4', before(9), {
      secret: true,
      class: 'pengaduan-pengawasan',
      channel: 'telepon',
      subject: 'Dugaan pungutan dalam layanan',
      service: null,
      acts: [act('adu-4a', before(8), { kind: 'assign', position: 'pos-sekretaris' })],
    }),
    base('adu-5', before(60), {
      kind: 'masukan',
      class: 'aspirasi',
      channel: 'faksimile',
      subject: 'Jam layanan meja depan',
      service: null,
      acts: [act('adu-5a', before(50), { kind: 'close', on: before(50), note: 'Sudah diumumkan.' })],
    }),
  ];
}
