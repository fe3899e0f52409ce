import type { FieldPath, UseFormSetError } from 'react-hook-form';
import type { Refusal } from '../../../shared/refusal.ts';
import { headerFields, type HeaderForm } from './header-form.ts';

/** The sender is one field on the screen, name and agency together. */
const exact = ['received.date', 'received.time'] as const satisfies readonly FieldPath<HeaderForm>[];

/** The field of the form a refusal belongs to; null when it concerns the whole entry. */
export function formField(field: string | undefined): FieldPath<HeaderForm> | null {
  if (field === undefined) return null;
  const path = field.startsWith('set.') ? field.slice('set.'.length) : field;
  return exact.find((name) => name === path) ?? headerFields.find((name) => name === path.split('.')[0]) ?? null;
}

/** Puts each refusal next to its field, the focus on the first; returns those that have no field. */
export function showRefusals(refusals: readonly Refusal[], setError: UseFormSetError<HeaderForm>): readonly Refusal[] {
  let first = true;
  return refusals.filter((refusal) => {
    const name = formField(refusal.field);
    if (name === null) return true;
    setError(name, { type: refusal.kind, message: refusal.code }, { shouldFocus: first });
    first = false;
    return false;
  });
}
