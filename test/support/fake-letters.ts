import type { Context } from '../../shared/commands/command.ts';
import { letterHeader } from '../../shared/letters/header.ts';
import { addDays, type PlainDate } from '../../shared/dates/plain-date.ts';
import type { Agency } from '../../shared/office/master.ts';
import { registerLetter } from '../../shared/letters/register.ts';
import { securities, urgencies, type Letter } from '../../shared/letters/letter.ts';
import { issueDisposition } from '../../shared/dispositions/issue.ts';
import { completeDisposition, readDisposition } from '../../shared/dispositions/follow.ts';
import { recordPrint } from '../../shared/letters/handling.ts';
import { fileLetter } from '../../shared/letters/close.ts';
import { fakeMaster } from './fake-master.ts';

const subjects = [
  'Undangan Rapat Koordinasi Pengelolaan Aplikasi Layanan Publik Tahun Anggaran 2026',
  'Permohonan Pembangunan Aplikasi Sistem Informasi Manajemen Kepegawaian',
  'Permintaan Data Statistik Sektoral',
  'Penyampaian Laporan Triwulan III',
  'Permohonan Narasumber Bimbingan Teknis Keamanan Informasi',
  'Pemberitahuan Pemeliharaan Jaringan Intra Pemerintah',
  'Permohonan Perpanjangan Subdomain riau.go.id',
];

const context = (opId: string, position: string, date: PlainDate, agenda: Context['agenda'] = null): Context => ({
  opId,
  by: { account: `acc-${position}`, person: `person-${position}`, position: `pos-${position}` },
  at: `${date}T08:${opId.length < 4 ? '05' : '12'}:00.000+07:00`,
  desk: 'D01',
  agenda,
});

function stage(letter: Letter, i: number, date: PlainDate): Letter {
  const id = letter.id;
  if (i % 7 === 0) return letter;
  const printed = recordPrint.reduce(
    letter,
    { letterId: id, sheet: 'blank', paper: 'A5' },
    context(`p${i}`, 'umum', date),
  );
  if (i % 7 === 1 || !printed) return printed ?? letter;
  if (i % 7 === 2) {
    return fileLetter.reduce(printed, { letterId: id, reason: 'Tembusan' }, context(`f${i}`, 'umum', date)) ?? printed;
  }
  const to = [{ position: i % 2 ? 'pos-aptika' : 'pos-statistik', due: addDays(date, 5) }];
  const args = {
    letterId: id,
    from: 'pos-kadis',
    to,
    instructions: ['Proses lebih lanjut'],
    note: 'Segera ditindaklanjuti.',
    date,
  };
  const sent = issueDisposition.reduce(printed, args, context(`d${i}`, 'kadis', date));
  if (!sent || i % 7 === 3) return sent ?? printed;
  const step = { letterId: id, of: `d${i}`, position: to[0]?.position ?? '' };
  const holder = i % 2 ? 'aptika' : 'statistik';
  const read = readDisposition.reduce(sent, step, context(`r${i}`, holder, date));
  if (!read || i % 7 < 6) return read ?? sent;
  return (
    completeDisposition.reduce(read, { ...step, text: 'Sudah dilaksanakan.' }, context(`c${i}`, holder, date)) ?? read
  );
}

/** Letters of every status, newest on `today`; the same call gives the same letters. */
export function fakeLetters(count: number, today: PlainDate): readonly Letter[] {
  const agencies = fakeMaster.agency as readonly Agency[];
  return Array.from({ length: count }, (_, n): Letter => {
    const i = n + 1;
    const date = addDays(today, -Math.floor((count - i) / 4));
    const agency = agencies[(i * 7) % agencies.length];
    const year = Number(date.slice(0, 4));
    const letter = registerLetter.reduce(
      null,
      {
        letterId: `letter-${i}`,
        ...letterHeader.blank,
        received: { date, time: `${String(8 + (i % 8)).padStart(2, '0')}:${String((i * 13) % 60).padStart(2, '0')}` },
        sender: { agencyId: agency?.id ?? null, name: agency?.name ?? '' },
        letterNumber: `${100 + i}/${['SET', 'BID.2', 'UM'][i % 3]}/${year}`,
        letterDate: addDays(date, -((i % 5) + 1)),
        subject: `${subjects[i % subjects.length]} (${i})`,
        attachments: i % 3 ? '-' : '1 (satu) berkas',
        urgency: urgencies[i % 11 === 0 ? 2 : i % 5 === 0 ? 1 : 0] ?? 'biasa',
        security: securities[i % 17 === 0 ? 2 : i % 13 === 0 ? 1 : 0] ?? 'biasa',
        classification: '500.12',
        delivery: 'kurir',
        addressedTo: ['pos-kadis'],
        duplicateReason: null,
      },
      context(`l${i}`, 'umum', date, {
        book: 'SM',
        year,
        no: i === count ? null : i,
        lease: null,
        provisional: i === count ? `S-D01-${i}` : null,
      }),
    );
    return stage(letter as Letter, i, date);
  });
}
