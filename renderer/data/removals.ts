import { parseDocKey } from '../../shared/commands/documents.ts';
import type { PullAnswer, WireRow } from '../../shared/sync/protocol.ts';
import type { Filing } from './filing.ts';
import { countHeld, mayHold, versionHeld, type Exempt } from './holdings.ts';
import type { Store } from './store.ts';

/** PROTOCOL L12: above both of these a person has to look first. */
const most = { share: 0.3, documents: 50 } as const;

interface Removal {
  readonly rv: number;
  /** The server was restored and has it no more: its last content is kept for a person. */
  readonly lost: boolean;
}

/** Removals of one scope that are not applied; kept in `meta`, because the cursor goes on. */
export interface HeldBack {
  readonly scope: string;
  /** By document key. */
  readonly docs: Readonly<Record<string, Removal>>;
  /** Documents of the scope when the limit was passed; null while the pull that brings them is under way. */
  readonly of: number | null;
}

export const heldKey = (scope: string): string => `held:${scope}`;

export async function readHeldBack(store: Store): Promise<readonly HeldBack[]> {
  return (await store.startingWith('meta', heldKey(''))).map(({ value }) => value as HeldBack);
}

/** What the server's sums no longer count although it is still here. */
export function exemptOf(held: readonly HeldBack[]): Exempt {
  return new Map(held.map(({ scope, docs }) => [scope, new Set(Object.keys(docs))]));
}

/** What the next pull reports. */
export function heldReport(held: readonly HeldBack[]): Record<string, { remove: number; of: number }> {
  const over = held.flatMap(({ scope, docs, of }) =>
    of === null ? [] : [[scope, { remove: Object.keys(docs).length, of }] as const],
  );
  return Object.fromEntries(over);
}

/** A page of the server, or a repair that looks like one. */
export type Page = Pick<PullAnswer, 'rows' | 'more' | 'confirm'> & { readonly lost?: boolean };

/** What of a page is applied now and what waits. */
export interface Sifted {
  readonly rows: readonly WireRow[];
  /** Keys among the removals whose last content a person must see. */
  readonly lost: ReadonlySet<string>;
  /** Notes that changed. */
  readonly held: readonly HeldBack[];
  /** Scopes of which nothing is held back any more. */
  readonly settled: readonly string[];
  /** Everything held back after this page. */
  readonly after: readonly HeldBack[];
}

type List = Map<string, Removal>;

async function tooMany(filing: Filing, scope: string, list: List): Promise<number | false> {
  const of = await countHeld(filing, scope);
  return list.size > of * most.share ? of : false;
}

/**
 * Holds removals back until the pull that brings them has ended, and longer if they are very many (PROTOCOL L12). A
 * removal that was held and whose document came back is forgotten; one that does not concern this desk is passed over.
 */
export async function siftRemovals(filing: Filing, page: Page, before: readonly HeldBack[]): Promise<Sifted> {
  const lists = new Map<string, List>(before.map(({ scope, docs }) => [scope, new Map(Object.entries(docs))]));
  const touched = new Set<string>();
  const rows: WireRow[] = [];
  for (const row of page.rows) {
    const key = `${row.t}:${row.id}`;
    const list = lists.get(row.s) ?? new Map<string, Removal>();
    if (row.k !== 'leave') {
      rows.push(row);
      if (list.delete(key)) touched.add(row.s);
    } else if (mayHold(filing, row.s, row.t, row.id)) {
      lists.set(row.s, list.set(key, { rv: row.rv, lost: page.lost === true }));
      touched.add(row.s);
    }
  }
  const lost = new Set<string>();
  const held: HeldBack[] = [];
  const settled: string[] = [];
  const after: HeldBack[] = [];
  for (const [scope, list] of lists) {
    if (filing.complete && list.size > most.documents) forgetUnheld(filing, scope, list);
    const was = before.find((one) => one.scope === scope) ?? null;
    const of = await limitPassed(filing, page, scope, list, touched.has(scope) ? null : was);
    if (of === 'apply') {
      for (const [key, removal] of list) {
        rows.push(leaveRow(scope, key, removal.rv));
        if (removal.lost) lost.add(key);
      }
      if (was) settled.push(scope);
      continue;
    }
    const one: HeldBack = { scope, docs: Object.fromEntries(list), of };
    after.push(one);
    if (touched.has(scope) || was?.of !== of) held.push(one);
  }
  return { rows, lost, held, settled, after };
}

/** What was noted while packs were still being loaded and then turned out not to be here is no removal. */
function forgetUnheld(filing: Filing, scope: string, list: List): void {
  for (const key of list.keys()) {
    const { type, id } = parseDocKey(key);
    if (versionHeld(filing, scope, type, id) === null) list.delete(key);
  }
}

function leaveRow(scope: string, key: string, rv: number): WireRow {
  const { type, id } = parseDocKey(key);
  return { s: scope, t: type, id, rv, k: 'leave' };
}

/** `apply`: they may go. A number: too many, of so many. Null: not known before the pull has ended. */
async function limitPassed(
  filing: Filing,
  page: Page,
  scope: string,
  list: List,
  unchanged: HeldBack | null,
): Promise<'apply' | number | null> {
  if (page.confirm?.includes(scope)) return 'apply';
  if (unchanged && unchanged.of !== null) return unchanged.of;
  if (page.more) return list.size === 0 ? 'apply' : null;
  if (list.size <= most.documents) return 'apply';
  // What is not loaded yet cannot be counted: the next pull decides.
  if (!filing.complete) return null;
  const of = await tooMany(filing, scope, list);
  return of === false ? 'apply' : of;
}
