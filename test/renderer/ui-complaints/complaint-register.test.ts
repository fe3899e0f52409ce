import { describe, expect, it } from 'vitest';
import { complaintEvents } from '../../../renderer/ui/complaints/complaint-events.ts';
import {
  complaintRows,
  filterFromParams,
  filterToParams,
  matchesFilter,
  shownPhase,
  type ComplaintFilter,
} from '../../../renderer/ui/complaints/complaint-rows.ts';
import { deadlineText, missingHolidaysText } from '../../../renderer/ui/complaints/complaint-words.ts';
import { makeNames } from '../../../renderer/ui/office/names.ts';
import { complaintPaperRow } from '../../../renderer/ui/complaints/complaint-paper.ts';
import type { ComplaintAct } from '../../../shared/complaints/complaint.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';
import { fakeComplaints } from '../../support/fake-complaints.ts';

const t = textsOf(makeTexts('id'));
const today = '2026-11-20';
const none: ReadonlySet<string> = new Set();
const rows = complaintRows(fakeComplaints(today), none, today);
const names = makeNames([], [], []);
const found = (filter: ComplaintFilter) =>
  rows.filter((row) => matchesFilter(row, filter)).map(({ complaint }) => complaint.id);

describe('the register of complaints', () => {
  it('begins with what is late, then by the next limit; answered and closed ones come last', () => {
    expect(found({})).toEqual(['adu-1', 'adu-4', 'adu-2', 'adu-3', 'adu-5']);
    // Two weeks later the two new ones are late as well, the longest overdue on top.
    const later = complaintRows(fakeComplaints(today), none, '2026-12-04');
    expect(later.map(({ complaint }) => complaint.id).slice(0, 3)).toEqual(['adu-1', 'adu-4', 'adu-2']);
    expect(later.filter(({ deadline }) => deadline?.late).length).toBe(3);
  });

  it('is narrowed by words, state, lateness, kind, channel, service and days', () => {
    expect(found({ text: 'DASHBOARD 7654321' })).toEqual(['adu-2']);
    expect(found({ phase: 'open' })).toEqual(['adu-1', 'adu-4', 'adu-2']);
    expect(found({ phase: 'closed' })).toEqual(['adu-5']);
    expect(found({ late: true })).toEqual(['adu-1']);
    expect(found({ kind: 'saran' })).toEqual(['adu-3']);
    expect(found({ channel: 'lapor' })).toEqual(['adu-2']);
    expect(found({ service: 'integrasi-data' })).toEqual(['adu-2', 'adu-3']);
    expect(found({ from: '2026-11-11', to: '2026-11-11' })).toEqual(['adu-4']);
  });

  it('calls one that was given to somebody assigned, no longer new, until something is done about it', () => {
    expect(shownPhase({ phase: 'new', holder: null })).toBe('new');
    expect(shownPhase({ phase: 'new', holder: 'kabid-aptika' })).toBe('assigned');
    expect(shownPhase({ phase: 'in-progress', holder: 'kabid-aptika' })).toBe('in-progress');
  });

  it('keeps its filter in the address, and understands nothing that is not one', () => {
    const filter: ComplaintFilter = {
      text: 'angka',
      phase: 'open',
      late: true,
      kind: 'saran',
      channel: 'lapor',
      service: 'integrasi-data',
      from: '2026-01-01',
      to: '2026-12-31',
    };
    expect(filterFromParams(new URLSearchParams(filterToParams(filter).toString()))).toEqual(filter);
    expect(filterFromParams(new URLSearchParams('status=hilang&dari=besok&kanal=merpati'))).toEqual({});
  });
});

describe('the words about a limit', () => {
  it('say what runs, that it passed, and when an answered one may be closed', () => {
    const texts = rows.map(({ complaint, deadline }) => [complaint.id, deadlineText(t, deadline)]);
    expect(Object.fromEntries(texts)).toEqual({
      'adu-1': 'Penyelesaian melewati batas 29 Oktober 2026',
      'adu-2': 'Sedang berjalan: Verifikasi, paling lambat 24 November 2026',
      'adu-3': 'Boleh ditutup bila pelapor tidak menanggapi sampai 19 November 2026',
      'adu-4': 'Sedang berjalan: Tindak lanjut pertama, paling lambat 23 November 2026',
      'adu-5': 'Tidak ada batas yang berjalan.',
    });
  });

  it('say so when nobody has entered the holidays of a year yet', () => {
    expect(missingHolidaysText(t, '2026-12-20', '2027-01-10', new Set(['2026-12-25']))).toContain('tahun 2027');
    expect(missingHolidaysText(t, '2026-12-20', '2026-12-31', new Set(['2026-12-25']))).toBeNull();
  });
});

describe('a complaint on paper and in its history', () => {
  const paper = rows.map((row) => complaintPaperRow(row, t, names.short));
  const line = (id: string) => paper.find((row) => row.id === id);

  it('shows nothing of a secret one but dates and the word', () => {
    expect(line('adu-4')).toMatchObject({
      subject: 'Rahasia',
      kind: '',
      reporter: '',
      channel: '',
      holder: '',
      answer: '',
    });
    expect(JSON.stringify(line('adu-4'))).not.toContain('pungutan');
  });

  it('shows the last answer with the number of its letter, and lateness in words', () => {
    expect(line('adu-3')?.answer).toBe(
      '05/11/2026, 555/DISKOMINFOTIK/XI/2026/118: Panduan akan dimuat pada laman dinas.',
    );
    expect(line('adu-1')).toMatchObject({ late: true, limit: '29/10/2026 (lewat batas)' });
    expect(line('adu-2')?.reporter).toBe('Anonim');
    expect(['Pengaduan', 'Saran', 'Masukan']).toContain(line('adu-2')?.kind);
  });

  it('shows everything that was done, the newest first, with desk and time', () => {
    const [complaint] = fakeComplaints(today);
    if (!complaint) throw new Error('none');
    const events = complaintEvents(t, names, complaint);
    expect(events.map(({ title }) => title)).toEqual([
      'Tindak lanjut, 16 Oktober 2026',
      'Ditugaskan kepada pos-aptika',
      'Dicatat. Kanal: Surat, diterima 11 Oktober 2026',
    ]);
    expect(events[0]).toMatchObject({ text: 'Berkas diperiksa bersama Kasi.', stamp: { desk: 'D01' } });
  });

  it('[V3] shows who did what only a later program knows', () => {
    const [complaint] = fakeComplaints(today);
    if (!complaint) throw new Error('none');
    const later = { ...complaint.recorded, id: 'op-later', kind: 'escalate' } as unknown as ComplaintAct;
    const [event] = complaintEvents(t, names, { ...complaint, acts: [...complaint.acts, later] });
    expect(event).toMatchObject({ title: t('complaints.event.unknown'), stamp: { id: 'op-later', desk: 'D01' } });
  });
});
