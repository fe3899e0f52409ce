import { describe, expect, it } from 'vitest';
import { countWork, workCounters, type WorkLists } from '../../../renderer/ui/app/work-counts.ts';
import type { Branch } from '../../../shared/letters/status.ts';
import { aDisposition } from '../../support/builders.ts';

const item = (state: Branch['state'], overdue = false): WorkLists['items'][number] => ({
  branch: { disposition: aDisposition('d', 'kepala-dinas', ['kabid-ikp']), position: 'kabid-ikp', due: null, state },
  overdue,
});
const task = (kind: WorkLists['tasks'][number]['kind'], lateness: 'late' | 'in-time' = 'in-time') =>
  ({ kind, line: { lateness } }) as WorkLists['tasks'][number];
const complaint = (late: boolean): WorkLists['complaints'][number] => ({
  deadline: { stage: 'verify', date: '2026-10-13', late, daysLeft: late ? -1 : 2 },
});

describe('the counters above the work of a person', () => {
  it('count each kind once, and what is overdue of any kind once more', () => {
    const counts = countWork({
      items: [item('unread'), item('unread', true), item('read')],
      tasks: [task('turn', 'late'), task('turn'), task('papers', 'late'), task('agency')],
      complaints: [complaint(true), complaint(false), { deadline: null }],
      undisposed: 5,
      documents: 2,
    });
    expect(workCounters.map((name) => counts[name])).toEqual([5, 2, 1, 2, 2, 2, 3, 4]);
  });

  it('are eight, all zero where nothing waits', () => {
    const counts = countWork({ items: [], tasks: [], complaints: [], undisposed: 0, documents: 0 });
    expect(workCounters.map((name) => counts[name])).toEqual(Array(8).fill(0));
  });
});
