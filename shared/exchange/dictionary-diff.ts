import { canonicalJson } from '../sync/operation.ts';
import { isRequired, leastLength, type Dictionary, type Field } from './dictionary.ts';

/** What changed of a field, or of the whole. */
export type ChangeKind =
  | 'added'
  | 'removed'
  | 'key'
  | 'type'
  | 'format'
  | 'scale'
  | 'required'
  | 'minLength'
  | 'maxLength'
  | 'minimum'
  | 'maximum'
  | 'enum'
  | 'reference'
  | 'measure'
  | 'description';

export interface DictionaryChange {
  /** Null: of the key. */
  readonly field: string | null;
  readonly kind: ChangeKind;
  readonly before: string;
  readonly after: string;
  /** Who reads and writes by the version before need not change anything. */
  readonly compatible: boolean;
}

export interface DictionaryDiff {
  readonly changes: readonly DictionaryChange[];
  readonly compatible: boolean;
}

const textOf = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : canonicalJson(value);

type Enum = readonly (string | number)[] | undefined;

/** Only a list that still has every value, or none at all, lets through what went through before. */
const widerEnum = (before: Enum, after: Enum): boolean =>
  after === undefined || (before !== undefined && before.every((value) => after.includes(value)));

function fieldChanges(before: Field, after: Field): readonly DictionaryChange[] {
  const changes: DictionaryChange[] = [];
  const compare = (kind: ChangeKind, a: unknown, b: unknown, compatible: boolean): void => {
    const [was, is] = [textOf(a), textOf(b)];
    if (was !== is) changes.push({ field: after.name, kind, before: was, after: is, compatible });
  };
  const [was, is] = [before.constraints, after.constraints];
  compare('type', before.type, after.type, false);
  compare('format', before.format, after.format, false);
  compare('scale', before.scale, after.scale, false);
  compare('required', isRequired(before), isRequired(after), false);
  if (before.type === 'string' && after.type === 'string') {
    const [least, longest] = [leastLength(after), is.maxLength ?? Infinity];
    compare('minLength', leastLength(before), least, least <= leastLength(before));
    compare('maxLength', was.maxLength, is.maxLength, longest >= (was.maxLength ?? Infinity));
  }
  compare('minimum', was.minimum, is.minimum, (is.minimum ?? -Infinity) <= (was.minimum ?? -Infinity));
  compare('maximum', was.maximum, is.maximum, (is.maximum ?? Infinity) >= (was.maximum ?? Infinity));
  compare('enum', was.enum, is.enum, widerEnum(was.enum, is.enum));
  compare('reference', before.reference, after.reference, after.reference === undefined);
  // Kilograms that become tons break every sum, although no row is refused.
  compare('measure', [before.ukuran, before.satuan], [after.ukuran, after.satuan], false);
  const described = ({ title, konsep, definisi, klasifikasi, source, example }: Field): unknown => {
    return [title, konsep, definisi, klasifikasi, source, example];
  };
  compare('description', described(before), described(after), true);
  return changes;
}

/**
 * What the second dictionary changes of the first. Compatible are a new optional field, a wider list, a wider bound, a
 * longer text and other words of description; everything else breaks those who read or write by the first.
 */
export function diffDictionaries(before: Dictionary, after: Dictionary): DictionaryDiff {
  const changes: DictionaryChange[] = [];
  const earlier = new Map(before.fields.map((field) => [field.name, field]));
  const later = new Map(after.fields.map((field) => [field.name, field]));
  for (const field of before.fields) {
    const next = later.get(field.name);
    if (next) changes.push(...fieldChanges(field, next));
    else changes.push({ field: field.name, kind: 'removed', before: field.title, after: '', compatible: false });
  }
  for (const field of after.fields) {
    if (earlier.has(field.name)) continue;
    const compatible = !isRequired(field);
    changes.push({ field: field.name, kind: 'added', before: '', after: field.title, compatible });
  }
  const [was, is] = [before.primaryKey.join(', '), after.primaryKey.join(', ')];
  if (was !== is) changes.push({ field: null, kind: 'key', before: was, after: is, compatible: false });
  return { changes, compatible: changes.every(({ compatible }) => compatible) };
}
