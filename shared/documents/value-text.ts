import type { FieldValue } from '../cases/case.ts';
import { longDate, shortDate } from '../dates/indonesian.ts';
import { assertNever } from '../result.ts';
import type { FlatField } from '../services/definition.ts';

/** What stands where nothing was entered: an empty place on paper could be filled in later. */
export const nothingEntered = '-';

const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '.');

/** A field's value as printed; in a table a date is short. What is no plain value was never entered by a form. */
export function valueText(field: FlatField, value: FieldValue | undefined, inTable: boolean): string {
  if (value === undefined || value === null || value === '' || typeof value === 'object') return nothingEntered;
  const plain = String(value);
  switch (field.kind) {
    case 'line':
    case 'text':
      return plain;
    case 'date':
      return inTable ? shortDate(plain) : longDate(plain);
    case 'yes-no':
      return value === true ? 'Ya' : 'Tidak';
    case 'number':
      return grouped(Number(value));
    case 'choice':
      return field.choices.find(({ code }) => code === value)?.label ?? plain;
    default:
      return assertNever(field, 'field');
  }
}
