import type { Disposition, Fact } from './facts.ts';
import type { Letter } from './letter.ts';

/**
 * Derived, never stored by hand:
 * registered -> printed (blank sheet on its way) -> disposed (someone has to act) -> done; filed and void end it early.
 */
export const letterStatuses = ['registered', 'printed', 'disposed', 'done', 'filed', 'void'] as const;
export type LetterStatus = (typeof letterStatuses)[number];

/** One recipient of one disposition, and how far it got. */
export interface Branch {
  readonly disposition: Disposition;
  readonly position: string;
  readonly due: string | null;
  readonly state: 'unread' | 'read' | 'forwarded' | 'completed';
}

/** Dispositions that stand: not withdrawn. In the order in which they arrived. */
export function standingDispositions(facts: readonly Fact[]): readonly Disposition[] {
  const withdrawn = new Set(facts.filter((fact) => fact.kind === 'withdraw').map((fact) => fact.of));
  return facts.filter((fact): fact is Disposition => fact.kind === 'disposition' && !withdrawn.has(fact.id));
}

/** Dispositions to one of these positions, withdrawn ones too; `id`: that one alone. */
export function dispositionsTo(
  { facts }: Pick<Letter, 'facts'>,
  id: string | undefined,
  positions: readonly string[],
): readonly Disposition[] {
  return facts.filter(
    (fact): fact is Disposition =>
      fact.kind === 'disposition' &&
      (id === undefined || fact.id === id) &&
      fact.to.some(({ position }) => positions.includes(position)),
  );
}

/** All branches of a letter's chain. The result does not depend on the order of the facts of different positions. */
export function branches(facts: readonly Fact[]): readonly Branch[] {
  const standing = standingDispositions(facts);
  const forwarded = new Set(standing.flatMap((d) => (d.parent === null ? [] : [`${d.parent} ${d.from}`])));
  const seen = new Set<string>();
  const completed = new Set<string>();
  for (const fact of facts) {
    if (fact.kind === 'read' || fact.kind === 'report') seen.add(`${fact.of} ${fact.position}`);
    if (fact.kind === 'complete') completed.add(`${fact.of} ${fact.position}`);
  }
  return standing.flatMap((disposition) =>
    disposition.to.map(({ position, due }) => {
      const key = `${disposition.id} ${position}`;
      const state = completed.has(key)
        ? 'completed'
        : forwarded.has(key)
          ? 'forwarded'
          : seen.has(key)
            ? 'read'
            : 'unread';
      return { disposition, position, due, state } as const;
    }),
  );
}

export function letterStatus(letter: Pick<Letter, 'voided' | 'facts'>): LetterStatus {
  if (letter.voided) return 'void';
  if (letter.facts.length === 0) return 'registered';
  const all = branches(letter.facts);
  if (all.length > 0) {
    return all.every(({ state }) => state === 'completed' || state === 'forwarded') ? 'done' : 'disposed';
  }
  if (letter.facts.some((fact) => fact.kind === 'file')) return 'filed';
  return letter.facts.some((fact) => fact.kind === 'print' || fact.kind === 'forward') ? 'printed' : 'registered';
}

/** The positions that have something to do with the letter now. */
export function currentHolders(letter: Pick<Letter, 'voided' | 'facts'>): readonly string[] {
  if (letter.voided) return [];
  const open = branches(letter.facts).filter(({ state }) => state === 'read' || state === 'unread');
  return [...new Set(open.map(({ position }) => position))];
}

/** Everyone a letter was ever addressed to or who wrote on it: they may read a secret one. */
export function readersOf(letter: Letter): readonly string[] {
  const ids = new Set<string>(letter.addressedTo);
  if (letter.registered.by.position) ids.add(letter.registered.by.position);
  for (const fact of letter.facts) {
    if (fact.kind === 'disposition') {
      ids.add(fact.from);
      for (const { position } of fact.to) ids.add(position);
    }
    if (fact.kind === 'forward') ids.add(fact.to);
  }
  return [...ids];
}
