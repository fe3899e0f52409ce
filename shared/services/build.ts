import type {
  Actor,
  Choice,
  Condition,
  DocumentDefinition,
  FieldDefinition,
  FlatField,
  Gate,
  Outcome,
} from './definition.ts';

/** Short forms in which the definitions are written, so that a step reads like its line in the standard. */

type More = { readonly hint?: string };

export const line = (key: string, label: string, more: More = {}): FlatField => ({
  kind: 'line',
  key,
  label,
  required: true,
  ...more,
});
export const text = (key: string, label: string, more: More = {}): FlatField => ({
  kind: 'text',
  key,
  label,
  required: true,
  ...more,
});
export const date = (key: string, label: string, more: More = {}): FlatField => ({
  kind: 'date',
  key,
  label,
  required: true,
  ...more,
});
export const yesNo = (key: string, label: string, more: More = {}): FlatField => ({
  kind: 'yes-no',
  key,
  label,
  required: true,
  ...more,
});
export const count = (key: string, label: string, max = 1_000_000_000): FlatField => ({
  kind: 'number',
  key,
  label,
  required: true,
  min: 0,
  max,
});
export const choice = (key: string, label: string, choices: readonly Choice[]): FlatField => ({
  kind: 'choice',
  key,
  label,
  required: true,
  choices,
});
/** At least `min` rows. */
export const rows = (key: string, label: string, min: number, columns: readonly FlatField[]): FieldDefinition => ({
  kind: 'rows',
  key,
  label,
  required: min > 0,
  min,
  columns,
});

/** A field with which a new round begins as the last one ended. */
export const carried = <F extends FieldDefinition>(field: F): F => ({ ...field, carry: true });

/** A day that is aimed at. */
export const planned = (field: FlatField): FlatField => (field.kind === 'date' ? { ...field, planned: true } : field);

export const optional = <F extends FieldDefinition>(field: F): F => ({ ...field, required: false });

export const agency = (label: string): Actor => ({ kind: 'agency', label });
export const position = (id: string, label: string): Actor => ({ kind: 'position', position: id, label });
export const team = (position: string, label: string): Actor => ({ kind: 'team', position, label });

export const document = (
  code: string,
  form: DocumentDefinition['form'],
  title: string,
  more: Pick<DocumentDefinition, 'signedBy' | 'given'> = {},
): DocumentDefinition => ({ code, form, title, ...more });

/** A document that goes to the agency. */
export const given = (code: string, form: DocumentDefinition['form'], title: string): DocumentDefinition =>
  document(code, form, title, { given: true });

/** An outcome that these positions alone may give, under these conditions. */
export const verdict = (outcome: Outcome, by: readonly string[], conditions: readonly Condition[]): Outcome => ({
  ...outcome,
  by,
  conditions,
});
/** Gates: these documents have a number and a date. */
export const recorded = (...codes: readonly string[]): readonly Gate[] =>
  codes.map((code) => ({ kind: 'document', document: code }));

/** Conditions of an outcome that the agency learns by these letters. */
export const issued = (...codes: readonly string[]): readonly Condition[] =>
  codes.map((code) => ({ kind: 'issued', document: code }));

type Ways = { readonly gates?: readonly Gate[]; readonly label?: string };

export const goOn = (
  step: string,
  { gates = [], label = 'Selesaikan langkah' }: Ways = {},
  code = 'lanjut',
): Outcome => ({ code, label, to: { kind: 'step', step }, gates, reason: false });
export const goBack = (code: string, label: string, step: string, gates: readonly Gate[] = []): Outcome => ({
  code,
  label,
  to: { kind: 'back', step },
  gates,
  reason: true,
});
export const waitForAgency = (label: string, gates: readonly Gate[] = []): Outcome => ({
  code: 'tidak-lengkap',
  label,
  to: { kind: 'wait' },
  gates,
  reason: true,
});
export const end = (
  code: string,
  label: string,
  as: 'done' | 'reused' | 'refused',
  { gates = [], conditions }: Ways & Pick<Outcome, 'conditions'> = {},
): Outcome => ({
  code,
  label,
  to: { kind: 'end', as },
  gates,
  reason: as !== 'done',
  ...(conditions ? { conditions } : {}),
});
