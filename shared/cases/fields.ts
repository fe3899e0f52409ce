import { z } from 'zod';
import { line, plainDate, text } from '../letters/fields.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { assertNever } from '../result.ts';
import { mapOf } from '../sync/bounds.ts';
import { canonicalJson } from '../sync/operation.ts';
import type { FieldDefinition, FlatField } from '../services/definition.ts';
import type { FieldValues } from './case.ts';

/** Fields of one form, or of a row of it: the longest of ours has some thirty. */
export const maxFields = 200;

const cell = z.union([line(2000), z.number(), z.boolean(), z.null()]);

/**
 * Values of a form as they travel: cleaned texts, numbers, yes/no, or rows of them. The definition gives their meaning.
 */
export const fieldValues = mapOf(
  z.string().max(60),
  z.union([
    text(8000),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(mapOf(z.string().max(60), cell, maxFields, 'TOO_MANY_FIELDS')).max(500),
  ]),
  maxFields,
  'TOO_MANY_FIELDS',
);

const empty = (value: unknown): boolean => value === undefined || value === null || value === '';

function checkFlat(field: FlatField, value: unknown, at: string): Refusal | null {
  if (empty(value)) return field.required ? refuse('REQUIRED', { field: at }) : null;
  switch (field.kind) {
    case 'line':
    case 'text':
      return typeof value === 'string' ? null : refuse('INVALID', { field: at });
    case 'date':
      return plainDate.safeParse(value).success ? null : refuse('NOT_A_DATE', { field: at });
    case 'yes-no':
      return typeof value === 'boolean' ? null : refuse('REQUIRED', { field: at });
    case 'number': {
      const right = typeof value === 'number' && Number.isInteger(value) && value >= field.min && value <= field.max;
      return right ? null : refuse('NOT_A_COUNT', { field: at, params: { min: field.min, max: field.max } });
    }
    case 'choice':
      return field.choices.some(({ code }) => code === value) ? null : refuse('REQUIRED', { field: at });
    default:
      return assertNever(field, 'field');
  }
}

/** Whether two values of a form, or two records, say the same. */
export const sameFields = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

function checkField(field: FieldDefinition, value: unknown, at: string): readonly Refusal[] {
  if (field.kind !== 'rows') {
    const refusal = checkFlat(field, value, at);
    return refusal ? [refusal] : [];
  }
  const rows = Array.isArray(value) ? (value as readonly Readonly<Record<string, unknown>>[]) : [];
  if (rows.length < field.min) return [refuse('ROWS_MISSING', { field: at, params: { min: field.min } })];
  return rows.flatMap((row, i) =>
    field.columns.flatMap((column) => checkFlat(column, row[column.key], `${at}.${i}.${column.key}`) ?? []),
  );
}

/** Everything wrong with a filled form, each at its field: `fields.versi`, `fields.temuan.2.uraian`. */
export function checkFields(fields: readonly FieldDefinition[], values: FieldValues): readonly Refusal[] {
  return fields.flatMap((field) => checkField(field, values[field.key], `fields.${field.key}`));
}
