import type { FieldPath } from 'react-hook-form';
import { headerFields, type HeaderForm } from './header-form.ts';

/** The sender is one field on the screen, name and agency together. */
const exact = ['received.date', 'received.time'] as const satisfies readonly FieldPath<HeaderForm>[];

/** The field of the form a refusal belongs to; null when it concerns the whole entry. */
export function formField(path: string): FieldPath<HeaderForm> | null {
  return exact.find((name) => name === path) ?? headerFields.find((name) => name === path.split('.')[0]) ?? null;
}
