import { codeOfIssue, type RefusalCode } from '../../../shared/refusal.ts';
import { parseDateInput } from '../../../shared/dates/indonesian.ts';
import { masterSchemas } from '../../../shared/office/master-args.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { TextKey } from '../texts/index.ts';
import type { ColumnMatch } from './import-columns.ts';
import type { CsvRow } from '../entry/read-csv.ts';
import { labelOf, type FieldSpec, type MasterDoc, type Section } from './section.ts';

/** Why a cell was not understood; `code` is a key of the refusals' texts. */
export interface Problem {
  /** The cell's field; null when it is about the row as a whole. */
  readonly field: FieldSpec | null;
  readonly code: RefusalCode;
  readonly value: string;
  /** The other row, for `TWICE`. */
  readonly row?: number;
}

export interface ImportRow {
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number;
  readonly doc: MasterDoc;
  readonly state: 'new' | 'changed' | 'same' | 'bad';
  readonly problems: readonly Problem[];
}

interface Source {
  readonly section: Section;
  readonly match: ColumnMatch;
  readonly rows: readonly CsvRow[];
  readonly known: readonly MasterDoc[];
  /** Documents of the type a reference points to. */
  readonly refs: (field: FieldSpec) => readonly MasterDoc[];
  /** The words of a choice, as the form shows them. */
  readonly wordOf: (key: TextKey) => string;
  readonly newId: () => string;
}

const yes = new Set(['ya', 'y', 'yes', 'true', '1', 'benar']);
const no = new Set(['', 'tidak', 't', 'no', 'n', 'false', '0', 'salah']);
const fold = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

function cell(
  field: FieldSpec,
  text: string,
  refs: readonly MasterDoc[],
  wordOf: Source['wordOf'],
): Result<unknown, RefusalCode> {
  const typed = text.trim();
  switch (field.kind) {
    case 'code':
      return ok(typed === '' ? null : typed);
    case 'number':
      return /^-?\d+$/.test(typed) ? ok(Number(typed)) : typed === '' ? ok(0) : err('BAD_NUMBER');
    case 'flag':
      return yes.has(fold(typed)) ? ok(true) : no.has(fold(typed)) ? ok(false) : err('NOT_YES_NO');
    case 'date': {
      if (typed === '') return field.required ? err('REQUIRED') : ok(null);
      const date = parseDateInput(typed);
      return date === null ? err('NOT_A_DATE') : ok(date);
    }
    case 'ref': {
      if (typed === '') return field.required ? err('REQUIRED') : ok(null);
      const found = refs.find((doc) => fold(labelOf(doc)) === fold(typed) || doc.id === typed);
      return found ? ok(found.id) : err('NOT_FOUND_REF');
    }
    case 'choice': {
      const wanted = fold(typed).replaceAll('-', ' ');
      const known = field.choices ?? [];
      const found = known.find(
        ({ value, text: key }) => fold(value).replaceAll('-', ' ') === wanted || fold(wordOf(key)) === wanted,
      );
      return found ? ok(found.value) : err(typed === '' ? 'REQUIRED' : 'NOT_A_CHOICE');
    }
    default:
      return ok(typed);
  }
}

/** The known document a row refers to, by the first key that is filled in; an empty key is ignored. */
function keyOf(section: Section, doc: Readonly<Record<string, unknown>>): string | null {
  for (const name of section.keys) {
    const value = doc[name];
    if (typeof value === 'string' && value.trim() !== '') return `${name} ${fold(value)}`;
  }
  return null;
}

function findKnown(
  section: Section,
  doc: Readonly<Record<string, unknown>>,
  all: readonly MasterDoc[],
): MasterDoc | null {
  for (const name of section.keys) {
    const value = doc[name];
    if (typeof value !== 'string' || value.trim() === '') continue;
    const found = all.find((known) => typeof known[name] === 'string' && fold(known[name]) === fold(value));
    if (found) return found;
  }
  return null;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Reads a table into documents: rows that name a known one change it, the others make new ones. References are looked
 * up by name, also among the rows above. Nothing is saved here.
 */
export function readRows({ section, match, rows, known, refs, wordOf, newId }: Source): readonly ImportRow[] {
  const made: MasterDoc[] = [];
  const seen = new Map<string, number>();
  return rows.map(({ row, cells, problems: ofRow }) => {
    const problems: Problem[] = ofRow.map((problem) => ({ ...problem, field: null }));
    const read: Record<string, unknown> = {};
    for (const [header, field] of match.fields) {
      const value = cells[header] ?? '';
      // An empty cell says nothing: what is known stays.
      if (value.trim() === '') continue;
      const own = field.kind === 'ref' && field.of === section.type ? made : [];
      const parsed = cell(field, value, field.kind === 'ref' ? [...refs(field), ...own] : [], wordOf);
      if (parsed.ok) read[field.name] = parsed.value;
      else problems.push({ field, code: parsed.error, value });
    }
    const before = findKnown(section, read, known);
    if (before === null) {
      for (const field of match.fields.values()) {
        if (field.required && !(field.name in read) && !problems.some((problem) => problem.field === field)) {
          problems.push({ field, code: 'REQUIRED', value: '' });
        }
      }
    }
    const draft: MasterDoc = { ...section.blank, ...before, ...read, id: before?.id ?? newId() };
    const checked = masterSchemas[section.type].safeParse(draft);
    for (const issue of checked.success ? [] : checked.error.issues) {
      const field = section.fields.find(({ name }) => name === issue.path[0]);
      if (field && !problems.some((problem) => problem.field === field)) {
        const code = codeOfIssue(issue.message);
        problems.push({ field, code, value: typeof draft[field.name] === 'string' ? String(draft[field.name]) : '' });
      }
    }
    const key = keyOf(section, read);
    const first = key === null ? undefined : seen.get(key);
    const keyField = section.fields.find(({ name }) => name === section.keys[0]);
    if (first !== undefined && keyField) problems.push({ field: keyField, code: 'TWICE', value: '', row: first });
    else if (key !== null) seen.set(key, row);

    const doc: MasterDoc = checked.success ? { ...draft, ...checked.data } : draft;
    if (problems.length === 0) made.push(doc);
    const changed = before === null || Object.keys(draft).some((name) => !same(doc[name], before[name]));
    const state = problems.length > 0 ? 'bad' : before === null ? 'new' : changed ? 'changed' : 'same';
    return { row, doc, state, problems };
  });
}
