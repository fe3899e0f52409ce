import { describe, expect, it } from 'vitest';
import { agencyLine, byAsking } from '../../../renderer/ui/agency/agency-line.ts';
import type { AgencyCase } from '../../../shared/cases/agency-case.ts';

const today = '2026-10-20';
const found = (id: string, more: Partial<AgencyCase> = {}): AgencyCase => ({
  ...{ id, service: 'pembuatan-aplikasi', number: id, agency: { id: 'a', name: 'A' }, title: id },
  ...{ received: '2026-10-08', phase: 'active', step: 'analisa', round: 1, done: [], present: [], asked: [] },
  ...{ waits: [], documents: [], handIns: [] },
  ...more,
});
const ordered = (...cases: readonly AgencyCase[]): readonly string[] =>
  cases
    .flatMap((one) => agencyLine(one, today) ?? [])
    .toSorted(byAsking)
    .map((line) => line.found.id);

describe('the cases of an agency', () => {
  it('stand with what is asked of it first, then by due date, the ended ones last', () => {
    const ended = found('ended', { phase: 'done', received: '2026-01-05' });
    const late = found('late', { received: '2026-08-01' });
    const asked = found('asked', { phase: 'waiting', step: 'telaah', asked: ['kak'] });
    expect(ordered(ended, found('new'), late, asked)).toEqual(['asked', 'late', 'new', 'ended']);
  });

  it('are due three calendar months after receipt, an ended one measured by the day it ended', () => {
    expect(agencyLine(found('x'), today)).toMatchObject({ due: '2027-01-08', left: 80 });
    const done = [{ step: 'hosting', round: 1, on: '2026-12-31' }];
    expect(agencyLine(found('x', { phase: 'done', done }), '2027-03-01')).toMatchObject({ left: 8 });
  });

  it('[V3] of a service this version does not know are left out', () => {
    expect(ordered(found('x', { service: 'khayal' }))).toEqual([]);
    expect(ordered(found('x', { step: 'khayal' }))).toEqual([]);
  });
});
