import type { Water } from '../../shared/sync/proof.ts';
import type { BookNumbers, PullRequest, ScopeSum } from '../../shared/sync/protocol.ts';
import type { PageLimit, ScopedDoc, Tx } from '../store/store.ts';

/** The changes of a scope since its cursor: all, or those to the first that no longer fits on a page. */
interface ScopeCursor {
  readonly scope: string;
  readonly rows: readonly ScopedDoc[];
}

export interface PullPage {
  readonly upTo: number;
  readonly more: boolean;
  readonly grant: readonly string[];
  readonly revoke: readonly string[];
  readonly rows: readonly { readonly scope: string; readonly row: ScopedDoc }[];
  readonly next: Readonly<Record<string, number>>;
  /** Of every scope that was read, on the last page alone. */
  readonly sum: Readonly<Record<string, ScopeSum>> | null;
  /** Scopes whose removals are no longer remembered from their cursor on. */
  readonly resync: readonly string[];
}

async function readScopes(
  tx: Tx,
  cursors: readonly (readonly [string, number])[],
  limit: PageLimit,
): Promise<readonly ScopeCursor[]> {
  const scopeCursors: ScopeCursor[] = [];
  for (const [scope, cursor] of cursors) {
    scopeCursors.push({ scope, rows: await tx.scopes.changed(scope, cursor, limit) });
  }
  return scopeCursors;
}

/**
 * The highest version up to which at most `limit` is sent, all of it; null: one version alone has more. A scope that was
 * not read to its end exceeds the limit itself, so that every scope is complete below this version.
 */
function horizon(scopeCursors: readonly ScopeCursor[], limit: PageLimit, rvNow: number): number | null {
  const rows = scopeCursors.flatMap((cursor) => cursor.rows).sort((a, b) => a.rv - b.rv);
  let chars = 0;
  const beyond = rows.find(({ json }, i) => {
    chars += json?.length ?? 0;
    return i >= limit.rows || chars > limit.chars;
  });
  const [first] = rows;
  if (first === undefined || beyond === undefined) return rvNow;
  return first.rv < beyond.rv ? beyond.rv - 1 : null;
}

/** Characters of documents on a page, unless one version alone has more. */
const maxChars = 4 * 1024 * 1024;

type Cursors = readonly (readonly [string, number])[];

/**
 * PROTOCOL L11: a cursor below the floor may have missed a removal, one above the register's version is of an unknown
 * epoch; its scope is read again from the start instead of pulled.
 */
async function remembered(
  tx: Tx,
  all: Cursors,
  rvNow: number,
): Promise<{ readonly cursors: Cursors; readonly resync: string[] }> {
  const cursors: (readonly [string, number])[] = [];
  const resync: string[] = [];
  for (const [scope, cursor] of all) {
    if (cursor > rvNow || cursor < (await tx.scopes.state(scope)).floorRv) resync.push(scope);
    else cursors.push([scope, cursor]);
  }
  return { cursors, resync };
}

/** PROTOCOL L9: the sums the desk must match once it has read this far. */
async function sumsOf(tx: Tx, cursors: Cursors): Promise<Record<string, ScopeSum>> {
  const sums: Record<string, ScopeSum> = {};
  for (const [scope] of cursors) sums[scope] = (await tx.scopes.state(scope)).sum;
  return sums;
}

/** PROTOCOL L1, L2, L13: what changed in the scopes an account has, cut between two versions. */
export async function pullPage(tx: Tx, allowed: readonly string[], request: PullRequest): Promise<PullPage> {
  const { rv: rvNow } = await tx.clock();
  const named = Object.keys(request.scopes);
  const mine = Object.entries(request.scopes).filter(([scope]) => allowed.includes(scope));
  const { cursors, resync } = await remembered(tx, mine, rvNow);
  let limit: PageLimit = { rows: request.limit, chars: maxChars };
  let scopeCursors = await readScopes(tx, cursors, limit);
  let upTo = horizon(scopeCursors, limit, rvNow);
  while (upTo === null) {
    limit = { rows: limit.rows * 4, chars: limit.chars * 2 };
    scopeCursors = await readScopes(tx, cursors, limit);
    upTo = horizon(scopeCursors, limit, rvNow);
  }
  const end = upTo;
  const rows = scopeCursors.flatMap(({ scope, rows }) =>
    rows.filter(({ rv }) => rv <= end).map((row) => ({ scope, row })),
  );
  const more = end < rvNow && scopeCursors.some(({ rows }) => rows.some(({ rv }) => rv > end));
  return {
    upTo: end,
    more,
    grant: allowed.filter((scope) => !named.includes(scope)),
    revoke: named.filter((scope) => !allowed.includes(scope)),
    rows: rows.sort((a, b) => a.row.rv - b.row.rv),
    next: Object.fromEntries(cursors.map(([scope, cursor]) => [scope, Math.max(cursor, end)])),
    sum: more ? null : await sumsOf(tx, cursors),
    resync,
  };
}

/** A row as text. */
export function rowText(scope: string, { type, id, rv, json }: ScopedDoc): string {
  const place = `{"s":${JSON.stringify(scope)},"t":"${type}","id":${JSON.stringify(id)},"rv":${rv}`;
  return json === null ? `${place},"k":"leave"}` : `${place},"d":${json}}`;
}

interface PullHead {
  readonly epoch: string;
  readonly serverTime: number;
  /** Scopes whose withheld removal was confirmed. */
  readonly confirm: readonly string[];
  readonly numbers: readonly BookNumbers[];
  readonly water: Water;
}

/** The answer as text: stored documents are passed on as they are stored, unparsed. */
export function pullText({ rows, sum, resync, ...page }: PullPage, { confirm, numbers, ...head }: PullHead): string {
  const rest = JSON.stringify({
    ...head,
    ...page,
    ...(sum ? { sum } : {}),
    ...(resync.length > 0 ? { resync } : {}),
    ...(confirm.length > 0 ? { confirm } : {}),
    ...(numbers.length > 0 ? { numbers } : {}),
  });
  return `${rest.slice(0, -1)},"rows":[${rows.map(({ scope, row }) => rowText(scope, row)).join(',')}]}`;
}
