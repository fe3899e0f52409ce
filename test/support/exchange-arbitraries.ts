import fc from 'fast-check';
import {
  dictionarySchema,
  fieldTypes,
  textFormats,
  type Dictionary,
  type Field,
} from '../../shared/exchange/dictionary.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter((text) => text !== 'constructor');
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const ordered = (a: number | undefined, b: number | undefined) =>
  a !== undefined && b !== undefined && a > b ? [b, a] : [a, b];

function constraints(type: Field['type']): fc.Arbitrary<unknown> {
  const required = optional(fc.boolean());
  const amount =
    type === 'integer' ? fc.integer({ min: -1000, max: 1000 }) : fc.double({ min: -1e6, max: 1e6, noNaN: true });
  switch (type) {
    case 'string':
      return fc
        .tuple(
          required,
          optional(fc.integer({ min: 0, max: 5 })),
          fc.integer({ min: 5, max: 12 }),
          optional(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 })),
        )
        .map(([is, minLength, maxLength, values]) => ({ required: is, minLength, maxLength, enum: values }));
    case 'integer':
    case 'number':
      return fc
        .tuple(
          required,
          optional(amount),
          optional(amount),
          type === 'integer'
            ? optional(fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 4 }))
            : fc.constant(undefined),
        )
        .map(([is, a, b, values]) => {
          const [minimum, maximum] = ordered(a, b);
          return { required: is, minimum, maximum, enum: values };
        });
    default:
      return required.map((is) => ({ required: is }));
  }
}

const field = fc.tuple(name, fc.constantFrom(...fieldTypes)).chain(([text, type]) =>
  fc.record({
    name: fc.constant(text),
    title: fc.constant('Judul'),
    type: fc.constant(type),
    format: type === 'string' ? optional(fc.constantFrom(...textFormats)) : fc.constant(undefined),
    scale: type === 'number' ? optional(fc.integer({ min: 0, max: 3 })) : fc.constant(undefined),
    constraints: constraints(type),
  }),
);

/** Data dictionaries of every type and rule, without lists of codes. */
export const dictionaries: fc.Arbitrary<Dictionary> = fc
  .uniqueArray(field, { minLength: 1, maxLength: 6, selector: (one) => one.name })
  .map((fields) => {
    const key = { name: 'kunci', title: 'Kunci', type: 'string', constraints: { required: true, maxLength: 20 } };
    return dictionarySchema.parse(
      JSON.parse(
        JSON.stringify({ primaryKey: ['kunci'], fields: [key, ...fields.filter((one) => one.name !== 'kunci')] }),
      ),
    );
  });

/** Text that UTF-8 and a database can hold. */
const plainText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'binary', maxLength })
    .filter((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|[\ud800-\udfff]/u.test(text));

const date = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });

/** A value that a field of this kind mostly accepts. */
export function fitting(one: Field): fc.Arbitrary<unknown> {
  const { constraints: asked, scale } = one;
  if (asked.enum) return fc.constantFrom(...asked.enum);
  switch (one.type) {
    case 'string':
      switch (one.format) {
        case 'digits':
          return fc.stringMatching(/^[0-9]{1,12}$/);
        case 'uuid':
          return fc.uuid();
        case 'email':
          return fc.constantFrom('a@b.id', 'x.y@riau.go.id');
        case 'uri':
          return fc.constantFrom('http://a.id', 'https://b');
        case undefined:
          return plainText(asked.maxLength ?? 12);
      }
      return fc.constant('');
    case 'integer':
      return fc.integer({
        min: Math.ceil(asked.minimum ?? -1e6),
        max: Math.max(Math.ceil(asked.minimum ?? -1e6), Math.floor(asked.maximum ?? 1e6)),
      });
    case 'number':
      return fc
        .double({ min: asked.minimum ?? -1e6, max: asked.maximum ?? 1e6, noNaN: true })
        .map((value) => (scale === undefined ? value : Number(value.toFixed(scale))));
    case 'boolean':
      return fc.boolean();
    case 'date':
      return date.map((value) => value.toISOString().slice(0, 10));
    case 'datetime':
      return date.map((value) => value.toISOString());
  }
}

/** Values of the wrong kind, and those just beside the right one. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -0,
    1,
    1.5,
    true,
    [],
    {},
    '2026-02-30',
    '2026-02-29',
    '2024-02-29',
    '2026-13-01',
    '1',
    'true',
    2 ** 53,
    1e21,
  ),
  fc.constantFrom(
    '2026-11-30T24:00:00Z',
    '2026-11-30T08:15:60Z',
    '2026-11-30T08:15:00',
    '2026-11-30t08:15:00z',
    '2026-02-30T08:15:00Z',
    'ab😀',
    '😀😀😀😀😀😀',
  ),
  plainText(16),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((value) => Number(value.toFixed(4))),
  fc.integer(),
);

/** Rows of a dictionary: mostly right, some wrong in any way. */
export function rowsOf({ fields }: Dictionary): fc.Arbitrary<Record<string, unknown>> {
  const absent = Symbol('absent');
  const columns = fields.map((one) =>
    fc.oneof(
      { weight: 8, arbitrary: fitting(one) },
      { weight: 1, arbitrary: odd },
      { weight: 1, arbitrary: fc.constant<unknown>(absent) },
    ),
  );
  return fc
    .tuple(
      fc.tuple(...columns),
      fc.oneof(
        { weight: 9, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.dictionary(name, odd, { maxKeys: 1 }) },
      ),
    )
    .map(([values, more]) => ({
      ...more,
      ...Object.fromEntries(fields.flatMap((one, i) => (values[i] === absent ? [] : [[one.name, values[i]]]))),
    }));
}
