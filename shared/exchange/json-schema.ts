import { assertNever } from '../result.ts';
import { isRequired, leastLength, type Dictionary, type Field } from './dictionary.ts';
import { shapes } from './field-rules.ts';

/** A JSON Schema of draft 2020-12, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Words of a schema that say more than the draft knows; a validator passes over them. */
export const ownWords = ['x-konsep', 'x-klasifikasi', 'x-ukuran', 'x-satuan', 'x-kode-referensi'] as const;

function valueSchema(field: Field): JsonSchema {
  const { minimum, maximum, maxLength } = field.constraints;
  const bounds = {
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
  switch (field.type) {
    case 'string':
      return {
        type: 'string',
        minLength: leastLength(field),
        ...(maxLength === undefined ? {} : { maxLength }),
        ...(field.format === undefined ? {} : { pattern: shapes[field.format] }),
      };
    case 'integer': {
      const limit = Number.MAX_SAFE_INTEGER;
      return {
        type: 'integer',
        minimum: Math.max(minimum ?? -limit, -limit),
        maximum: Math.min(maximum ?? limit, limit),
      };
    }
    case 'number':
      return {
        type: 'number',
        ...bounds,
        ...(field.scale === undefined ? {} : { multipleOf: Number(`1e-${field.scale}`) }),
      };
    case 'boolean':
      return { type: 'boolean' };
    case 'date':
      return { type: 'string', format: 'date', pattern: shapes.date };
    case 'datetime':
      return { type: 'string', format: 'date-time', pattern: shapes.datetime };
    default:
      return assertNever(field.type, 'type of a field');
  }
}

/** Whether a value is left out or null when there is none. */
function orNull(field: Field, schema: JsonSchema): JsonSchema {
  const values = field.constraints.enum;
  if (isRequired(field)) return { ...schema, ...(values === undefined ? {} : { enum: values }) };
  return { ...schema, type: [schema['type'], 'null'], ...(values === undefined ? {} : { enum: [...values, null] }) };
}

/** An example of the field's type, as JSON has it; undefined when the dictionary has none that can be read. */
export function exampleOf(field: Field): string | number | boolean | undefined {
  const { example, type, constraints: asked } = field;
  if (example === '') return asked.enum?.[0];
  switch (type) {
    case 'string':
    case 'date':
    case 'datetime':
      return example;
    case 'integer':
    case 'number':
      return Number.isFinite(Number(example)) ? Number(example) : undefined;
    case 'boolean':
      return example === 'true' ? true : example === 'false' ? false : undefined;
    default:
      return assertNever(type, 'type of a field');
  }
}

function fieldSchema(field: Field): JsonSchema {
  const { konsep, klasifikasi, ukuran, satuan, reference } = field;
  const example = exampleOf(field);
  const own = {
    'x-konsep': konsep,
    'x-klasifikasi': klasifikasi,
    'x-ukuran': ukuran,
    'x-satuan': satuan,
    'x-kode-referensi': reference ? `${reference.scheme} ${reference.version}` : '',
  };
  return {
    title: field.title,
    ...(field.definisi === '' ? {} : { description: field.definisi }),
    ...orNull(field, valueSchema(field)),
    ...(example === undefined ? {} : { examples: [example] }),
    ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== '')),
  };
}

/** A row as an object. `reading`: as it is answered, with its version. */
function rowSchema(dictionary: Dictionary, more: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const { fields } = dictionary;
  return {
    type: 'object',
    properties: { ...Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])), ...more },
    required: fields.filter(isRequired).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** The row that is sent. */
export const sentRow = (dictionary: Dictionary): JsonSchema => rowSchema(dictionary, {});

/** A row that removes: the key and the mark. */
export function removalRow({ fields, primaryKey }: Dictionary): JsonSchema {
  const keys = fields.filter(({ name }) => primaryKey.includes(name));
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(keys.map((field) => [field.name, fieldSchema(field)])),
      _deleted: { const: true },
    },
    required: [...primaryKey, '_deleted'],
  };
}

/** The row that is answered: with its version, and only the fields that were asked for. */
export const answeredRow = (dictionary: Dictionary): JsonSchema => {
  const { additionalProperties: _, ...row } = rowSchema(dictionary, {
    _rv: { title: 'Versi baris', type: 'integer', minimum: 1 },
    _deleted: { title: 'Baris ini dihapus', type: 'boolean' },
  });
  return { ...row, required: [...dictionary.primaryKey, '_rv'] };
};

/** The schema of a row as a document of its own. */
export function jsonSchema(dictionary: Dictionary, id: string, title: string): JsonSchema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: id, title, ...sentRow(dictionary) };
}
