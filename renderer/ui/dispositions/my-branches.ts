import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import { branches, type Branch } from '../../../shared/letters/status.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { isOverdue } from './chain-tree.ts';

/** Branches addressed to one of these positions, in the order in which they arrived; none of a void letter. */
export function branchesOf(letter: Pick<Letter, 'facts' | 'voided'>, positions: readonly string[]): readonly Branch[] {
  if (letter.voided) return [];
  return branches(letter.facts).filter(({ position }) => positions.includes(position));
}

export interface WorkItem {
  readonly letter: Letter;
  readonly branch: Branch;
  readonly overdue: boolean;
}

/** What waits for these positions: overdue first, then by due day, those without one last, older receipt first. */
export function workList(letters: readonly Letter[], positions: readonly string[], today: PlainDate): WorkItem[] {
  const items = letters.flatMap((letter) =>
    branchesOf(letter, positions)
      .filter(({ state }) => state === 'unread' || state === 'read')
      .map((branch) => ({ letter, branch, overdue: isOverdue(branch, today) })),
  );
  const rank = ({ branch }: WorkItem): string => branch.due ?? '9999-12-31';
  const age = ({ letter }: WorkItem): string => `${letter.received.date} ${letter.received.time}`;
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return items.sort((a, b) => compare(rank(a), rank(b)) || compare(age(a), age(b)));
}

/** Whether a letter came to one of these positions: by its envelope, by hand-over or by a disposition. */
export function isAddressed(letter: Pick<Letter, 'facts' | 'addressedTo'>, positions: readonly string[]): boolean {
  return (
    letter.addressedTo.some((position) => positions.includes(position)) ||
    letter.facts.some((fact) => fact.kind === 'forward' && positions.includes(fact.to)) ||
    branches(letter.facts).some(({ position }) => positions.includes(position))
  );
}
