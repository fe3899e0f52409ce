import { z } from 'zod';
import { line, plainDate, text } from '../letters/fields.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { assertNever } from '../result.ts';
import { mapOf } from '../sync/bounds.ts';
import { canonicalJson } from '../sync/operation.ts';
import type { FieldDefinition, FlatField } from '../services/definition.ts';
import type { FieldValue, FieldValues } from './case.ts';

/** Fields of one form, or of a row of it: the longest of ours has some thirty. */
export const maxFields = 200;

/** Longest text of a field and of a cell of a table, in UTF-16 units. */
export const longestText = 8000;
const longestCell = 2000;
const mostRows = 500;
const longestKey = 60;

type Cell = string | number | boolean | null;
type Check = z.core.$RefinementCtx;
type Path = readonly (string | number)[];

const wrong = (ctx: Check, message: 'TOO_LONG' | 'TOO_MANY_FIELDS' | 'INVALID', path: Path): null => {
  ctx.addIssue({ code: 'custom', message, path: [...path] });
  return null;
};

/** A plain value as it is kept; what is wrong with it is said at its own path, so that the form can name the cell. */
function plainValue(value: unknown, clean: z.ZodType<string, string>, ctx: Check, path: Path): Cell {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return wrong(ctx, 'INVALID', path);
  const cleaned = clean.safeParse(value);
  return cleaned.success ? cleaned.data : wrong(ctx, 'TOO_LONG', path);
}

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldValue = z.unknown().transform((value, ctx): FieldValue => {
  if (!Array.isArray(value)) return plainValue(value, text(longestText), ctx, []);
  const rows: readonly unknown[] = value;
  if (rows.length > mostRows) return wrong(ctx, 'TOO_LONG', []);
  return rows.map((row, i) => {
    if (!isRow(row) || Object.keys(row).some((key) => key.length > longestKey)) {
      wrong(ctx, 'INVALID', [i]);
      return {};
    }
    if (Object.keys(row).length > maxFields) {
      wrong(ctx, 'TOO_MANY_FIELDS', [i]);
      return {};
    }
    const cells = Object.entries(row).map(([key, one]) => [key, plainValue(one, line(longestCell), ctx, [i, key])]);
    return Object.fromEntries(cells) as Readonly<Record<string, Cell>>;
  });
});

/**
 * Values of a form as they travel: cleaned texts, numbers, yes/no, or rows of them. The definition gives their meaning.
 */
export const fieldValues: z.ZodType<FieldValues> = mapOf(
  z.string().max(longestKey),
  fieldValue,
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
