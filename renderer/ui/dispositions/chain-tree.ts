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

/**
 * The chain of a letter as a tree: dispositions from nobody's turn at the top, each recipient's own dispositions below
 * it. One whose parent was withdrawn or is not known here stands at the top too, so that nothing written is hidden.
 */
export function chainTree(facts: readonly Fact[], today: PlainDate): readonly ChainNode[] {
  const all = facts.filter((fact): fact is Disposition => fact.kind === 'disposition');
  const withdrawals = new Map(facts.flatMap((fact) => (fact.kind === 'withdraw' ? [[fact.of, fact] as const] : [])));
  const standing = new Map(branches(facts).map((b) => [`${b.disposition.id} ${b.position}`, b]));
  const addressed = (parent: Disposition | undefined, child: Disposition): boolean =>
    parent !== undefined && !withdrawals.has(parent.id) && parent.to.some(({ position }) => position === child.from);
  const byId = new Map(all.map((disposition) => [disposition.id, disposition]));
  const hangs = (d: Disposition): boolean => d.parent !== null && addressed(byId.get(d.parent), d);

  function branchAt(disposition: Disposition, position: string, due: PlainDate | null): ChainBranch {
    const of = <K extends 'read' | 'report' | 'complete'>(kind: K): readonly Extract<Fact, { kind: K }>[] =>
      facts.filter(
        (fact): fact is Extract<Fact, { kind: K }> =>
          fact.kind === kind &&
          'of' in fact &&
          fact.of === disposition.id &&
          'position' in fact &&
          fact.position === position,
      );
    const state = standing.get(`${disposition.id} ${position}`)?.state ?? 'unread';
    const withdrawn = withdrawals.has(disposition.id);
    return {
      position,
      due,
      state,
      overdue: !withdrawn && isOverdue({ due, state }, today),
      read: of('read')[0] ?? null,
      reports: of('report'),
      completion: of('complete')[0] ?? null,
      next: all.filter((d) => hangs(d) && d.parent === disposition.id && d.from === position).map(nodeOf),
    };
  }

  function nodeOf(disposition: Disposition): ChainNode {
    return {
      disposition,
      withdrawn: withdrawals.get(disposition.id) ?? null,
      branches: disposition.to.map(({ position, due }) => branchAt(disposition, position, due)),
    };
  }

  return all.filter((disposition) => !hangs(disposition)).map(nodeOf);
}
