import { parseDocKey } from '../../shared/commands/documents.ts';
import type { PullAnswer, WireRow } from '../../shared/sync/protocol.ts';
import { meta, readFamily, type Removal, type WithheldRemovals } from './meta.ts';
import type { Replica } from './replica.ts';
import { countLocal, mayHoldLocally, localVersion, type Exempt } from './holdings.ts';
import type { Store } from './store.ts';

/** PROTOCOL L12: above both of these a person has to confirm first. */
const removalLimit = { share: 0.3, documents: 50 } as const;

export async function readWithheld(store: Store): Promise<readonly WithheldRemovals[]> {
  return readFamily(store, meta.withheld);
}

/** What the server's sums no longer count although it is still here. */
export function exemptOf(withheld: readonly WithheldRemovals[]): Exempt {
  return new Map(withheld.map(({ scope, docs }) => [scope, new Set(Object.keys(docs))]));
}

/** What the next pull reports. */
export function reportWithheld(withheld: readonly WithheldRemovals[]): Record<string, { remove: number; of: number }> {
  const over = withheld.flatMap(({ scope, docs, of }) =>
    of === null ? [] : [[scope, { remove: Object.keys(docs).length, of }] as const],
  );
  return Object.fromEntries(over);
}

/** A page of the server, or a repair that is applied like one. */
export type Page = Pick<PullAnswer, 'rows' | 'more' | 'confirm'> & { readonly lost?: boolean };

/** What of a page is applied now and what is withheld. */
export interface Sifted {
  readonly rows: readonly WireRow[];
  /** Keys among the removals whose last content a person must see. */
  readonly lost: ReadonlySet<string>;
  /** Withheld removals that changed. */
  readonly held: readonly WithheldRemovals[];
  /** Scopes of which nothing is withheld any more. */
  readonly settled: readonly string[];
  /** Everything withheld after this page. */
  readonly after: readonly WithheldRemovals[];
}

type List = Map<string, Removal>;

async function tooMany(replica: Replica, scope: string, list: List): Promise<number | false> {
  const of = await countLocal(replica, scope);
  return list.size > of * removalLimit.share ? of : false;
}

/**
 * Withholds removals until the pull that brings them has ended, and longer if they are very many (PROTOCOL L12). A
 * withheld removal whose document came back is forgotten; one of a document this desk does not hold is ignored.
 */
export async function siftRemovals(replica: Replica, page: Page, before: readonly WithheldRemovals[]): Promise<Sifted> {
  const lists = new Map<string, List>(before.map(({ scope, docs }) => [scope, new Map(Object.entries(docs))]));
  const touched = new Set<string>();
  const rows: WireRow[] = [];
  for (const row of page.rows) {
    const key = `${row.t}:${row.id}`;
    const list = lists.get(row.s) ?? new Map<string, Removal>();
    if (row.k !== 'leave') {
      rows.push(row);
      if (list.delete(key)) touched.add(row.s);
    } else if (mayHoldLocally(replica, row.s, row.t, row.id)) {
      lists.set(row.s, list.set(key, { rv: row.rv, lost: page.lost === true }));
      touched.add(row.s);
    }
  }
  const lost = new Set<string>();
  const withheld: WithheldRemovals[] = [];
  const settled: string[] = [];
  const after: WithheldRemovals[] = [];
  for (const [scope, list] of lists) {
    if (replica.complete && list.size > removalLimit.documents) forgetUnheld(replica, scope, list);
    const was = before.find((one) => one.scope === scope) ?? null;
    const of = await limitPassed(replica, page, scope, list, touched.has(scope) ? null : was);
    if (of === 'apply') {
      for (const [key, removal] of list) {
        rows.push(leaveRow(scope, key, removal.rv));
        if (removal.lost) lost.add(key);
      }
      if (was) settled.push(scope);
      continue;
    }
    const one: WithheldRemovals = { scope, docs: Object.fromEntries(list), of };
    after.push(one);
    if (touched.has(scope) || was?.of !== of) withheld.push(one);
  }
  return { rows, lost, held: withheld, settled, after };
}

/** A removal noted while packs were still being loaded is dropped when its document turns out not to be held. */
function forgetUnheld(replica: Replica, scope: string, list: List): void {
  for (const key of list.keys()) {
    const { type, id } = parseDocKey(key);
    if (localVersion(replica, scope, type, id) === null) list.delete(key);
  }
}

function leaveRow(scope: string, key: string, rv: number): WireRow {
  const { type, id } = parseDocKey(key);
  return { s: scope, t: type, id, rv, k: 'leave' };
}

/** `apply`: they may be applied. A number: too many, out of that total. Null: not known before the pull has ended. */
async function limitPassed(
  replica: Replica,
  page: Page,
  scope: string,
  list: List,
  unchanged: WithheldRemovals | null,
): Promise<'apply' | number | null> {
  if (page.confirm?.includes(scope)) return 'apply';
  if (unchanged && unchanged.of !== null) return unchanged.of;
  if (page.more) return list.size === 0 ? 'apply' : null;
  if (list.size <= removalLimit.documents) return 'apply';
  // What is not loaded yet cannot be counted: the next pull decides.
  if (!replica.complete) return null;
  const of = await tooMany(replica, scope, list);
  return of === false ? 'apply' : of;
}
