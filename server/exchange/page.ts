import { hash } from 'node:crypto';
import type { Database, Statement } from 'better-sqlite3';
import type { RowFormat } from '../../shared/exchange/api.ts';
import { csvLine, valueOfCell } from '../../shared/exchange/csv-cells.ts';
import type { Field } from '../../shared/exchange/dictionary.ts';
import type { Cell } from '../../shared/exchange/row-checker.ts';
import { assertNever } from '../../shared/result.ts';
import type { PagePlan } from './page-plan.ts';
import { sealPlace, sinceToken } from './page-token.ts';

export interface PageRequest {
  readonly dataset: string;
  readonly major: number;
  readonly plan: PagePlan;
  readonly limit: number;
  readonly format: RowFormat;
  /** A list in pages, or what changed behind a version. */
  readonly kind: { readonly list: string; readonly rv: number | null } | { readonly since: number };
  /** Address of the same list without its place, ending in `?` or `&`. */
  readonly address: string;
}

/** `gone`: what changed behind that version is not whole any more. */
export type PageAnswer =
  | { readonly gone: true }
  | {
      readonly gone: false;
      readonly body: Uint8Array;
      readonly rows: number;
      readonly sha256: string;
      readonly next: string | null;
      readonly since: string;
    };

type Value = string | number | boolean | null;
type Row = Record<string, Value>;

const prepared = new WeakMap<Database, Map<string, Statement<unknown[], Cell[]>>>();
const mostPrepared = 200;

function statement(db: Database, sql: string): Statement<unknown[], Cell[]> {
  const known = prepared.get(db) ?? new Map<string, Statement<unknown[], Cell[]>>();
  prepared.set(db, known);
  const found = known.get(sql);
  if (found) return found;
  const made = db.prepare<unknown[], Cell[]>(sql).raw();
  if (known.size >= mostPrepared) known.clear();
  known.set(sql, made);
  return made;
}

interface Where {
  readonly rv: number;
  readonly floor: number;
}

function rowsOf({ plan }: PageRequest, raw: readonly Cell[][]): readonly Row[] {
  const names = plan.columns.map(({ name }) => name);
  const reads = plan.columns.map((column) =>
    column.type === 'boolean' || column.scale !== undefined ? valueOfCell(column as Field) : null,
  );
  const marks = names.indexOf('_deleted');
  return raw.map((cells) => {
    const row: Row = {};
    const gone = marks >= 0 && cells[marks] === 1;
    for (let i = 0; i < names.length; i++) {
      const [name, cell, read] = [names[i] as string, cells[i] as Cell, reads[i]];
      // A removal is its key and its mark; only a removal has the mark.
      if (marks >= 0 && (i === marks ? !gone : gone && cell === null)) continue;
      row[name] = read ? read(cell) : cell;
    }
    return row;
  });
}

function bodyOf(format: RowFormat, columns: PagePlan['columns'], rows: readonly Row[], tail: object): string {
  switch (format) {
    case 'json':
      return `{"data":${JSON.stringify(rows)},${JSON.stringify(tail).slice(1)}`;
    case 'ndjson': {
      let text = '';
      for (const row of rows) text += `${JSON.stringify(row)}\n`;
      return text;
    }
    case 'csv': {
      const names = columns.map(({ name }) => name);
      let text = csvLine(names);
      for (const row of rows) text += csvLine(names.map((name) => row[name] ?? null));
      return text;
    }
    default:
      return assertNever(format, 'format of rows');
  }
}

/** Reads a page of one moment: the rows, the version they are of, and whether there are more. */
export function readPage(db: Database, epoch: string, secret: string, request: PageRequest): PageAnswer {
  const { dataset, major, plan, limit, kind, format, address } = request;
  const at = db
    .prepare<[string, number], Where>('SELECT rv, floor FROM published WHERE dataset = ? AND major = ?')
    .get(dataset, major);
  if (!at) throw new Error('a page of what is not published');
  if ('since' in kind && (kind.since < at.floor || kind.since > at.rv)) return { gone: true };
  const found = statement(db, plan.sql).all(...plan.params);
  const more = found.length > limit;
  if (more) found.length = limit;
  const last = found.at(-1);
  const keys = last ? plan.keyPlaces.map((place) => last[place] as Cell) : [];
  const base = 'since' in kind ? (last ? (keys[0] as number) : at.rv) : (kind.rv ?? at.rv);
  const since = sinceToken(epoch, 'since' in kind && !more ? at.rv : base);
  const place = 'since' in kind ? `since=${since}` : `after=${sealPlace(secret, kind.list, { keys, rv: base })}`;
  const next = more ? `${address}${place}` : null;
  const rows = rowsOf(request, found);
  const body = Buffer.from(bodyOf(format, plan.columns, rows, { next, since }));
  return { gone: false, body, rows: rows.length, sha256: hash('sha256', body), next, since };
}
