import { parsePlainDate } from '../dates/plain-date.ts';
import { assertNever } from '../result.ts';
import { leastLength, type Field, type TextFormat } from './dictionary.ts';

/** Everything a row can be refused for. The sentence of each is in `sentences.ts`. */
export const ruleNames = [
  // Of one field
  'required',
  'type',
  'format',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'scale',
  'enum',
  'reference',
  'text',
  'unknown',
  // Of the row
  'row',
  'duplicate',
  // Of how it was written
  'json',
  'csv',
  'columns',
  'header',
  'encoding',
] as const;
export type RuleName = (typeof ruleNames)[number];

export interface Breach {
  readonly rule: RuleName;
  readonly limit: string | number | null;
}

/** Shapes of texts, each of which is decided in one pass. JSON Schema and OpenAPI show the same ones. */
export const shapes: Readonly<Record<TextFormat | 'date' | 'datetime', string>> = {
  email: '^[^@\\s]{1,64}@[A-Za-z0-9.-]{1,255}$',
  uri: '^https?://[^\\s]{1,2000}$',
  uuid: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  digits: '^[0-9]+$',
  date: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
  datetime:
    '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$',
};

/** Control characters but tab and line ends: no database keeps a NUL, and no spreadsheet shows the others. */
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;
/** Below the space lie the control characters, above U+D7FF the halves of pairs. */
const plain = /^[ -\ud7ff]*$/;
/** Half of a pair without its other half: no UTF-8 can hold it. */
const loneHalf = /[\ud800-\udfff]/u;

/** Characters as people count them. */
function lengthOf(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length - 1; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      length--;
      at++;
    }
  }
  return length;
}

type Rule = (value: unknown) => readonly Breach[] | null;

const breach = (rule: RuleName, limit: string | number | null = null): readonly Breach[] => [{ rule, limit }];

function textRules(field: Field, codes: ReadonlySet<string> | null): Rule {
  const [least, longest] = [leastLength(field), field.constraints.maxLength ?? Infinity];
  const { format, reference, constraints: asked } = field;
  const shape = format === undefined ? null : new RegExp(shapes[format]);
  const values = asked.enum ? new Set<unknown>(asked.enum) : null;
  const wrongType = breach('type', 'string');
  return (value) => {
    if (typeof value !== 'string') return wrongType;
    const units = value.length;
    const simple = plain.test(value);
    // Most texts are short and simple, and nothing is made for them.
    const length = simple || (units <= longest && units >= least * 2) ? units : lengthOf(value);
    let broken: Breach[] | null = null;
    const add = (rule: RuleName, limit: string | number | null): void => void (broken ??= []).push({ rule, limit });
    if (!simple && (control.test(value) || loneHalf.test(value))) add('text', null);
    if (length < least) add('minLength', least);
    if (length > longest) add('maxLength', longest);
    if (shape !== null && !shape.test(value)) add('format', format ?? null);
    if (values !== null && !values.has(value)) add('enum', (asked.enum ?? []).slice(0, 20).join(', '));
    if (reference !== undefined && codes?.has(value) !== true)
      add('reference', `${reference.scheme} ${reference.version}`);
    return broken;
  };
}

function numberRules(field: Field): Rule {
  const { minimum = -Infinity, maximum = Infinity } = field.constraints;
  const whole = field.type === 'integer';
  const values = field.constraints.enum ? new Set<unknown>(field.constraints.enum) : null;
  const { scale } = field;
  const largest = scale === undefined ? Infinity : Number.MAX_SAFE_INTEGER / 10 ** scale;
  const wrongType = breach('type', field.type);
  return (value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType;
    if (whole && !Number.isSafeInteger(value)) return wrongType;
    let broken: Breach[] | null = null;
    const add = (rule: RuleName, limit: string | number | null): void => void (broken ??= []).push({ rule, limit });
    if (scale !== undefined) {
      if (Math.abs(value) > largest) return breach('maximum', Math.floor(largest));
      if (Number(value.toFixed(scale)) !== value) add('scale', scale);
    }
    if (value < minimum) add('minimum', minimum);
    if (value > maximum) add('maximum', maximum);
    if (values !== null && !values.has(value)) add('enum', [...values].slice(0, 20).join(', '));
    return broken;
  };
}

const twoDigits = (text: string, at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;

function dateRules(type: 'date' | 'datetime'): Rule {
  const shape = new RegExp(shapes[type]);
  const [wrongType, wrongShape] = [breach('type', type), breach('format', type)];
  return (value) => {
    if (typeof value !== 'string') return wrongType;
    if (!shape.test(value)) return wrongShape;
    const day = twoDigits(value, 8);
    // Every month has these.
    if (day >= 1 && day <= 28 && twoDigits(value, 5) >= 1 && twoDigits(value, 5) <= 12) return null;
    return parsePlainDate(value.slice(0, 10)) !== null ? null : wrongShape;
  };
}

/**
 * The rules of a field as one function: null when a value breaks none of them. `codes` are those of the list the field
 * refers to; without them no code is a known one.
 */
export function fieldRules(field: Field, codes: ReadonlySet<string> | null): Rule {
  switch (field.type) {
    case 'string':
      return textRules(field, codes);
    case 'integer':
    case 'number':
      return numberRules(field);
    case 'boolean': {
      const wrongType = breach('type', 'boolean');
      return (value) => (typeof value === 'boolean' ? null : wrongType);
    }
    case 'date':
    case 'datetime':
      return dateRules(field.type);
    default:
      return assertNever(field.type, 'type of a field');
  }
}
