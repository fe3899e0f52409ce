import type { FieldDefinition, ServiceDefinition } from '../services/definition.ts';
import type { FieldValue, FieldValues, StepRecord } from './case.ts';

type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Of a list what it names, never when and how many: days and counts are those of their round. */
function carriedValue(field: FieldDefinition, value: FieldValue): FieldValue {
  if (field.kind !== 'rows' || !Array.isArray(value)) return value;
  const kept = new Set(field.columns.flatMap(({ kind, key }) => (kind === 'date' || kind === 'number' ? [] : [key])));
  return (value as readonly Row[]).map((row) =>
    Object.fromEntries(Object.entries(row).filter(([key]) => kept.has(key))),
  );
}

/**
 * What a step begins with in a new round: of its newest record the fields that are carried on, as their definitions say.
 * Verdicts, days and conclusions are never among them.
 */
export function carriedFields(service: ServiceDefinition, records: readonly StepRecord[], code: string): FieldValues {
  const step = service.steps.find((one) => one.code === code);
  const before = records.findLast((record) => record.step === code && !record.aside);
  if (!step || !before) return {};
  return Object.fromEntries(
    step.fields.flatMap((field) => {
      const value = before.fields[field.key];
      return field.carry === true && value !== undefined && value !== null
        ? [[field.key, carriedValue(field, value)] as const]
        : [];
    }),
  );
}
