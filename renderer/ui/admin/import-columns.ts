import type { FieldKind, FieldSpec, Section } from './section.ts';

/** The kinds of fields a table cell can hold; people, rights and pictures are entered on their form. */
const plain: ReadonlySet<FieldKind> = new Set(['line', 'code', 'number', 'flag', 'date', 'ref', 'choice']);

export function importable(section: Section): readonly FieldSpec[] {
  return section.fields.filter(({ kind }) => plain.has(kind));
}

export interface ColumnMatch {
  /** The field of each known header. */
  readonly fields: ReadonlyMap<string, FieldSpec>;
  readonly unknown: readonly string[];
}

const fold = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

/** Recognises headers by the name on the form or by the name of the member, in any case. */
export function matchColumns(
  section: Section,
  headers: readonly string[],
  labelOf: (field: FieldSpec) => string,
): ColumnMatch {
  const fields = new Map<string, FieldSpec>();
  const unknown: string[] = [];
  for (const header of headers) {
    const wanted = fold(header);
    const field = importable(section).find((f) => fold(labelOf(f)) === wanted || fold(f.name) === wanted);
    if (field && ![...fields.values()].includes(field)) fields.set(header, field);
    else if (wanted !== '') unknown.push(header);
  }
  return { fields, unknown };
}
