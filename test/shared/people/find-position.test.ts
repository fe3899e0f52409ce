import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPositionFound, knownPosition } from '../../../shared/people/find-position.ts';
import type { Position } from '../../../shared/people/people.ts';

const file = join(import.meta.dirname, '../../../assets/master/positions.json');
const positions = JSON.parse(readFileSync(file, 'utf8')) as readonly Position[];
const persons = [{ id: 'p1', name: 'Ir. Zulkarnain, M.T.', nip: '', rank: '' }];
const all = positions.map((position) => ({
  ...position,
  holders:
    position.id === 'kepala-dinas'
      ? [{ id: 'h', personId: 'p1', kind: 'definitif' as const, from: '2020-01-01', to: null }]
      : [],
}));
const found = (typed: string) =>
  all.filter((position) => isPositionFound(knownPosition(position, persons, '2026-10-01'), typed)).map(({ id }) => id);

describe('a position is found', () => {
  it.each([
    ['kasi data', ['kasi-data']],
    ['kasubbag', ['kasubbag-umum']],
    ['kasubag', ['kasubbag-umum']],
    ['prakom', ['pranata-komputer']],
    ['pranata komp', ['pranata-komputer']],
    ['KABID statistik', ['kabid-statistik']],
    ['persandian', ['kabid-persandian']],
    ['zulkarnain', ['kepala-dinas']],
    ['kadis', ['kepala-dinas']],
    ['agenda tu', ['tu-agenda']],
    ['integrasi', ['kasi-data']],
  ])('by “%s”', (typed, ids) => {
    expect(found(typed)).toEqual(expect.arrayContaining(ids));
    expect(found(typed).length).toBeLessThanOrEqual(typed === 'kadis' ? 2 : ids.length);
  });

  it('by nothing that is not in it', () => {
    expect(found('bendahara')).toEqual([]);
    expect(found('kasi bendahara')).toEqual([]);
    expect(found('constructor')).toEqual([]);
  });
});
