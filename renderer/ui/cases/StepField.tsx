import type { FieldDefinition } from '../../../shared/services/definition.ts';
import { FieldInput } from './FieldInput.tsx';
import { RowsField } from './RowsField.tsx';
import { rowsIn } from './step-fields.ts';
import type { StepDraft } from './use-step-draft.ts';

interface FieldProps {
  readonly field: FieldDefinition;
  readonly draft: Pick<StepDraft, 'values' | 'change' | 'leave'>;
  readonly errorAt: (path: string) => string | null;
}

/** One field of a step's form, a table as well. */
export function StepField({ field, draft, errorAt }: FieldProps) {
  if (field.kind === 'rows') {
    return (
      <RowsField
        field={field}
        rows={rowsIn(draft.values[field.key])}
        errorAt={errorAt}
        onChange={(rows) => draft.change(field.key, rows)}
        onLeave={draft.leave}
      />
    );
  }
  return (
    <FieldInput
      field={field}
      value={draft.values[field.key]}
      error={errorAt(`fields.${field.key}`)}
      onChange={(value) => draft.change(field.key, value)}
      onLeave={draft.leave}
    />
  );
}
