import { assertNever } from '../result.ts';
import { keyFields, type Dictionary, type Field } from './dictionary.ts';

/** A name inside SQL. Names come from a closed list of letters, digits and underscores; quoted, none is a keyword. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Tables of a dataset in one major version; names of datasets have no underscore, so no two share one. */
export const tableName = (dataset: string, major: number): string => `data_${dataset.replaceAll('-', '_')}_v${major}`;
export const removalsTable = (dataset: string, major: number): string =>
  `gone_${dataset.replaceAll('-', '_')}_v${major}`;

function columnType({ type, scale }: Field): 'TEXT' | 'INTEGER' | 'REAL' {
  switch (type) {
    case 'string':
    case 'date':
    case 'datetime':
      return 'TEXT';
    case 'integer':
    case 'boolean':
      return 'INTEGER';
    case 'number':
      // An amount with a scale is a whole number, so that sums are exact.
      return scale === undefined ? 'REAL' : 'INTEGER';
    default:
      return assertNever(type, 'type of a field');
  }
}

const column = (field: Field, isKey: boolean): string =>
  `${quoteName(field.name)} ${columnType(field)}${isKey ? ' NOT NULL' : ''}`;

/**
 * The statements that make the tables of a dataset. The version of a row is its place in the table: what is new stands at
 * its end, and what changed is read from there. Rows that were removed leave their key in a second table.
 */
export function createTables(dataset: string, major: number, dictionary: Dictionary): readonly string[] {
  const { fields, primaryKey } = dictionary;
  const [table, gone] = [tableName(dataset, major), removalsTable(dataset, major)];
  const columns = fields.map((field) => column(field, primaryKey.includes(field.name)));
  const keys = primaryKey.map(quoteName).join(', ');
  return [
    `CREATE TABLE ${quoteName(table)} (_rv INTEGER PRIMARY KEY, _batch INTEGER NOT NULL, ${columns.join(', ')}) STRICT`,
    `CREATE UNIQUE INDEX ${quoteName(`${table}_key`)} ON ${quoteName(table)} (${keys})`,
    `CREATE TABLE ${quoteName(gone)} (_rv INTEGER PRIMARY KEY, _at INTEGER NOT NULL, ${keyFields(dictionary)
      .map((field) => column(field, true))
      .join(', ')}) STRICT`,
  ];
}

/** The statements that add what a compatible version has more. */
export function addColumns(dataset: string, major: number, before: Dictionary, after: Dictionary): readonly string[] {
  const known = new Set(before.fields.map(({ name }) => name));
  return after.fields
    .filter(({ name }) => !known.has(name))
    .map((field) => `ALTER TABLE ${quoteName(tableName(dataset, major))} ADD COLUMN ${column(field, false)}`);
}
