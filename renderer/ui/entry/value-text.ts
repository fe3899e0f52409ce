import { shortDate } from '../../../shared/dates/indonesian.ts';
import { isPlainDate } from '../../../shared/dates/plain-date.ts';
import { serviceByCode } from '../../../shared/services/standard.ts';
import { publishedServices } from '../../../shared/services/services.ts';
import { id } from '../texts/id/index.ts';
import type { TextKey, Texts } from '../texts/index.ts';

/** The name of a field as on its form, of a letter, of master data or of a complaint; the raw name when no form has it. */
export function fieldText(t: Texts, field: string): string {
  if (Object.hasOwn(id.sync.field, field)) return t(`sync.field.${field}` as TextKey);
  if (Object.hasOwn(id.admin.field, field)) return t(`admin.field.${field}` as TextKey);
  if (Object.hasOwn(id.complaints.field, field)) return t(`complaints.field.${field}` as TextKey);
  if (Object.hasOwn(id.letters.field, field)) return t(`letters.field.${field}` as TextKey);
  const [kind, name = '', column = ''] = field.split(':');
  if (kind === 'row') return t('interchange.tool.remove');
  if (kind === 'cell' && Object.hasOwn(id.interchange.column, column))
    return t(`interchange.column.${column}` as TextKey);
  if (kind === 'part' && Object.hasOwn(id.interchange.part, name)) return t(`interchange.part.${name}` as TextKey);
  return stepWords.fields.get(field) ?? field;
}

/** What the services call their fields, steps, outcomes and papers, by their keys. */
const stepWords = (() => {
  const steps = publishedServices.flatMap((service) => service.steps);
  const fields = steps.flatMap((step) =>
    step.fields.flatMap((one) => [one, ...(one.kind === 'rows' ? one.columns : [])]),
  );
  const named = <T extends { readonly label: string }>(list: readonly T[], key: (one: T) => string) =>
    new Map(list.map((one) => [key(one), one.label] as const));
  return {
    fields: named(fields, ({ key }) => key),
    values: new Map<string, string>([
      ...steps.map(({ code, title }) => [`step ${code}`, title] as const),
      ...steps.flatMap(({ outcomes }) => outcomes.map(({ code, label }) => [`outcome ${code}`, label] as const)),
      ...steps.flatMap(({ documents }) => documents.map(({ code, title }) => [`code ${code}`, title] as const)),
    ]),
  };
})();

type Titles = (positionId: string) => string | null;

function record(value: object, t: Texts, titles: Titles): string {
  const { name, contact, date, time, position, due } = value as Record<string, unknown>;
  if (typeof name === 'string') return typeof contact === 'string' && contact !== '' ? `${name}, ${contact}` : name;
  if (typeof date === 'string' && typeof time === 'string') return `${shortDate(date)} ${time.replace(':', '.')}`;
  if (typeof position === 'string') {
    const title = titles(position) ?? position;
    return typeof due === 'string' ? `${title} (${shortDate(due)})` : title;
  }
  return Object.entries(value)
    .map(([key, part]) => `${fieldText(t, key)}: ${valueText(t, key, part, titles)}`)
    .join('; ');
}

/** A value of any field, for a person: names for ids, dates as written here, the catalogue's words for choices. */
export function valueText(t: Texts, field: string, value: unknown, titles: Titles): string {
  if (value === null || value === undefined || value === '') return t('sync.attention.empty');
  if (Array.isArray(value)) {
    if (value.length === 0) return t('sync.attention.empty');
    return value.map((part) => valueText(t, field, part, titles)).join(', ');
  }
  if (typeof value === 'object') return record(value, t, titles);
  if (typeof value === 'boolean') return t(value ? 'app.action.yes' : 'app.no');
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : JSON.stringify(value);
  if (field === 'urgency' && Object.hasOwn(id.app.urgency, text)) return t(`app.urgency.${text}` as TextKey);
  if (field === 'security' && Object.hasOwn(id.app.security, text)) return t(`app.security.${text}` as TextKey);
  if (field === 'channel' && Object.hasOwn(id.complaints.channel, text)) {
    return t(`complaints.channel.${text}` as TextKey);
  }
  if (field === 'class' && Object.hasOwn(id.complaints.class, text)) return t(`complaints.class.${text}` as TextKey);
  const word = stepWords.values.get(`${field} ${text}`);
  if (word !== undefined) return word;
  if (field === 'service') return serviceByCode(text)?.title ?? text;
  if (isPlainDate(text)) return shortDate(text);
  return titles(text) ?? text;
}

const inner = new Set([
  'letterId',
  'complaintId',
  'caseId',
  'of',
  'parent',
  'opId',
  'id',
  'sure',
  'frozen',
  'edition',
  'over',
]);

/** What was typed, field by field, without the ids that nobody typed. */
export function typedFields(args: unknown): readonly (readonly [field: string, value: unknown])[] {
  if (args === null || typeof args !== 'object') return [];
  const { set, doc, act, ...rest } = args as { readonly set?: object; readonly doc?: object; readonly act?: object };
  return Object.entries({ ...rest, ...set, ...doc, ...act }).filter(([field]) => !inner.has(field));
}
