import { buildApplication } from '../../shared/services/build-app.ts';
import {
  agency,
  date,
  document,
  end,
  goOn,
  line,
  position,
  recorded,
  rows,
  text,
} from '../../shared/services/build.ts';
import type { ServiceDefinition } from '../../shared/services/definition.ts';

/** A third service that the office never published: data alone, with a document of every form and no wording of its own. */
export const lending: ServiceDefinition = {
  ...buildApplication,
  code: 'peminjaman-videotron',
  prefix: 'VID',
  title: 'Peminjaman Videotron',
  requirements: [{ code: 'surat', title: 'Surat permohonan' }],
  complete: { need: 'surat' },
  completeBefore: 'periksa',
  maintained: false,
  steps: [
    {
      no: 1,
      code: 'periksa',
      title: 'Pemeriksaan',
      text: '',
      actors: [position('kabid-ikp', 'Kepala Bidang IKP')],
      fields: [
        line('jadwal', 'Jadwal'),
        text('uraian-materi', 'Uraian materi'),
        rows('titik', 'Titik tayang', 1, [line('lokasi', 'Lokasi'), date('mulai', 'Mulai')]),
      ],
      outcomes: [goOn('tayang', { gates: [{ kind: 'requirements' }, ...recorded('izin')] })],
      documents: [
        document('izin', 'surat', 'Surat izin tayang'),
        document('nota-tayang', 'nota-dinas', 'Nota dinas penayangan'),
        document('ba-tayang', 'berita-acara', 'Berita acara penayangan'),
        document('laporan-tayang', 'laporan', 'Laporan penayangan'),
        document('jadwal-tayang', 'lampiran', 'Jadwal penayangan'),
      ],
    },
    {
      no: 2,
      code: 'tayang',
      title: 'Penayangan',
      text: '',
      actors: [agency('Pemohon')],
      fields: [],
      outcomes: [end('selesai', 'Selesai', 'done')],
      documents: [],
    },
  ],
};
