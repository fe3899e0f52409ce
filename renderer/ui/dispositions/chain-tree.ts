import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import type { Completion, Disposition, Fact, Reading, Report, Withdrawal } from '../../../shared/letters/facts.ts';
import { branches, type Branch } from '../../../shared/letters/status.ts';

/** One recipient of a disposition: its state, its reports, and what it passed on. */
export interface ChainBranch {
  readonly position: string;
  readonly due: PlainDate | null;
  readonly state: Branch['state'];
  readonly overdue: boolean;
  readonly read: Reading | null;
  readonly reports: readonly Report[];
  readonly completion: Completion | null;
  readonly next: readonly ChainNode[];
}

type Answer = Reading | Report | Completion;

export interface ChainNode {
  readonly disposition: Disposition;
  /** Set when the author withdrew it; it stays on the page, crossed out, and has no branches that count. */
  readonly withdrawn: Withdrawal | null;
  readonly branches: readonly ChainBranch[];
}

/** Past its day and still somebody's turn. The due day itself is not late. */
export function isOverdue(branch: Pick<Branch, 'due' | 'state'>, today: PlainDate): boolean {
  return branch.due !== null && branch.due < today && (branch.state === 'unread' || branch.state === 'read');
}

/** So many levels are drawn inside one another; real chains have four or five. */
const maxDepth = 12;

/**
 * The chain of a letter as a tree: dispositions from nobody's turn at the top, each recipient's own dispositions below
 * it. One whose parent was withdrawn or is not known here, and one that would stand too deep, stands at the top too, so
 * that nothing written is hidden.
 */
export function chainTree(facts: readonly Fact[], today: PlainDate): readonly ChainNode[] {
  const all = facts.filter((fact): fact is Disposition => fact.kind === 'disposition');
  const withdrawals = new Map(facts.flatMap((fact) => (fact.kind === 'withdraw' ? [[fact.of, fact] as const] : [])));
  const standing = new Map(branches(facts).map((b) => [`${b.disposition.id} ${b.position}`, b]));
  const byId = new Map(all.map((disposition) => [disposition.id, disposition]));
  const answers = new Map<string, Answer[]>();
  for (const fact of facts) {
    if (fact.kind !== 'read' && fact.kind !== 'report' && fact.kind !== 'complete') continue;
    const place = `${fact.of} ${fact.position}`;
    answers.set(place, [...(answers.get(place) ?? []), fact]);
  }

  const parentOf = ({ parent: id, from }: Disposition): Disposition | null => {
    const parent = id === null ? undefined : byId.get(id);
    const continues =
      parent !== undefined && !withdrawals.has(parent.id) && parent.to.some(({ position }) => position === from);
    return continues ? parent : null;
  };
  const levels = levelsOf(all, parentOf);
  const below = new Map<string, Disposition[]>();
  for (const disposition of all) {
    if (levels.get(disposition.id) === 0) continue;
    const place = `${disposition.parent} ${disposition.from}`;
    below.set(place, [...(below.get(place) ?? []), disposition]);
  }

  function branchAt(disposition: Disposition, position: string, due: PlainDate | null): ChainBranch {
    const place = `${disposition.id} ${position}`;
    const answered = answers.get(place) ?? [];
    const state = standing.get(place)?.state ?? 'unread';
    const withdrawn = withdrawals.has(disposition.id);
    return {
      position,
      due,
      state,
      overdue: !withdrawn && isOverdue({ due, state }, today),
      read: answered.find((fact) => fact.kind === 'read') ?? null,
      reports: answered.filter((fact) => fact.kind === 'report'),
      completion: answered.find((fact) => fact.kind === 'complete') ?? null,
      next: (below.get(place) ?? []).map(nodeOf),
    };
  }

  function nodeOf(disposition: Disposition): ChainNode {
    return {
      disposition,
      withdrawn: withdrawals.get(disposition.id) ?? null,
      branches: disposition.to.map(({ position, due }) => branchAt(disposition, position, due)),
    };
  }

  return all.filter(({ id }) => levels.get(id) === 0).map(nodeOf);
}

/** How deep each disposition stands, 0 at the top; in whatever order they came, and also if they named one another. */
function levelsOf(
  all: readonly Disposition[],
  parentOf: (disposition: Disposition) => Disposition | null,
): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (const disposition of all) {
    const above: Disposition[] = [];
    const seen = new Set<string>();
    let at: Disposition | null = disposition;
    while (at !== null && !levels.has(at.id) && !seen.has(at.id)) {
      above.push(at);
      seen.add(at.id);
      at = parentOf(at);
    }
    let level = at !== null && levels.has(at.id) ? (levels.get(at.id) ?? 0) + 1 : 0;
    for (const { id } of above.reverse()) {
      if (level > maxDepth) level = 0;
      levels.set(id, level++);
    }
  }
  return levels;
}
