import type { Disposition, Fact } from '../../../shared/letters/facts.ts';
import { branches, standingDispositions } from '../../../shared/letters/status.ts';
import type { Position } from '../../../shared/people/people.ts';

export interface Suggestion {
  readonly position: Position;
  /** `below`: answers to the author in the tree; `beside`: same superior; `other`: anyone else. */
  readonly group: 'below' | 'beside' | 'other';
}

const groups: readonly Suggestion['group'][] = ['below', 'beside', 'other'];

/** Whom a position may write to: everyone but itself, those below it first. The tree suggests, it never forbids. */
export function suggestRecipients(positions: readonly Position[], from: string | null): readonly Suggestion[] {
  const author = positions.find(({ id }) => id === from);
  const groupOf = (position: Position): Suggestion['group'] => {
    if (author && position.parentId === author.id) return 'below';
    if (author && author.parentId !== null && position.parentId === author.parentId) return 'beside';
    return 'other';
  };
  return positions
    .filter(({ id, closedOn }) => id !== from && closedOn === null)
    .map((position) => ({ position, group: groupOf(position) }))
    .sort(
      (a, b) =>
        groups.indexOf(a.group) - groups.indexOf(b.group) ||
        a.position.order - b.position.order ||
        a.position.title.localeCompare(b.position.title, 'id'),
    );
}

/**
 * Which disposition a position's handwriting continues: the latest one addressed to it that it has not answered yet,
 * else the latest addressed to it at all, else none (it opens the chain).
 */
export function parentFor(facts: readonly Fact[], from: string): Disposition | null {
  const own = branches(facts).filter(({ position }) => position === from);
  const open = own.filter(({ state }) => state === 'unread' || state === 'read');
  return (open.at(-1) ?? own.at(-1))?.disposition ?? null;
}

/** Whose handwriting the next note on the sheet most likely is: the last recipient, or the head on an empty sheet. */
export function likelyWriter(
  facts: readonly Fact[],
  head: string | null,
  addressedTo: readonly string[],
): string | null {
  const last = standingDispositions(facts).at(-1);
  if (last) return last.to[0]?.position ?? head;
  return head ?? addressedTo[0] ?? null;
}
