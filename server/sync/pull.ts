import type { PullRequest } from '../../shared/sync/protocol.ts';
import type { ScopedDoc, Tx } from '../store/store.ts';

interface Held {
  readonly scope: string;
  readonly rows: readonly ScopedDoc[];
  /** More rows than were read. */
  readonly cut: boolean;
}

export interface PullPage {
  readonly upTo: number;
  readonly more: boolean;
  readonly grant: readonly string[];
  readonly revoke: readonly string[];
  readonly rows: readonly { readonly scope: string; readonly row: ScopedDoc }[];
  readonly next: Readonly<Record<string, number>>;
}

async function readScopes(
  tx: Tx,
  cursors: readonly (readonly [string, number])[],
  limit: number,
): Promise<readonly Held[]> {
  const held: Held[] = [];
  for (const [scope, cursor] of cursors) {
    const rows = await tx.scopes.changed(scope, cursor, limit + 1);
    held.push({ scope, rows, cut: rows.length > limit });
  }
  return held;
}

/** The highest version up to which every scope is known whole and at most `limit` rows are sent; null: read more. */
function horizon(held: readonly Held[], limit: number, rvNow: number): number | null {
  const versions = held.flatMap(({ rows }) => rows.map(({ rv }) => rv)).sort((a, b) => a - b);
  const whole = held.filter(({ cut }) => cut).map(({ rows }) => (rows.at(-1)?.rv ?? 0) - 1);
  const most = versions[limit];
  const upTo = Math.min(rvNow, ...whole, ...(most === undefined ? [] : [most - 1]));
  const first = versions[0];
  return first !== undefined && first > upTo && (whole.length > 0 || most !== undefined) ? null : upTo;
}

/** PROTOCOL L1, L2: what changed in the scopes an account has, cut between two versions. */
export async function pullPage(tx: Tx, allowed: readonly string[], request: PullRequest): Promise<PullPage> {
  const { rv: rvNow } = await tx.clock();
  const named = Object.keys(request.scopes);
  const cursors = Object.entries(request.scopes).filter(([scope]) => allowed.includes(scope));
  let { limit } = request;
  let held = await readScopes(tx, cursors, limit);
  let upTo = horizon(held, limit, rvNow);
  while (upTo === null) {
    limit *= 4;
    held = await readScopes(tx, cursors, limit);
    upTo = horizon(held, limit, rvNow);
  }
  const end = upTo;
  const rows = held.flatMap(({ scope, rows }) => rows.filter(({ rv }) => rv <= end).map((row) => ({ scope, row })));
  return {
    upTo: end,
    more: end < rvNow && held.some(({ rows }) => rows.some(({ rv }) => rv > end)),
    grant: allowed.filter((scope) => !named.includes(scope)),
    revoke: named.filter((scope) => !allowed.includes(scope)),
    rows: rows.sort((a, b) => a.row.rv - b.row.rv),
    next: Object.fromEntries(cursors.map(([scope, cursor]) => [scope, Math.max(cursor, end)])),
  };
}

/** The answer as text: stored documents are passed on as they lie, unparsed. */
export function pullText(page: PullPage, head: { readonly epoch: string; readonly serverTime: number }): string {
  const rows = page.rows.map(({ scope, row: { type, id, rv, json } }) => {
    const place = `{"s":${JSON.stringify(scope)},"t":"${type}","id":${JSON.stringify(id)},"rv":${rv}`;
    return json === null ? `${place},"k":"leave"}` : `${place},"d":${json}}`;
  });
  const { upTo, more, grant, revoke, next } = page;
  const rest = JSON.stringify({ ...head, upTo, more, grant, revoke, next });
  return `${rest.slice(0, -1)},"rows":[${rows.join(',')}]}`;
}
