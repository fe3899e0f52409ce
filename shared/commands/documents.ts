/**
 * The name of a kind of record; shared/records/registry.ts has those this version knows. A document of another kind is
 * kept as it is (PROTOCOL V3).
 */
export type DocType = string;

/** A document is what one command changes and what travels between desks. */
export interface DocRef {
  readonly type: DocType;
  readonly id: string;
}

/** `letter:0198…`, the key of a document in maps and tables. */
export function docKey({ type, id }: DocRef): string {
  return `${type}:${id}`;
}

export function parseDocKey(key: string): DocRef {
  const cut = key.indexOf(':');
  return { type: key.slice(0, cut), id: key.slice(cut + 1) };
}
