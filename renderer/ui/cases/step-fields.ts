import type { FieldValue, FieldValues } from '../../../shared/cases/case.ts';
import { cleanText } from '../../../shared/letters/fields.ts';
import type { FieldDefinition } from '../../../shared/services/definition.ts';

/** A row of a table field. */
export type FieldRow = Readonly<Record<string, string | number | boolean | null>>;

/** The rows of a value; none of one that is no table. */
export function rowsIn(value: FieldValue | undefined): readonly FieldRow[] {
  return Array.isArray(value) ? (value as readonly FieldRow[]) : [];
}

const clean = (value: FieldValue): FieldValue => (typeof value === 'string' ? cleanText(value) : value);

/** What is recorded of a form: the fields of the definition alone, texts cleaned, rows nobody filled in left out. */
export function recordedFields(fields: readonly FieldDefinition[], values: FieldValues): FieldValues {
  const out: Record<string, FieldValue> = {};
  for (const { key, kind } of fields) {
    const value = values[key];
    if (kind !== 'rows') {
      out[key] = clean(value ?? null);
      continue;
    }
    const rows = rowsIn(value).map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, clean(v)])));
    out[key] = rows.filter((row) => Object.values(row).some((cell) => cell !== null && cell !== '')) as FieldRow[];
  }
  return out;
}

/** Whether a refusal belongs to a field of this form. */
export function hasPlace(fields: readonly FieldDefinition[], path: string): boolean {
  const [head, key] = path.split('.');
  if (head !== 'fields') return path === 'note' || path === 'onBehalf' || path === 'finishedOn';
  return fields.some((field) => field.key === key);
}
