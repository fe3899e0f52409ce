import { describe, expect, it } from 'vitest';
import type { Complaint, ComplaintAct } from '../../../shared/complaints/complaint.ts';
import { complaintLimits, complaintState } from '../../../shared/complaints/complaint-state.ts';
import { deadline } from '../../../shared/complaints/deadline.ts';
import { holidayDates, yearsWithoutHolidays } from '../../../shared/complaints/holidays.ts';
import { complaintsWaiting } from '../../../shared/complaints/my-complaints.ts';
import { addWorkingDays, isWorkingDay } from '../../../shared/complaints/working-days.ts';
import type { Holiday } from '../../../shared/office/master.ts';
import type { Right } from '../../../shared/people/people.ts';

const by = { account: 'a1', person: null, position: 'p1' };
let count = 0;
type NewAct = ComplaintAct extends infer A
  ? A extends ComplaintAct
    ? Omit<A, 'id' | 'at' | 'by' | 'desk'>
    : never
  : never;
const act = (given: NewAct): ComplaintAct => ({
  id: `op-${++count}`,
  at: '2026-10-08T08:00:00.000+07:00',
  by,
  desk: 'D01',
  ...given,
});

const complaint = (received: string, ...acts: readonly NewAct[]): Complaint => ({
  id: 'c1',
  kind: 'pengaduan',
  channel: 'surat',
  trackingId: '',
  received,
  reporter: { name: 'Budi', contact: '' },
  anonymous: false,
  secret: false,
  subject: 'Layanan lambat',
  text: 'Sudah sebulan tanpa jawaban.',
  class: 'pengaduan',
  service: null,
  caseId: null,
  letterId: null,
  recorded: { id: 'op-0', at: '2026-10-08T08:00:00.000+07:00', by, desk: 'D01' },
  acts: acts.map(act),
});

const day = (date: string, closed = false): Holiday => ({ id: date, date, name: 'x', kind: 'libur-nasional', closed });
const none: ReadonlySet<string> = new Set();

describe('working days', () => {
  it('leave out Saturday, Sunday and the days of the table; the day of receipt does not count', () => {
    // 8 October 2026 is a Thursday.
    expect(addWorkingDays('2026-10-08', 1, none)).toBe('2026-10-09');
    expect(addWorkingDays('2026-10-08', 2, none)).toBe('2026-10-12');
    expect(addWorkingDays('2026-10-08', 2, new Set(['2026-10-12']))).toBe('2026-10-13');
    expect(addWorkingDays('2026-10-10', 1, none)).toBe('2026-10-12');
    expect(isWorkingDay('2026-10-12', new Set(['2026-10-12']))).toBe(false);
  });

  it('run across the end of a year, and a day taken back by a later decree is a working day again', () => {
    const table = holidayDates([day('2026-12-25'), day('2027-01-01'), day('2026-12-28', true)]);
    // Wednesday 23 December: 24, 28, 29, 30, 31 December, 4 January.
    expect(addWorkingDays('2026-12-23', 5, table)).toBe('2026-12-31');
    expect(addWorkingDays('2026-12-23', 6, table)).toBe('2027-01-04');
  });

  it('name the years nobody has entered a day for', () => {
    expect(yearsWithoutHolidays('2026-12-23', '2027-03-01', new Set(['2026-12-25']))).toEqual([2027]);
    expect(yearsWithoutHolidays('2026-12-23', '2026-12-30', new Set(['2026-12-25']))).toEqual([]);
  });
});

describe('the limits of a complaint', () => {
  it('are 3 days to verify, 5 more to follow up, and those of its class to settle', () => {
    const limits = complaintLimits({ received: '2026-10-08' }, { class: 'pengaduan' }, none);
    expect(limits).toEqual({ verify: '2026-10-13', followUp: '2026-10-20', settle: '2026-10-28' });
    expect(complaintLimits({ received: '2026-10-08' }, { class: 'aspirasi' }, none).settle).toBe('2026-10-15');
    expect(complaintLimits({ received: '2026-10-08' }, { class: 'pengaduan-pengawasan' }, none).settle).toBe(
      '2026-12-31',
    );
  });

  it('follow the class it was given last', () => {
    const changed = complaint('2026-10-08', { kind: 'classify', class: 'permintaan-informasi' });
    expect(complaintLimits(changed, complaintState(changed), none).settle).toBe('2026-10-15');
  });
});

describe('the limit that runs', () => {
  const stage = (c: Complaint, today = '2026-10-09') => deadline(c, none, today)?.stage ?? null;

  it('goes from verifying to following up, settling and the reporter, and ends with the closing', () => {
    const open = complaint('2026-10-08');
    expect(stage(open)).toBe('verify');
    const link = { kind: 'link', letterId: 'l1', caseId: null, service: null } as const;
    expect(stage(complaint('2026-10-08', link))).toBe('verify');
    const assign = { kind: 'assign', position: 'p2' } as const;
    expect(stage(complaint('2026-10-08', assign))).toBe('follow-up');
    const followUp = { kind: 'follow-up', on: '2026-10-09', text: 'Diperiksa.' } as const;
    expect(stage(complaint('2026-10-08', assign, followUp))).toBe('settle');
    const reply = { kind: 'reply', on: '2026-10-12', text: 'Sudah diperbaiki.', number: '' } as const;
    const answered = complaint('2026-10-08', assign, followUp, reply);
    expect(deadline(answered, none, '2026-12-01')).toEqual({
      stage: 'answer',
      date: '2026-10-26',
      late: false,
      daysLeft: -36,
    });
    expect(stage(complaint('2026-10-08', reply, { kind: 'close', on: '2026-10-27', note: '' }))).toBeNull();
    expect(
      stage(complaint('2026-10-08', { kind: 'pass-on', to: 'Dinas PUPR', on: '2026-10-09', reason: 'x' })),
    ).toBeNull();
  });

  it('is late from the day after its last day', () => {
    const open = complaint('2026-10-08');
    expect(deadline(open, none, '2026-10-13')).toMatchObject({ late: false, daysLeft: 0 });
    expect(deadline(open, none, '2026-10-14')).toMatchObject({ late: true, daysLeft: -1 });
    expect(deadline(open, new Set(['2026-10-12']), '2026-10-14')).toMatchObject({ date: '2026-10-14', late: false });
  });

  it('runs on from the receipt after a reopening', () => {
    const reopened = complaint(
      '2026-10-08',
      { kind: 'close', on: '2026-10-09', note: '' },
      { kind: 'reopen', on: '2026-11-02', reason: 'Masih terjadi.' },
    );
    expect(deadline(reopened, none, '2026-11-02')).toMatchObject({ stage: 'settle', date: '2026-10-28', late: true });
  });
});

it('[V3] an act of a kind this version does not know leaves a complaint and its limit where they were', () => {
  const given = complaint('2026-10-08', { kind: 'follow-up', on: '2026-10-09', text: 'Diperiksa' });
  const later = { ...given.recorded, id: 'op-later', kind: 'escalate', to: 'x' } as unknown as ComplaintAct;
  for (const known of [complaint('2026-10-08'), given]) {
    const more = { ...known, acts: [...known.acts, later] };
    expect(complaintState(more)).toEqual(complaintState(known));
    expect(deadline(more, none, '2026-10-12')).toEqual(deadline(known, none, '2026-10-12'));
  }
});

it('a complaint waits for the position it was given to, and for who books until it was given to anyone', () => {
  const given = complaint('2026-10-08', { kind: 'assign', position: 'p2' });
  const closed = complaint('2026-10-08', { kind: 'close', on: '2026-10-09', note: '' });
  const all = [complaint('2026-10-08'), given, closed];
  const waiting = (positions: readonly string[], ...rights: readonly Right[]) =>
    complaintsWaiting(all, { positions, rights: new Set(rights) });
  expect([waiting(['p2']), waiting(['p3']), waiting(['p1'], 'book'), waiting(['p2'], 'book')]).toEqual([1, 0, 1, 2]);
});
