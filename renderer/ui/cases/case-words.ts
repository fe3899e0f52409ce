import { longDate } from '../../../shared/dates/indonesian.ts';
import { isPlainDate } from '../../../shared/dates/plain-date.ts';
import { isEnded, type CaseLine } from '../../../shared/cases/case-line.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { FieldDefinition, FlatField, ServiceDefinition } from '../../../shared/services/definition.ts';
import { refusalText, type Texts } from '../texts/index.ts';

/** Who has to act now, in the words of the standard. */
export function actorsText(t: Texts, { phase, agencyTurn, actors }: CaseLine): string {
  if (isEnded({ phase })) return t('cases.none');
  return agencyTurn ? t('cases.agencyTurn') : actors.map(({ label }) => label).join(', ');
}

/** A value of a step's form in words; of tables there is none. */
export function valueText(t: Texts, field: FlatField, value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (field.kind) {
    case 'date':
      return isPlainDate(text) ? longDate(text) : text || t('cases.none');
    case 'yes-no':
      return typeof value === 'boolean' ? t(value ? 'cases.form.yes' : 'cases.form.no') : t('cases.none');
    case 'choice':
      return field.choices.find(({ code }) => code === value)?.label ?? (text || t('cases.none'));
    case 'line':
    case 'text':
    case 'number':
      return text || t('cases.none');
  }
}

/** The label of a field as the form shows it; what may stay empty says so. */
export function fieldLabel(t: Texts, field: Pick<FieldDefinition, 'label' | 'required'>): string {
  return field.required ? field.label : t('cases.form.optional', { label: field.label });
}

/** The text of a refused act, naming the document, step or papers it is about. */
export function caseRefusalText(
  t: Texts,
  service: ServiceDefinition,
  missing: readonly string[],
  refusal: Refusal,
): string {
  const about = refusal.params ?? {};
  switch (refusal.code) {
    case 'DOCUMENT_MISSING':
    case 'LETTER_MISSING': {
      const documents = service.steps.flatMap((step) => step.documents);
      const title = documents.find(({ code }) => code === about['document'])?.title;
      return title === undefined ? refusalText(t, refusal) : t('cases.form.document', { title });
    }
    case 'VERDICT_MISSING': {
      const title = service.steps.find(({ code }) => code === about['step'])?.title;
      return title === undefined ? refusalText(t, refusal) : t('cases.form.verdict', { title });
    }
    case 'REQUIREMENTS_MISSING':
      return t('cases.form.requirements', { what: requirementTitles(service, missing).join('; ') });
    default:
      return refusalText(t, refusal);
  }
}

/** Titles of requirements by their codes, in the order of the standard. */
export function requirementTitles(service: ServiceDefinition, codes: readonly string[]): readonly string[] {
  return service.requirements.filter(({ code }) => codes.includes(code)).map(({ title }) => title);
}
