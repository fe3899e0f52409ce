import { isoWib } from '../../shared/dates/wib.ts';
import { parseDocKey, type DocType } from '../../shared/commands/documents.ts';
import type { Replica, Found } from './replica.ts';
import type { AttentionItem } from './office.ts';
import type { WithheldRemovals } from './meta.ts';

const prefix = 'lost:';

/** Keys of the attention items that concern `key` or, for a letter, its stub. */
export function lostItems(key: string): readonly string[] {
  const twin = twinOf(key);
  return twin === null ? [prefix + key] : [prefix + key, prefix + twin];
}

export const isLostItem = (opId: string): boolean => opId.startsWith(prefix);

/** The counterpart of a letter or of its stub: only one of the two is held. */
function twinOf(key: string): string | null {
  const { type, id } = parseDocKey(key);
  if (type === 'letter') return `letterStub:${id}`;
  return type === 'letterStub' ? `letter:${id}` : null;
}

/**
 * Whether a document that a restored server does not send was lost by it. Not when the server has its counterpart,
 * because then it was removed by a rule; nor for a stub where the letter itself is here.
 */
export function isLost(replica: Replica, key: string, withheld: readonly WithheldRemovals[]): boolean {
  const twin = twinOf(key);
  if (twin === null) return true;
  const { type, id } = parseDocKey(twin);
  if (!replica.index.find(type as 'letter' | 'letterStub', id)) return true;
  return withheld.some(({ docs }) => twin in docs);
}

/** The command that creates a document of that type. */
function openingOf(type: DocType): string {
  switch (type) {
    case 'letter':
    case 'letterStub':
      return 'letter.register';
    case 'case':
      return 'case.open';
    case 'complaint':
      return 'complaint.record';
    default:
      return `${type}.save`;
  }
}

/**
 * The attention item for a document that the restored server lacks and no desk replayed: its last content, so that it
 * can be entered again. It is removed when the document comes back.
 */
export function lostDocument(replica: Replica, key: string, { doc, scopes }: Partial<Found> = {}): AttentionItem {
  const { type, id } = parseDocKey(key);
  return {
    opId: prefix + key,
    seq: 0,
    name: openingOf(type),
    status: 'flagged',
    code: 'SERVER_LOST_DOCUMENT',
    docType: type,
    docId: id,
    notes: [],
    args: doc,
    scopes: scopes ?? [],
    at: isoWib(replica.world.clock.now()),
    seen: false,
  };
}
