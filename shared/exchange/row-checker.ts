import { assertNever } from '../result.ts';
import { isRequired, type CodesOf, type Dictionary, type Field } from './dictionary.ts';
import { fieldRules, type Breach, type RuleName } from './field-rules.ts';

/** What a column holds: truth as 0 or 1, an amount with a scale as a whole number. */
export type Cell = string | number | null;

/** One broken rule of one field of one row. */
export interface Fault {
  readonly field: string | null;
  readonly value: unknown;
  readonly rule: RuleName;
  /** What the rule demands: a length, a bound, a list. */
  readonly limit: string | number | null;
}

/** What became of the row that was checked last. The same object every time: a million rows make no garbage of it. */
export interface CheckedRow {
  /** In the order of the dictionary's fields; the key alone counts when the row is a deletion. */
  readonly cells: Cell[];
  deleted: boolean;
  readonly faults: Fault[];
}

export interface RowChecker {
  /** Every broken rule of the row; `faults` is empty when the row holds. */
  check(row: unknown): CheckedRow;
  /** The same of values in a list: that of the i-th field stands at `places[i]`, nowhere below 0; `mark`: of a removal. */
  checkList(values: readonly unknown[], places: readonly number[], mark: unknown): CheckedRow;
}

/** The mark of a row that is to be removed. */
export const deletedMark = '_deleted';

/** A value that passed its rules, as it is stored. */
function storing(field: Field): (value: unknown) => Cell {
  switch (field.type) {
    case 'string':
    case 'date':
    case 'datetime':
      return (value) => value as string;
    case 'boolean':
      return (value) => (value === true ? 1 : 0);
    case 'integer':
      // There is one zero.
      return (value) => (value as number) + 0;
    case 'number': {
      if (field.scale === undefined) return (value) => (value as number) + 0;
      const factor = 10 ** field.scale;
      return (value) => Math.round((value as number) * factor) + 0;
    }
    default:
      return assertNever(field.type, 'type of a field');
  }
}

interface Column {
  readonly name: string;
  readonly required: boolean;
  readonly breaches: (value: unknown) => readonly Breach[] | null;
  readonly store: (value: unknown) => Cell;
}

const isRow = (row: unknown): row is Readonly<Record<string, unknown>> =>
  typeof row === 'object' && row !== null && !Array.isArray(row);

/**
 * Makes the checker of a dictionary out of closures: the same one in the editor, on the server and in tests. Nothing is
 * evaluated, so a page that forbids `eval` can run it. `codesOf` gives the codes of the lists that fields refer to.
 */
export function makeRowChecker(dictionary: Dictionary, codesOf: CodesOf): RowChecker {
  const columns = dictionary.fields.map((field): Column => {
    const codes = field.reference ? codesOf(field.reference) : null;
    return {
      name: field.name,
      required: isRequired(field),
      breaches: fieldRules(field, codes),
      store: storing(field),
    };
  });
  const known = new Set([...dictionary.fields.map(({ name }) => name), deletedMark]);
  const keys = new Set(dictionary.primaryKey);
  const checked: CheckedRow = { cells: columns.map(() => null), deleted: false, faults: [] };

  const note = (field: string | null, value: unknown, rule: RuleName, limit: string | number | null = null): void => {
    checked.faults.push({ field, value, rule, limit });
  };

  const begin = (mark: unknown): void => {
    checked.faults.length = 0;
    checked.deleted = mark === true;
    if (mark !== undefined && mark !== null && typeof mark !== 'boolean') note(deletedMark, mark, 'type', 'boolean');
  };
  const judge = (i: number, value: unknown): void => {
    const { name, required, breaches, store } = columns[i] as Column;
    checked.cells[i] = null;
    // Of a row that is to be removed the key alone counts.
    if (checked.deleted && !keys.has(name)) return;
    if (value === undefined || value === null) {
      if (required) note(name, null, 'required');
      return;
    }
    const broken = breaches(value);
    if (broken === null) checked.cells[i] = store(value);
    else for (const { rule, limit } of broken) note(name, value, rule, limit);
  };

  return {
    check(row) {
      if (!isRow(row)) {
        begin(false);
        note(null, row, 'row');
        return checked;
      }
      const mark = row[deletedMark];
      begin(mark);
      let seen = mark === undefined ? 0 : 1;
      for (let i = 0; i < columns.length; i++) {
        const value = row[(columns[i] as Column).name];
        if (value !== undefined) seen++;
        judge(i, value);
      }
      const names = Object.keys(row);
      if (names.length !== seen) for (const name of names) if (!known.has(name)) note(name, row[name], 'unknown');
      return checked;
    },
    checkList(values, places, mark) {
      begin(mark);
      for (let i = 0; i < columns.length; i++) {
        const place = places[i] as number;
        judge(i, place < 0 ? null : values[place]);
      }
      return checked;
    },
  };
}
