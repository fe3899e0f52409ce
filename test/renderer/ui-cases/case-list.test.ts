import { describe, expect, it } from 'vitest';
import { countViews, filterCases, firstFilter } from '../../../renderer/ui/cases/case-filter.ts';
import { actorsText } from '../../../renderer/ui/cases/case-words.ts';
import { leftText } from '../../../renderer/ui/office/case-phase.ts';
import { casePath, sectionIn } from '../../../renderer/ui/links.ts';
import { filterIn, queryOf } from '../../../renderer/ui/cases/use-case-filter.ts';
import { makeTexts, textsOf } from '../../../renderer/ui/texts/index.ts';
import type { CaseLine } from '../../../shared/cases/case-line.ts';

const t = textsOf(makeTexts('id'));

const aLine = (more: Partial<CaseLine> = {}): CaseLine => ({
  id: 'case-1',
  number: 'APL-2026-0417',
  title: 'Aplikasi pelaporan bencana',
  agency: 'BPBD Provinsi Riau',
  service: { code: 'pembuatan-aplikasi', prefix: 'APL', title: 'Pembuatan Aplikasi' },
  phase: 'active',
  step: { no: 7, title: 'Demo / pengujian aplikasi', round: 1, turn: 1 },
  actors: [{ kind: 'position', position: 'kasi-aplikasi', label: 'Kasi Aplikasi' }],
  positions: ['kasi-aplikasi'],
  people: [],
  next: { positions: [], people: [] },
  agencyTurn: false,
  due: '2027-01-08',
  left: 19,
  lateness: 'in-time',
  ...{ stepDue: '2026-11-20', behindPlan: 0 },
  security: 'biasa',
  ...more,
});

const late = aLine({ id: 'late', left: -2, lateness: 'late' });
const waiting = aLine({ id: 'waiting', phase: 'waiting', agencyTurn: true });
const done = aLine({ id: 'done', phase: 'done', left: -5, lateness: 'late' });
const other = aLine({ id: 'other', service: { code: 'integrasi-data', prefix: 'INT', title: 'Integrasi' } });
const all = [late, waiting, other, done];
const ids = (lines: readonly CaseLine[]): readonly string[] => lines.map(({ id }) => id);

describe('the list of cases', () => {
  it('shows the open cases at first, and each view those it names', () => {
    expect(ids(filterCases(all, firstFilter))).toEqual(['late', 'waiting', 'other']);
    expect(ids(filterCases(all, { ...firstFilter, view: 'late' }))).toEqual(['late']);
    expect(ids(filterCases(all, { ...firstFilter, view: 'agency' }))).toEqual(['waiting']);
    expect(ids(filterCases(all, { ...firstFilter, view: 'ended' }))).toEqual(['done']);
    expect(countViews(all)).toEqual({ open: 3, late: 1, agency: 1, ended: 1, all: 4 });
  });

  it('is narrowed by service and by words of number, title, agency and step, in any case', () => {
    expect(ids(filterCases(all, { ...firstFilter, service: 'integrasi-data' }))).toEqual(['other']);
    expect(filterCases([late], { ...firstFilter, text: 'bpbd BENCANA 0417 demo' })).toHaveLength(1);
    expect(filterCases([late], { ...firstFilter, text: 'bpbd statistik' })).toEqual([]);
  });

  it('keeps its filter in the address', () => {
    const filter = { view: 'late', service: 'integrasi-data', text: 'bencana' } as const;
    expect(filterIn(queryOf(filter))).toEqual(filter);
    expect(queryOf(firstFilter).size).toBe(0);
    expect(filterIn(new URLSearchParams('keadaan=tidak-ada'))).toEqual(firstFilter);
  });
});

describe('the words of a case', () => {
  it('say how long there is', () => {
    expect([aLine(), aLine({ left: 0 }), late, done].map((line) => leftText(t, line))).toEqual([
      '19 hari lagi',
      'hari terakhir',
      'lewat 2 hari',
      'selesai lewat 5 hari',
    ]);
  });

  it('say who has to act', () => {
    expect([late, waiting, done].map((line) => actorsText(t, line))).toEqual([
      'Kasi Aplikasi',
      'Menunggu perangkat daerah',
      '–',
    ]);
  });

  it('lead to a section of its page and back', () => {
    const path = casePath('a b', 'riwayat');
    expect(path).toBe('/permohonan/a%20b?bagian=riwayat');
    expect(sectionIn(new URLSearchParams(path.split('?')[1]))).toBe('riwayat');
    expect(sectionIn(new URLSearchParams('bagian=x'))).toBe('langkah');
  });
});
