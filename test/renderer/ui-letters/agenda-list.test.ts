import { describe, expect, it } from 'vitest';
import type { LetterFilter, LetterLine, LetterList } from '../../../renderer/data/office.ts';
import { matchAgencies, agencyNamed } from '../../../renderer/ui/letters/agencies.ts';
import {
  filterFromParams,
  isFiltered,
  paramsFromFilter,
  withFilter,
} from '../../../renderer/ui/letters/letter-filter.ts';
import { findNear, movedSelection } from '../../../renderer/ui/kit/list-keys.ts';

describe('the filter in the address', () => {
  it('comes back as it was', () => {
    const filter: LetterFilter = {
      text: 'data kesehatan',
      from: '2026-01-01',
      to: '2026-11-20',
      sender: 'dinas & badan',
      statuses: ['printed', 'disposed'],
      urgencies: ['segera'],
      year: 2026,
    };
    expect(filterFromParams(new URLSearchParams(paramsFromFilter(filter).toString()))).toEqual(filter);
  });

  it('does not filter by what it does not understand', () => {
    expect(
      filterFromParams(new URLSearchParams('dari=kemarin&sampai=2026-02-30&status=lama,done&tahun=26&cari=%20')),
    ).toEqual({
      statuses: ['done'],
    });
  });

  it('keeps a blank being typed between two words', () => {
    expect(filterFromParams(paramsFromFilter({ text: 'surat ' }))).toEqual({ text: 'surat ' });
  });

  it('is empty again when its last member is removed', () => {
    expect(isFiltered(withFilter({ year: 2026 }, 'year', undefined))).toBe(false);
  });
});

describe('the selection', () => {
  it('stays inside the list', () => {
    expect(['ArrowUp', 'PageUp', 'Home'].map((key) => movedSelection(key, 0, 5, 10))).toEqual([0, 0, 0]);
    expect(['ArrowDown', 'PageDown', 'End'].map((key) => movedSelection(key, 4, 5, 10))).toEqual([4, 4, 4]);
  });

  it('begins at the first line with either arrow', () => {
    expect([movedSelection('ArrowDown', -1, 5, 10), movedSelection('ArrowUp', -1, 5, 10)]).toEqual([0, 0]);
  });

  it('does not move for other keys or in an empty list', () => {
    expect([movedSelection('x', 2, 5, 10), movedSelection('End', -1, 0, 10)]).toEqual([null, null]);
  });

  it('follows its letter when others arrive above it, and lets go of one that left', () => {
    const list = (ids: readonly string[]): LetterList => ({
      total: ids.length,
      line: (at) => (ids[at] === undefined ? null : ({ id: ids[at] } as LetterLine)),
      instead: null,
    });
    expect(findNear(list(['n1', 'n2', 'a', 'b']), 'b', 1)).toBe(3);
    expect(findNear(list(['b', 'c']), 'b', 1)).toBe(0);
    expect(findNear(list(['a', 'c']), 'b', 1)).toBe(-1);
  });
});

describe('agencies for a sender', () => {
  const agency = (name: string, closed = false) => ({ id: name, name, kind: 'dinas', code: null, closed });
  const all = ['Badan Kesehatan Hewan', 'Dinas Kesehatan', 'Dinas Pendidikan', 'Kesehatan Pelabuhan', 'Prakesehatan']
    .map((name) => agency(name))
    .concat(agency('Dinas Kesehatan Lama', true));

  it('come with every typed word in them, best first, the closed ones not at all', () => {
    expect(matchAgencies(all, 'kesehatan', 10).map(({ name }) => name)).toEqual([
      'Kesehatan Pelabuhan',
      'Badan Kesehatan Hewan',
      'Dinas Kesehatan',
      'Prakesehatan',
    ]);
    expect(matchAgencies(all, 'kes din', 10).map(({ name }) => name)).toEqual(['Dinas Kesehatan']);
  });

  it('are linked when one is typed out, in any case and spacing', () => {
    expect(agencyNamed(all, ' dinas  KESEHATAN')?.id).toBe('Dinas Kesehatan');
    expect(agencyNamed(all, 'Dinas Kesehatan Lama')).toBeNull();
    expect(agencyNamed(all, '')).toBeNull();
  });
});
