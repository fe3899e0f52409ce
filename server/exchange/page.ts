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

function csvOf(columns: PagePlan['columns'], found: readonly Cell[][]): string {
  const reads = columns.map((column) => valueOfCell(column as Field));
  let text = csvLine(columns.map(({ name }) => name));
  for (const cells of found) text += csvLine(reads.map((read, i) => read(cells[i] as Cell)));
  return text;
}

function bodyOf(format: RowFormat, { columns }: PagePlan, found: readonly Cell[][], tail: object): string {
  switch (format) {
    case 'json': {
      let rows = '';
      for (const [row] of found) rows += rows === '' ? String(row) : `,${String(row)}`;
      return `{"data":[${rows}],${JSON.stringify(tail).slice(1)}`;
    }
    case 'ndjson': {
      let text = '';
      for (const [row] of found) text += `${String(row)}\n`;
      return text;
    }
    case 'csv':
      return csvOf(columns, found);
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
  const body = Buffer.from(bodyOf(format, plan, found, { next, since }));
  return { gone: false, body, rows: found.length, sha256: hash('sha256', body), next, since };
}
