import { get, set, type FieldErrors, type FieldValues } from 'react-hook-form';
import type { Refusal } from '../../../shared/refusal.ts';

/** Where the command's path of a field stands in a form; null: nowhere on this screen. */
export type FieldOf = (path: string) => string | null;

/** Paths of arguments are those of the form, without the member that holds what was typed: `act.note`, `set.subject`. */
const wrapper = /^(act|doc|set)\./;

function fieldOfRefusal({ code, field }: Refusal, form: FieldValues, fieldOf?: FieldOf): string | null {
  // It names the largest member of the entry, which no field of the form may show.
  if (field === undefined || code === 'ENTRY_TOO_LARGE') return null;
  const path = field.replace(wrapper, '');
  if (fieldOf) return fieldOf(path);
  return Object.hasOwn(form, path.split('.')[0] ?? '') ? path : null;
}

/** What is said of an entry: at each field its first refusal, and the refusals that belong to no field. */
export interface Placed {
  readonly atField: ReadonlyMap<string, Refusal>;
  readonly loose: readonly Refusal[];
}

/** Puts each refusal where the person can mend it: at the field `fieldOf` names, or the one of the same path. */
export function placeRefusals(refusals: readonly Refusal[], form: FieldValues, fieldOf?: FieldOf): Placed {
  const atField = new Map<string, Refusal>();
  const loose: Refusal[] = [];
  for (const refusal of refusals) {
    const field = fieldOfRefusal(refusal, form, fieldOf);
    if (field === null) loose.push(refusal);
    else if (!atField.has(field)) atField.set(field, refusal);
  }
  return { atField, loose };
}

/** The error of one field, with its refusal, so that its sentence has its numbers. */
export const fieldError = (refusal: Refusal) => ({ type: refusal.kind, message: refusal.code, refusal });

/** The refusal of exactly that field; null when it has none. */
export function refusalAt(errors: object, path: string): Refusal | null {
  const found: unknown = get(errors, path);
  return found !== null && typeof found === 'object' && 'refusal' in found ? (found.refusal as Refusal) : null;
}

/** Whether one of these errors is about a text that is no date. */
export function hasBadDate(error: unknown): boolean {
  if (error === null || typeof error !== 'object') return false;
  if ('refusal' in error) return (error.refusal as Refusal).code === 'NOT_A_DATE';
  return Object.values(error).some(hasBadDate);
}

/** The refusals of fields as the form keeps them. */
export function errorsOf<F extends FieldValues>({ atField }: Placed): FieldErrors<F> {
  const errors: FieldErrors<F> = {};
  for (const [field, refusal] of atField) set(errors, field, fieldError(refusal));
  return errors;
}

/** Codes that a person confirmed, of exactly these values. */
export interface Confirmed {
  readonly of: string;
  readonly codes: readonly string[];
}

/** What was confirmed of these values; of others nothing was. */
export function confirmedOf({ of, codes }: Confirmed, values: string): readonly string[] {
  return of === values ? codes : [];
}

/** What is confirmed of these values once a person confirmed these doubts too: rules are asked one after another. */
export function confirmAlso(before: Confirmed, values: string, doubts: readonly Refusal[]): Confirmed {
  return { of: values, codes: [...new Set([...confirmedOf(before, values), ...doubts.map(({ code }) => code)])] };
}
