import { z } from 'zod';
import { type CodeList, codeListRef } from './code-list.ts';

/** Types of Frictionless Table Schema that a dictionary may use. */
export const fieldTypes = ['string', 'integer', 'number', 'boolean', 'date', 'datetime'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** Formats of a string. Closed, because a pattern somebody typed could take for ever over a million rows. */
export const textFormats = ['email', 'uri', 'uuid', 'digits'] as const;
export type TextFormat = (typeof textFormats)[number];

/** What a dictionary may have at most. */
export const dictionaryBounds = {
  fields: 200,
  keyFields: 4,
  enumValues: 1000,
  textLength: 10_000,
  keyLength: 200,
  /** Digits after the decimal point of an amount that is stored as a whole number. */
  scale: 6,
} as const;

/** The name of a column. `constructor` is what every object of JavaScript has already. */
const fieldName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,62}$/)
  .refine((name) => name !== 'constructor', 'INVALID');
const words = (length: number) => z.string().max(length);
const count = z.number().int().min(0).max(dictionaryBounds.textLength);
const bound = z.number().min(-1e15).max(1e15);

const constraints = z.strictObject({
  required: z.boolean().optional(),
  minLength: count.optional(),
  maxLength: count.min(1).optional(),
  minimum: bound.optional(),
  maximum: bound.optional(),
  enum: z
    .array(z.union([words(dictionaryBounds.keyLength).min(1), bound]))
    .min(1)
    .max(dictionaryBounds.enumValues)
    .optional(),
});

const fieldShape = z.strictObject({
  name: fieldName,
  /** The label, as people read it. */
  title: words(200).min(1),
  type: z.enum(fieldTypes),
  format: z.enum(textFormats).optional(),
  /** Of a `number`: digits after the point. Such an amount is stored as a whole number and adds up exactly. */
  scale: z.number().int().min(0).max(dictionaryBounds.scale).optional(),
  constraints: constraints.default({}),
  /** Standar Data of Satu Data Indonesia, under the office's own names. */
  konsep: words(500).default(''),
  definisi: words(2000).default(''),
  klasifikasi: words(500).default(''),
  ukuran: words(200).default(''),
  satuan: words(100).default(''),
  /** The system and column it comes from. */
  source: words(500).default(''),
  example: words(500).default(''),
  /** Values are codes of this list. */
  reference: codeListRef.optional(),
});
export type Field = z.infer<typeof fieldShape>;

const only = (issue: string, types: readonly FieldType[], { type }: Field): readonly string[] =>
  types.includes(type) ? [] : [issue];

/** Parts of a field that do not belong together, as paths. */
function misfits(field: Field): readonly string[] {
  const { format, scale, reference, constraints: asked } = field;
  const { minLength, maxLength, minimum, maximum, enum: values } = asked;
  const odd: string[] = [];
  if (format !== undefined) odd.push(...only('format', ['string'], field));
  if (scale !== undefined) odd.push(...only('scale', ['number'], field));
  if (reference !== undefined) odd.push(...only('reference', ['string'], field));
  if (minLength !== undefined) odd.push(...only('constraints.minLength', ['string'], field));
  if (maxLength !== undefined) odd.push(...only('constraints.maxLength', ['string'], field));
  if (minimum !== undefined) odd.push(...only('constraints.minimum', ['integer', 'number'], field));
  if (maximum !== undefined) odd.push(...only('constraints.maximum', ['integer', 'number'], field));
  if (field.type === 'string' && maxLength === undefined) odd.push('constraints.maxLength');
  if (minLength !== undefined && maxLength !== undefined && minLength > maxLength) odd.push('constraints.minLength');
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) odd.push('constraints.minimum');
  if (values !== undefined) {
    odd.push(...only('constraints.enum', ['string', 'integer'], field));
    const fits = (value: string | number): boolean =>
      field.type === 'string' ? typeof value === 'string' : Number.isSafeInteger(value);
    if (!values.every(fits) || new Set(values).size !== values.length) odd.push('constraints.enum');
  }
  return odd;
}

export const fieldSchema = fieldShape.superRefine((field, ctx) => {
  for (const path of misfits(field)) ctx.addIssue({ code: 'custom', path: path.split('.'), message: 'INVALID' });
});

/** Why a field cannot be part of the key. */
function isKey(field: Field | undefined): boolean {
  if (field?.constraints.required !== true) return false;
  if (field.type === 'string') return (field.constraints.maxLength ?? Infinity) <= dictionaryBounds.keyLength;
  return field.type === 'integer' || field.type === 'date';
}

/**
 * The data dictionary of a dataset: Frictionless Table Schema plus Standar Data. Table, row checker, JSON Schema, OpenAPI,
 * CSV and catalogue are projections of it.
 */
export const dictionarySchema = z
  .strictObject({
    fields: z.array(fieldSchema).min(1).max(dictionaryBounds.fields),
    primaryKey: z.array(fieldName).min(1).max(dictionaryBounds.keyFields),
  })
  .superRefine(({ fields, primaryKey }, ctx) => {
    const byName = new Map<string, Field>();
    for (const [i, field] of fields.entries()) {
      if (byName.has(field.name)) ctx.addIssue({ code: 'custom', path: ['fields', i, 'name'], message: 'TWICE' });
      byName.set(field.name, field);
    }
    for (const [i, name] of primaryKey.entries()) {
      const path = ['primaryKey', i];
      if (primaryKey.indexOf(name) !== i) ctx.addIssue({ code: 'custom', path, message: 'TWICE' });
      else if (!isKey(byName.get(name))) ctx.addIssue({ code: 'custom', path, message: 'INVALID' });
    }
  });
export type Dictionary = z.infer<typeof dictionarySchema>;

/** Whether a row without a value for it is refused. */
export const isRequired = (field: Field): boolean => field.constraints.required === true;

/** A string is at least this long: an empty one is no value, in JSON as in CSV. */
export const leastLength = (field: Field): number => Math.max(1, field.constraints.minLength ?? 1);

/** The fields of the key, in its order. */
export function keyFields({ fields, primaryKey }: Dictionary): readonly Field[] {
  return primaryKey.flatMap((name) => fields.filter((field) => field.name === name));
}

/** Fields whose values are few enough to be counted one by one: the charts and the map draw from them. */
export function countedFields({ fields }: Dictionary): readonly Field[] {
  return fields.filter(
    ({ type, constraints: asked, reference }) =>
      asked.enum !== undefined || reference !== undefined || type === 'boolean',
  );
}

/** The codes of a list a field refers to; null while the list is not there. */
export type CodesOf = (list: CodeList) => ReadonlySet<string> | null;
