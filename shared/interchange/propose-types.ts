import { isPlainDate } from '../dates/plain-date.ts';
import { dictionaryBounds, type FieldType } from '../exchange/dictionary.ts';
import { shapes } from '../exchange/field-rules.ts';
import type { TextTable } from './dictionary-table.ts';
import type { Element } from './draft.ts';
import { typeWords, yes } from './element.ts';
import { columnName } from './from-case.ts';

/**
 * Codes look like numbers and are none: a leading zero, more digits than a number keeps, or a last zero behind the point
 * (14.10 is a regency, 14.1 is nothing).
 */
const isCode = (value: string): boolean =>
  /^[+-]?0\d/.test(value) || value.replaceAll(/\D/g, '').length >= 15 || /^\d+\.\d*0$/.test(value);

const isTruth = (value: string): boolean => /^(true|false)$/i.test(value);
const isWhole = (value: string): boolean => /^-?\d+$/.test(value);
const isNumber = (value: string): boolean => /^-?\d+(\.\d+)?$/.test(value);
const isInstant = (value: string): boolean => new RegExp(shapes.datetime).test(value);

/** The type that every value has; text where they differ. */
function typeOf(values: readonly string[]): FieldType {
  const all = (test: (value: string) => boolean): boolean => values.every(test);
  if (values.length === 0) return 'string';
  if (all(isTruth)) return 'boolean';
  if (all(isPlainDate)) return 'date';
  if (all(isInstant)) return 'datetime';
  if (values.some(isCode)) return 'string';
  if (all(isWhole)) return 'integer';
  return all(isNumber) ? 'number' : 'string';
}

/** Room above the longest value seen: the sample is not all there will be. */
const lengthFor = (longest: number): number =>
  Math.min(dictionaryBounds.textLength, Math.max(10, Math.ceil((longest * 1.25) / 10) * 10));

const decimalsOf = (value: string): number => value.split('.')[1]?.length ?? 0;

/** Values that come again and again are a list; so many rows are needed to say so. */
const listed = { rows: 20, values: 12, length: 60 } as const;

function listOf(values: readonly string[]): string {
  const known = new Set(values);
  const isList =
    values.length >= listed.rows &&
    known.size <= listed.values &&
    values.length >= known.size * 3 &&
    [...known].every((value) => value.length <= listed.length && !value.includes(';'));
  return isList ? [...known].sort().join('; ') : '';
}

/** A column of a sample with what its values say of it. */
export interface ProposedElement {
  readonly cells: Element['cells'];
  /** Values that were looked at, and how many were empty. */
  readonly seen: number;
  readonly empty: number;
}

/**
 * Proposes the elements of a sample file, read to its end: type, length, decimals, required, list of values, key. It is a
 * proposal that a person reads; a load guesses nothing.
 */
export function proposeElements({ headers, rows }: TextTable): readonly ProposedElement[] {
  let hasKey = false;
  return headers.flatMap((header, at): readonly ProposedElement[] => {
    const title = header.trim();
    if (title === '') return [];
    const all = rows.map((row) => row[at]?.trim() ?? '');
    const values = all.filter((value) => value !== '');
    const empty = all.length - values.length;
    const type = typeOf(values);
    const longest = values.reduce((most, value) => Math.max(most, [...value].length), 0);
    const isUnique = empty === 0 && values.length > 0 && new Set(values).size === values.length;
    const canBeKey =
      type === 'integer' || type === 'date' || (type === 'string' && longest <= dictionaryBounds.keyLength);
    const isKey = !hasKey && isUnique && canBeKey;
    hasKey ||= isKey;
    const decimals = values.reduce((most, value) => Math.max(most, decimalsOf(value)), 0);
    const cells = {
      name: columnName(title),
      title,
      type: typeWords[type][0],
      scale: type === 'number' && decimals <= dictionaryBounds.scale ? String(decimals) : '',
      required: empty === 0 && values.length > 0 ? yes : '',
      key: isKey ? yes : '',
      maxLength:
        type === 'string'
          ? String(isKey ? Math.min(lengthFor(longest), dictionaryBounds.keyLength) : lengthFor(longest))
          : '',
      enum: type === 'string' && !isKey ? listOf(values) : '',
      example: values[0]?.slice(0, 500) ?? '',
    };
    const filled = Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
    return [{ cells: filled, seen: all.length, empty }];
  });
}
