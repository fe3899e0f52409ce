/** The kinds of document. A document is what one command changes and what travels between desks. */
export const docTypes = [
  'letter',
  'letterStub',
  'case',
  'complaint',
  'office',
  'unit',
  'position',
  'person',
  'account',
  'agency',
  'instruction',
  'classification',
  'holiday',
  'template',
] as const;
export type DocType = (typeof docTypes)[number];

/** The kinds that every desk holds whole, in memory, because forms and checks need them. */
export const masterTypes = [
  'office',
  'unit',
  'position',
  'person',
  'account',
  'agency',
  'instruction',
  'classification',
  'holiday',
  'template',
] as const satisfies readonly DocType[];
export type MasterType = (typeof masterTypes)[number];

/** The kinds that are held whole in memory beside the letters' columns: master data, cases and complaints. */
export const wholeTypes = [...masterTypes, 'case', 'complaint'] as const satisfies readonly DocType[];
export type WholeType = (typeof wholeTypes)[number];

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
  return { type: key.slice(0, cut) as DocType, id: key.slice(cut + 1) };
}

export function isMasterType(type: string): type is MasterType {
  return (masterTypes as readonly string[]).includes(type);
}

export function isWholeType(type: string): type is WholeType {
  return (wholeTypes as readonly string[]).includes(type);
}
