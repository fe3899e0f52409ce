import { parseDocKey } from '../../shared/commands/documents.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { Replica, Found } from './replica.ts';
import { rebaseOperations } from './rebase.ts';
import type { OutboxEntry, StoredRow, StoreTx } from './store.ts';

/** What a transaction changed in the rows, for memory and for the other windows. */
export interface Effect {
  readonly rows: StoredRow[];
  readonly gone: string[];
}

export function opsOn(outbox: readonly OutboxEntry[], key: string): readonly Operation[] {
  return outbox.filter((entry) => entry.key === key).map(({ op }) => op);
}

/** Writes the server's copy of a document, and the view over it if operations are pending on it (PROTOCOL L4). */
export function putBase(
  tx: StoreTx,
  replica: Replica,
  key: string,
  base: Found,
  ops: readonly Operation[],
  to: Effect,
): void {
  const { type, id } = parseDocKey(key);
  const doc = ops.length === 0 ? base.doc : rebaseOperations(base.doc, ops, replica.identity.code);
  if (ops.length > 0) tx.put('shadows', { key, rv: base.rv, scopes: base.scopes, doc: base.doc });
  else tx.delete('shadows', key);
  const row: StoredRow = {
    key,
    type,
    id,
    rv: base.rv,
    scopes: base.scopes,
    doc,
    ...(ops.length > 0 ? { view: true } : {}),
  };
  tx.put('rows', row);
  to.rows.push(row);
}

/** Removes a document, or keeps its pending operations as a view without a base (PROTOCOL L5). */
export function dropBase(tx: StoreTx, replica: Replica, key: string, ops: readonly Operation[], to: Effect): void {
  tx.delete('shadows', key);
  const doc = ops.length === 0 ? null : rebaseOperations(null, ops, replica.identity.code);
  if (doc === null) {
    tx.delete('rows', key);
    to.gone.push(key);
    return;
  }
  const { type, id } = parseDocKey(key);
  const row: StoredRow = { key, type, id, rv: 0, scopes: [], doc, view: true };
  tx.put('rows', row);
  to.rows.push(row);
}

/** When the last pending operation of a document is answered and read, the server's copy becomes the view again. */
export async function settleDocument(
  tx: StoreTx,
  replica: Replica,
  key: string,
  rest: readonly OutboxEntry[],
  to: Effect,
): Promise<void> {
  const shadow = await tx.get('shadows', key);
  const ops = opsOn(rest, key);
  if (shadow) {
    putBase(tx, replica, key, { rv: shadow.rv, scopes: shadow.scopes, doc: shadow.doc }, ops, to);
    return;
  }
  const row = await tx.get('rows', key);
  if (!row) return;
  if (row.rv === 0) {
    // Never sent by the server (refused, quarantined, or not visible to this account): it must not stay as if it were
    // booked, not even while something else is pending on it.
    dropBase(tx, replica, key, ops, to);
    return;
  }
  if (ops.length > 0) return;
  putUnconfirmed(tx, replica, row, to);
}

/**
 * The store lost the server's copy below a view: the row stays visible but counts as unconfirmed until the sums bring
 * the document or show that the server has none.
 */
export function putUnconfirmed(tx: StoreTx, replica: Replica, row: StoredRow, to: Effect): void {
  replica.verifyNow = true;
  const unconfirmed: StoredRow = { ...row, rv: 0, scopes: [], view: true };
  tx.put('rows', unconfirmed);
  to.rows.push(unconfirmed);
}
