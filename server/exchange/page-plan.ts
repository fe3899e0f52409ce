import type { RowFormat } from '../../shared/exchange/api.ts';
import type { Dictionary, Field } from '../../shared/exchange/dictionary.ts';
import { keyFields } from '../../shared/exchange/dictionary.ts';
import type { Cell } from '../../shared/exchange/row-checker.ts';
import { quoteName, removalsTable, tableName } from '../../shared/exchange/table-ddl.ts';
import { assertNever } from '../../shared/result.ts';
import type { Filter, PageQuery, SortKey } from './page-query.ts';

type Column = Pick<Field, 'name' | 'type' | 'scale'>;

/** A SELECT with its values bound: names come from the dictionary, everything typed is a parameter. */
export interface PagePlan {
  readonly sql: string;
  readonly params: readonly Cell[];
  /** The columns that are answered, in their order; further columns of the SELECT are the keys of its order. */
  readonly columns: readonly Column[];
  /** Where in a row of the SELECT the sort columns stand. */
  readonly keyPlaces: readonly number[];
  /** The first column is the whole row as JSON: the database writes it in half the time. */
  readonly written: boolean;
}

/** A value inside the JSON of a row. */
function jsonValue({ name, type, scale }: Column): string {
  const value = quoteName(name);
  if (type === 'boolean') return `CASE ${value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END`;
  if (type === 'integer') return `ifnull(${value}, 'null')`;
  if (type !== 'number' || scale === undefined || scale === 0) return `json_quote(${value})`;
  // An amount is a whole number there: written with its point, it never becomes another one.
  const factor = 10 ** scale;
  const digits = `format('%s%d.%0${scale}d', iif(${value} < 0, '-', ''), abs(${value}) / ${factor}, abs(${value}) % ${factor})`;
  return `iif(${value} IS NULL, 'null', ${digits})`;
}

/** Functions of SQLite take no more arguments than this everywhere. */
const mostArguments = 100;

/** A row as the text of its JSON; `tail`: what stands behind its last value. */
function jsonRow(columns: readonly Column[], tail = ''): string {
  const parts = columns.flatMap((column, i) => [`'${i === 0 ? '{' : ','}"${column.name}":'`, jsonValue(column)]);
  parts.push(`'${tail}}'`);
  const groups: string[] = [];
  for (let i = 0; i < parts.length; i += mostArguments) {
    groups.push(`concat(${parts.slice(i, i + mostArguments).join(', ')})`);
  }
  return groups.join(' || ');
}

const isNullable = ({ constraints }: Field): boolean => constraints.required !== true;

const comparisons = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

function condition({ field, operator, values }: Filter, params: Cell[]): string {
  const name = quoteName(field.name);
  switch (operator) {
    case 'null':
      return `${name} IS ${values[0] === 1 ? '' : 'NOT '}NULL`;
    case 'in':
      params.push(...values);
      return `${name} IN (${values.map(() => '?').join(', ')})`;
    case 'like':
      params.push(...values);
      return `${name} LIKE ?`;
    case 'eq':
    case 'ne':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      params.push(...values);
      return `${name} ${comparisons[operator]} ?`;
    default:
      return assertNever(operator, 'operator of a filter');
  }
}

/** Rows behind a value of one sort column; what is empty stands at the end, whichever way the order goes. */
function behind({ field, descending }: SortKey, value: Cell, params: Cell[]): string | null {
  const name = quoteName(field.name);
  if (value === null) return null;
  params.push(value);
  const beyond = `${name} ${descending ? '<' : '>'} ?`;
  return isNullable(field) ? `(${beyond} OR ${name} IS NULL)` : beyond;
}

/** Rows behind the last one of a page. */
function afterKeys(sort: readonly SortKey[], keys: readonly Cell[], params: Cell[]): string {
  if (sort.every(({ field, descending }) => !descending && !isNullable(field))) {
    // One comparison of rows is what an index answers at once.
    params.push(...keys);
    return `(${sort.map(({ field }) => quoteName(field.name)).join(', ')}) > (${keys.map(() => '?').join(', ')})`;
  }
  const ways: string[] = [];
  for (const [i, key] of sort.entries()) {
    const bound: Cell[] = [];
    const same = sort.slice(0, i).map(({ field }, j) => {
      bound.push(keys[j] ?? null);
      return `${quoteName(field.name)} IS ?`;
    });
    const further = behind(key, keys[i] ?? null, bound);
    if (further === null) continue;
    params.push(...bound);
    ways.push(`(${[...same, further].join(' AND ')})`);
  }
  return ways.length === 0 ? '0' : `(${ways.join(' OR ')})`;
}

function order(sort: readonly SortKey[]): string {
  return sort
    .map(({ field, descending }) => {
      const name = quoteName(field.name);
      return `${isNullable(field) ? `${name} IS NULL, ` : ''}${name}${descending ? ' DESC' : ''}`;
    })
    .join(', ');
}

const version = { name: '_rv', type: 'integer' } as const;

/** One page in the order asked for, and one row more, to know whether there is another page. */
export function planPage(
  dataset: string,
  major: number,
  query: PageQuery,
  keys: readonly Cell[] | null,
  format: RowFormat,
): PagePlan {
  const { fields, filters, sort, limit } = query;
  const params: Cell[] = [];
  const where = filters.map((filter) => condition(filter, params));
  if (keys !== null) where.push(afterKeys(sort, keys, params));
  const columns = [...fields, version];
  const written = format !== 'csv';
  const extra = sort.map(({ field }) => field).filter((field) => written || !fields.includes(field));
  const first = written ? [jsonRow(columns)] : columns.map(({ name }) => quoteName(name));
  const names = [...first, ...extra.map(({ name }) => quoteName(name))];
  const keyPlaces = sort.map(({ field }) => {
    const place = written ? -1 : fields.indexOf(field);
    return place >= 0 ? place : first.length + extra.indexOf(field);
  });
  params.push(limit + 1);
  return {
    sql:
      `SELECT ${names.join(', ')} FROM ${quoteName(tableName(dataset, major))}` +
      `${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''} ORDER BY ${order(sort)} LIMIT ?`,
    params,
    columns,
    keyPlaces,
    written,
  };
}

/** What changed behind a version, removals among it, in the order in which it happened. */
export function planChanges(
  dataset: string,
  major: number,
  dictionary: Dictionary,
  { fields, limit }: PageQuery,
  rv: number,
  format: RowFormat,
): PagePlan {
  const keys = keyFields(dictionary);
  const columns = [...fields, version, { name: '_deleted', type: 'boolean' } as const];
  const written = format !== 'csv';
  const isKey = (field: Field): boolean => keys.includes(field);
  const rows = written
    ? [jsonRow([...fields, version]), '_rv']
    : [...fields.map(({ name }) => quoteName(name)), '_rv', 'NULL'];
  const gone = written
    ? [jsonRow([...fields.filter(isKey), version], ',"_deleted":true'), '_rv']
    : [...fields.map((field) => (isKey(field) ? quoteName(field.name) : 'NULL')), '_rv', '1'];
  return {
    sql:
      `SELECT ${rows.join(', ')} FROM ${quoteName(tableName(dataset, major))} WHERE _rv > ? UNION ALL ` +
      `SELECT ${gone.join(', ')} FROM ${quoteName(removalsTable(dataset, major))} WHERE _rv > ? ORDER BY ${rows.indexOf('_rv') + 1} LIMIT ?`,
    params: [rv, rv, limit + 1],
    columns,
    keyPlaces: [rows.indexOf('_rv')],
    written,
  };
}
