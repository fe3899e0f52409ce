import type { CaseTask } from '../../../shared/cases/my-work.ts';
import type { Deadline } from '../../../shared/complaints/deadline.ts';
import type { LetterFilter } from '../../data/office.ts';
import type { WorkItem } from '../dispositions/my-branches.ts';

/** Letters on which nobody has written a disposition yet. */
export const awaitingDisposition = { statuses: ['registered', 'printed'] } as const satisfies LetterFilter;

/**
 * The counters above a person's work, after the eight counters of SRIKANDI's first page: unread, read but not acted on,
 * to be written, waiting for others, and overdue.
 */
export const workCounters = [
  'undisposed',
  'unread',
  'unanswered',
  'steps',
  'documents',
  'agency',
  'complaints',
  'overdue',
] as const;
export type WorkCounter = (typeof workCounters)[number];

export interface WorkLists {
  readonly items: readonly Pick<WorkItem, 'branch' | 'overdue'>[];
  readonly tasks: readonly Pick<CaseTask, 'kind' | 'line'>[];
  readonly complaints: readonly { readonly deadline: Deadline | null }[];
  /** Letters without a disposition, for those who write or type dispositions; 0 for others. */
  readonly undisposed: number;
  /** Documents that the steps of this person need before they may end. */
  readonly documents: number;
}

/** The count of each kind. Overdue work is counted once more, whatever it is. */
export function countWork(lists: WorkLists): Readonly<Record<WorkCounter, number>> {
  const { items, tasks, complaints } = lists;
  const steps = tasks.filter(({ kind }) => kind === 'turn').length;
  return {
    undisposed: lists.undisposed,
    unread: items.filter(({ branch }) => branch.state === 'unread').length,
    unanswered: items.filter(({ branch }) => branch.state === 'read').length,
    steps,
    documents: lists.documents,
    agency: tasks.length - steps,
    complaints: complaints.length,
    overdue:
      items.filter(({ overdue }) => overdue).length +
      tasks.filter(({ line }) => line.lateness === 'late').length +
      complaints.filter(({ deadline }) => deadline?.late === true).length,
  };
}
