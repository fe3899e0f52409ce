import type { FieldPath, UseFormSetError } from 'react-hook-form';
import type { Refusal } from '../../../shared/refusal.ts';
import type { ComplaintForm } from './complaint-form.ts';

const fields = [
  'kind',
  'channel',
  'trackingId',
  'received',
  'reporter.name',
  'reporter.contact',
  'subject',
  'text',
  'class',
  'service',
  'caseId',
  'letterId',
] as const satisfies readonly FieldPath<ComplaintForm>[];

/** Puts each refusal next to its field, the focus on the first; returns those that have no field. */
export function showComplaintRefusals(
  refusals: readonly Refusal[],
  setError: UseFormSetError<ComplaintForm>,
): readonly Refusal[] {
  let first = true;
  return refusals.filter((refusal) => {
    const name = fields.find((field) => field === refusal.field);
    if (name === undefined) return true;
    setError(name, { type: refusal.kind, message: refusal.code }, { shouldFocus: first });
    first = false;
    return false;
  });
}
