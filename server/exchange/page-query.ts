import { operators, pageLimits, rowFormats, type Operator, type RowFormat } from '../../shared/exchange/api.ts';
import { readCell } from '../../shared/exchange/csv-cells.ts';
import type { Dictionary, Field } from '../../shared/exchange/dictionary.ts';
import { fieldRules } from '../../shared/exchange/field-rules.ts';
import type { Cell } from '../../shared/exchange/row-checker.ts';
import { err, ok, type Result } from '../../shared/result.ts';

export interface Filter {
  readonly field: Field;
  readonly operator: Operator;
  readonly values: readonly Cell[];
}

export interface SortKey {
  readonly field: Field;
  readonly descending: boolean;
}

/** What a reader asks for, with nothing in it that the dictionary does not know. */
export interface PageQuery {
  readonly limit: number;
  readonly after: string | null;
  readonly since: string | null;
  /** In the order of the dictionary, the key always among them. */
  readonly fields: readonly Field[];
  readonly filters: readonly Filter[];
  /** Ends in the key. */
  readonly sort: readonly SortKey[];
  readonly format: RowFormat | null;
  /** The parameters that make the same list again, for the address of the next page. */
  readonly same: URLSearchParams;
}

const longestList = 100;
const longestPattern = 100;
const mostWildcards = 4;
const mostFilters = 20;
const mostSortKeys = 4;
const filterName = /^filter\[([a-z0-9_]{1,64})\]$/;
const operatorNames = new Set<string>(operators);

/** A typed value as its column stores it; null when the column could never hold it. */
function cellOf(field: Field, text: string): Cell | null {
  const value = readCell(field)(text);
  if (value === null || text === '') return null;
  // A bound may lie outside of what a row may have: only the type counts.
  const { reference: _, ...bare } = field;
  const type = { ...bare, constraints: { maxLength: 10_000 } } as Field;
  if (fieldRules(type, null)(value) !== null) return null;
  if (field.type === 'boolean') return value === true ? 1 : 0;
  if (field.type === 'number' && field.scale !== undefined) return Math.round((value as number) * 10 ** field.scale);
  return value as Cell;
}

const quoted = (text: string): string => `"${text.slice(0, 100)}"`;

function parseFilter(field: Field, text: string): Result<Filter, string> {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(colon, 0));
  if (!operatorNames.has(name)) {
    return err(
      `filter[${field.name}] harus operator:nilai; operatornya ${operators.join(', ')}, bukan ${quoted(text)}.`,
    );
  }
  const operator = name as Operator;
  const rest = text.slice(colon + 1);
  const bad = (what: string): Result<Filter, string> => err(`filter[${field.name}]: ${what}.`);
  if (operator === 'null') {
    if (rest !== 'true' && rest !== 'false') return bad('null menerima true atau false');
    return ok({ field, operator, values: [rest === 'true' ? 1 : 0] });
  }
  if (operator === 'like') {
    if (field.type !== 'string') return bad('like hanya untuk teks');
    const wild = rest.split('%').length - 1;
    if (rest === '' || rest.length > longestPattern || wild > mostWildcards || rest.includes('\u0000')) {
      return bad(`pola like 1 sampai ${longestPattern} karakter dengan paling banyak ${mostWildcards} tanda %`);
    }
    return ok({ field, operator, values: [rest] });
  }
  const texts = operator === 'in' ? rest.split(',') : [rest];
  if (texts.length > longestList) return bad(`in menerima paling banyak ${longestList} nilai`);
  const values = texts.map((one) => cellOf(field, one));
  const wrong = values.indexOf(null);
  if (wrong >= 0) return bad(`nilai ${quoted(texts[wrong] ?? '')} tidak cocok dengan tipe ${field.type}`);
  return ok({ field, operator, values });
}

function parseSort(text: string, dictionary: Dictionary): Result<readonly SortKey[], string> {
  const byName = new Map(dictionary.fields.map((field) => [field.name, field]));
  const keys: SortKey[] = [];
  for (const one of text === '' ? [] : text.split(',')) {
    const descending = one.startsWith('-');
    const field = byName.get(descending ? one.slice(1) : one);
    if (!field) return err(`sort: kolom ${quoted(one)} tidak ada.`);
    if (keys.some((key) => key.field === field)) return err(`sort: kolom ${quoted(one)} disebut dua kali.`);
    keys.push({ field, descending });
  }
  if (keys.length > mostSortKeys) return err(`sort menerima paling banyak ${mostSortKeys} kolom.`);
  const last = dictionary.primaryKey.flatMap((name) => {
    const field = byName.get(name);
    return field && !keys.some((key) => key.field === field) ? [{ field, descending: false }] : [];
  });
  return ok([...keys, ...last]);
}

function parseFields(text: string, dictionary: Dictionary): Result<readonly Field[], string> {
  const names = text.split(',');
  const known = new Set(dictionary.fields.map(({ name }) => name));
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) return err(`fields: kolom ${quoted(unknown)} tidak ada.`);
  const wanted = new Set([...names, ...dictionary.primaryKey]);
  return ok(dictionary.fields.filter(({ name }) => wanted.has(name)));
}

/** Reads the parameters of a page. Anything unknown is an error with its sentence, never passed over. */
export function parsePageQuery(params: URLSearchParams, dictionary: Dictionary): Result<PageQuery, string> {
  const seen = new Map<string, string>();
  for (const [name, value] of params) {
    if (seen.has(name)) return err(`Parameter ${quoted(name)} disebut dua kali.`);
    if (value.includes('\ufffd')) return err(`Parameter ${quoted(name)} tidak ditulis dalam UTF-8.`);
    seen.set(name, value);
  }
  const take = (name: string): string | null => {
    const value = seen.get(name) ?? null;
    seen.delete(name);
    return value;
  };
  const limitText = take('limit');
  const after = take('after');
  const since = take('since');
  const fieldsText = take('fields');
  const sortText = take('sort');
  const format = take('format');
  const limit = limitText === null ? pageLimits.usual : /^\d{1,5}$/.test(limitText) ? Number(limitText) : 0;
  if (limit < 1 || limit > pageLimits.most) return err(`limit harus 1 sampai ${pageLimits.most}.`);
  if (format !== null && !rowFormats.includes(format as RowFormat)) {
    return err(`format harus salah satu dari ${rowFormats.join(', ')}.`);
  }
  const fields = fieldsText === null ? ok(dictionary.fields) : parseFields(fieldsText, dictionary);
  if (!fields.ok) return fields;
  const sort = parseSort(sortText ?? '', dictionary);
  if (!sort.ok) return sort;
  const filters: Filter[] = [];
  for (const [name, value] of seen) {
    const column = filterName.exec(name)?.[1];
    if (column === undefined) return err(`Parameter ${quoted(name)} tidak dikenal.`);
    const field = dictionary.fields.find((one) => one.name === column);
    if (!field) return err(`filter: kolom ${quoted(column)} tidak ada.`);
    const filter = parseFilter(field, value);
    if (!filter.ok) return filter;
    filters.push(filter.value);
  }
  if (filters.length > mostFilters) return err(`Paling banyak ${mostFilters} saringan.`);
  if (since !== null && (after !== null || sortText !== null || filters.length > 0)) {
    return err('since tidak dapat digabung dengan after, sort atau filter: perubahan selalu lengkap dan berurutan.');
  }
  const same = new URLSearchParams(params);
  for (const name of ['after', 'since']) same.delete(name);
  return ok({
    limit,
    after,
    since,
    fields: fields.value,
    filters,
    sort: sort.value,
    format: format as RowFormat | null,
    same,
  });
}
