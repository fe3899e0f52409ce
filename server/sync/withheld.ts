import { err, ok, type Result } from '../../shared/result.ts';
import type { PullRequest } from '../../shared/sync/protocol.ts';
import type { ConfirmRemovalRequest } from '../../shared/sync/trust-api.ts';
import type { WithheldRow, Tx } from '../store/store.ts';

/** The source of a report: one local replica, of one account at one desk. */
export interface Reporter {
  readonly desk: string;
  readonly account: string;
}

type Report = NonNullable<PullRequest['held']>;

/** What the register must record of a report; empty when it knows all of it already. */
export interface WithheldChanges {
  readonly put: readonly WithheldRow[];
  readonly drop: readonly WithheldRow[];
}

/** PROTOCOL L12: every removal that some desk withholds, oldest first. */
export function withheldRemovals(tx: Tx): Promise<readonly WithheldRow[]> {
  return tx.withheld.all();
}

/**
 * An administrator confirmed as many removals as he was shown: this account at this desk may make them, and no other
 * there, whose numbers he has not seen. The code: it reports nothing of that scope any more, or more than he was shown.
 */
export async function confirmRemoval(
  tx: Tx,
  { scope, desk, account, remove }: ConfirmRemovalRequest,
): Promise<Result<null, 'NOT_FOUND' | 'NOT_AS_SHOWN'>> {
  const row = (await tx.withheld.of(desk, account)).find((one) => one.scope === scope);
  if (!row) return err('NOT_FOUND');
  if (row.remove > remove) return err('NOT_AS_SHOWN');
  await tx.withheld.put({ ...row, confirmed: true });
  return ok(null);
}

/** Scopes of a report that were confirmed. A removal that has grown since must be confirmed again. */
export async function confirmedOf(tx: Tx, by: Reporter, report: Report): Promise<readonly string[]> {
  const rows = await tx.withheld.of(by.desk, by.account);
  return rows
    .filter(({ scope, remove, confirmed }) => confirmed && (report[scope]?.remove ?? Infinity) <= remove)
    .map(({ scope }) => scope);
}

/**
 * The difference between a report and what is recorded: new or grown removals, and those settled since. A replica holds
 * documents of its account's scopes alone; of others nothing is noted.
 */
export async function withheldChanges(
  tx: Tx,
  by: Reporter & { readonly scopes: readonly string[] },
  report: Report,
  now: number,
): Promise<WithheldChanges> {
  const { desk, account, scopes } = by;
  const known = await tx.withheld.of(desk, account);
  const put = Object.entries(report).flatMap(([scope, { remove, of }]) => {
    if (!scopes.includes(scope)) return [];
    const row = known.find((one) => one.scope === scope);
    if (row && row.remove === remove && row.of === of) return [];
    const confirmed = row !== undefined && row.confirmed && remove <= row.remove;
    return [{ desk, account, scope, remove, of, since: row?.since ?? now, confirmed }];
  });
  return { put, drop: known.filter(({ scope }) => !(scope in report && scopes.includes(scope))) };
}

export async function noteWithheld(tx: Tx, { put, drop }: WithheldChanges): Promise<void> {
  for (const row of put) await tx.withheld.put(row);
  for (const row of drop) await tx.withheld.drop(row);
}
