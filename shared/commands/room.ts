import { refuse, type Refusal } from '../refusal.ts';

/**
 * What one document has room for. Everybody who may read it fetches it whole at each change, so it ends far above what an
 * office writes on one sheet and far below what hurts. One account fills half of a list at most: others can go on.
 */
export const room = { records: 8000, ofOne: 4000, characters: 4 * 1024 * 1024 } as const;

const listsOf = (doc: object): readonly (readonly [string, readonly unknown[]])[] =>
  Object.entries(doc).flatMap(([name, value]) => (Array.isArray(value) ? [[name, value] as const] : []));

const authorOf = (record: unknown): unknown =>
  (record as { readonly by?: { readonly account?: unknown } } | null)?.by?.account;

/**
 * PROTOCOL P14: why a document has no room for what an entry of this account makes of it; null: it has. Only a list that
 * grows is asked, so that a document that is larger already still opens and can be voided. `length`: of the text of the
 * document with the entry; an estimate will do.
 */
export function roomRefusal(before: object, after: object, account: string, length: number): Refusal | null {
  const had = new Map(listsOf(before));
  for (const [name, list] of listsOf(after)) {
    if (list.length <= (had.get(name)?.length ?? 0)) continue;
    if (length > room.characters || list.length > room.records) return refuse('DOCUMENT_FULL');
    if (list.length <= room.ofOne) continue;
    const own = list.filter((record) => authorOf(record) === account).length;
    if (own > room.ofOne) return refuse('DOCUMENT_FULL');
  }
  return null;
}
