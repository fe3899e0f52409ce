import { isoWib } from '../../shared/dates/wib.ts';
import { parseDocKey } from '../../shared/commands/documents.ts';
import { twinOf } from '../../shared/records/kinds.ts';
import type { Replica, Found } from './replica.ts';
import type { WithheldRemovals } from './meta.ts';
import type { StoredLost } from './store.ts';

/** Keys under which the document may be noted as lost: its own and, for a letter, that of its stub. */
export function lostKeys(key: string): readonly string[] {
  const twin = twinOf(key);
  return twin === null ? [key] : [key, twin];
}

/**
 * Whether a document that a restored server does not send was lost by it. Not when the server has its counterpart,
 * because then it was removed by a rule; nor for a stub where the letter itself is here.
 */
export function isLost(replica: Replica, key: string, withheld: readonly WithheldRemovals[]): boolean {
  const twin = twinOf(key);
  if (twin === null) return true;
  const { type, id } = parseDocKey(twin);
  if (!replica.index.find(type, id)) return true;
  return withheld.some(({ docs }) => twin in docs);
}

/** The note of a document that the restored server lacks and no desk replayed; removed when the document comes back. */
export function lostDocument(replica: Replica, key: string, { doc, scopes }: Partial<Found> = {}): StoredLost {
  return { key, scopes: scopes ?? [], doc, at: isoWib(replica.world.clock.now()), seen: false };
}
