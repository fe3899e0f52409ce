import { z } from 'zod';
import { text } from '../letters/fields.ts';

/**
 * What of an interchange document is still being written. Every cell and every part is a field of the document by itself,
 * so that two desks merge what they wrote in different places (PROTOCOL P12). All of it is kept as it was typed, wrong or
 * not: it is read when it is shown and when a version is made of it (`to-contract.ts`).
 */

/** The columns of the data dictionary: what is agreed of an element, then Standar Data, then where it comes from. */
export const columns = [
  ...['name', 'title', 'type', 'format', 'scale', 'required', 'key', 'minLength', 'maxLength', 'minimum', 'maximum'],
  ...['enum', 'reference', 'konsep', 'definisi', 'klasifikasi', 'ukuran', 'satuan', 'source', 'transform', 'example'],
] as unknown as readonly Column[];
export type Column =
  | 'name'
  | 'title'
  | 'type'
  | 'format'
  | 'scale'
  | 'required'
  | 'key'
  | 'minLength'
  | 'maxLength'
  | 'minimum'
  | 'maximum'
  | 'enum'
  | 'reference'
  | 'konsep'
  | 'definisi'
  | 'klasifikasi'
  | 'ukuran'
  | 'satuan'
  | 'source'
  | 'transform'
  | 'example';

/** The other parts of the document (domain: twelve parts), each a text; a list has one entry a line. */
export const partNames = [
  ...['number', 'date'],
  ...['providerAgency', 'providerName', 'providerContact', 'providerPhone', 'providerEmail'],
  ...['consumerAgency', 'consumerName', 'consumerContact', 'consumerPhone', 'consumerEmail'],
  ...['technicalTeam', 'legalBasis'],
  ...['purpose', 'direction', 'trigger', 'frequency', 'volume', 'window'],
  ...['datasetName', 'datasetTitle', 'description', 'keywords'],
  'references',
  ...['securityClass', 'personalData', 'masking'],
  ...['serviceName', 'requestsPerMinute'],
  ...['qualityRules', 'reconciliation'],
  ...['sla', 'changeControl', 'retention', 'testDate', 'testResult'],
] as unknown as readonly PartName[];
export type PartName =
  | 'number'
  | 'date'
  | `${'provider' | 'consumer'}${'Agency' | 'Name' | 'Contact' | 'Phone' | 'Email'}`
  | 'technicalTeam'
  | 'legalBasis'
  | 'purpose'
  | 'direction'
  | 'trigger'
  | 'frequency'
  | 'volume'
  | 'window'
  | 'datasetName'
  | 'datasetTitle'
  | 'description'
  | 'keywords'
  | 'references'
  | 'securityClass'
  | 'personalData'
  | 'masking'
  | 'serviceName'
  | 'requestsPerMinute'
  | 'qualityRules'
  | 'reconciliation'
  | 'sla'
  | 'changeControl'
  | 'retention'
  | 'testDate'
  | 'testResult';

/** `row:<element>`: its place among the others; null once it was removed. */
export type RowKey = `row:${string}`;
/** `cell:<element>:<column>` */
export type CellKey = `cell:${string}:${Column}`;
/** `part:<name>` */
export type PartKey = `part:${PartName}`;
export type DraftKey = RowKey | CellKey | PartKey;
export type DraftValue = string | number | null;

/** Fields of a draft by their keys: what is set of it, or all of it. */
export type DraftFields = Readonly<Record<string, DraftValue>>;

export const rowKey = (element: string): RowKey => `row:${element}`;
export const cellKey = (element: string, column: Column): CellKey => `cell:${element}:${column}`;
export const partKey = (name: PartName): PartKey => `part:${name}`;

/** What a key names; null for one that names nothing of a draft. */
export function parseKey(
  key: string,
):
  | { readonly kind: 'row'; readonly element: string }
  | { readonly kind: 'cell'; readonly element: string; readonly column: Column }
  | { readonly kind: 'part'; readonly name: PartName }
  | null {
  const [kind, first = '', second] = key.split(':');
  if (kind === 'row' && second === undefined && first !== '') return { kind, element: first };
  if (kind === 'cell' && first !== '' && columns.some((column) => column === second)) {
    return { kind, element: first, column: second as Column };
  }
  if (kind === 'part' && second === undefined && partNames.some((name) => name === first)) {
    return { kind, name: first as PartName };
  }
  return null;
}

/** Elements a draft may have, removed ones among them: far above what a dictionary may. */
export const mostRows = 400;
/** Most fields of one entry: a dictionary with every cell filled. */
const mostSet = mostRows * 22;

const value = z.union([text(8000), z.number().min(-1e9).max(1e9), z.null()]);

/** A row has a place, everything else a text. */
const fits = ([key, given]: readonly [string, DraftValue]): boolean => {
  const named = parseKey(key);
  if (named === null || key.length > 100) return false;
  return named.kind === 'row' ? typeof given !== 'string' : typeof given === 'string';
};

/** Fields of a draft as an entry sets them. */
export const draftFields: z.ZodType<DraftFields, DraftFields> = z
  .record(z.string(), value)
  .refine((set) => Object.keys(set).length <= mostSet, 'TOO_MANY_FIELDS')
  .refine((set) => Object.entries(set).every(fits), 'INVALID')
  .meta({ maxProperties: mostSet });

/** An element of the dictionary as it was typed. */
export interface Element {
  readonly id: string;
  readonly place: number;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}

export interface Draft {
  /** In their order. */
  readonly elements: readonly Element[];
  readonly parts: Readonly<Partial<Record<PartName, string>>>;
}

/** Reads a draft out of the fields of a document. */
export function readDraft(doc: object): Draft {
  const places = new Map<string, number>();
  const cells = new Map<string, Partial<Record<Column, string>>>();
  const parts: Partial<Record<PartName, string>> = {};
  for (const [key, given] of Object.entries(doc)) {
    const named = parseKey(key);
    if (named?.kind === 'row' && typeof given === 'number') places.set(named.element, given);
    if (named?.kind === 'part' && typeof given === 'string') parts[named.name] = given;
    if (named?.kind !== 'cell' || typeof given !== 'string') continue;
    const own = cells.get(named.element) ?? {};
    own[named.column] = given;
    cells.set(named.element, own);
  }
  const elements = [...places].map(([id, place]) => ({ id, place, cells: cells.get(id) ?? {} }));
  // Two desks may have put an element in the same place.
  elements.sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
  return { elements, parts };
}

/** The fields that make a draft of these elements and parts, ids and places given. */
export function draftOf(
  elements: readonly Element['cells'][],
  parts: Draft['parts'],
  newId: () => string,
): DraftFields {
  const fields: Record<string, DraftValue> = {};
  for (const [name, given] of Object.entries(parts)) if (given !== '') fields[`part:${name}`] = given;
  for (const [i, cells] of elements.entries()) {
    const element = newId();
    fields[rowKey(element)] = i + 1;
    for (const [column, given] of Object.entries(cells)) {
      if (given !== '') fields[cellKey(element, column as Column)] = given;
    }
  }
  return fields;
}
