import { docKey, parseDocKey } from '../../shared/commands/documents.ts';
import type { AnyCommand } from '../../shared/commands/command.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import type { Replica, Found } from './replica.ts';
import { contextOf, rebaseOperations, targetKey } from './rebase.ts';
import type { OutboxEntry, Shadow, StoredRow } from './store.ts';

/**
 * Writes view and outbox row of a journalled operation in one transaction (PROTOCOL D3), or finds it already there
 * (D4). The recovery at start does the same with operations the journal has and the store lacks.
 */
export async function fileOperation(
  replica: Replica,
  op: Operation,
  command: AnyCommand,
  args: unknown,
): Promise<{ readonly row: StoredRow | null; readonly fresh: boolean }> {
  const key = docKey(command.target(args));
  const packed = await replica.inPack(key);
  return replica.world.store.write(['rows', 'shadows', 'outbox'], async (tx) => {
    const [stored, filed, shadow] = await Promise.all([
      tx.get('rows', key),
      tx.get('outbox', op.seq),
      tx.get('shadows', key),
    ]);
    if (filed?.opId === op.opId) return { row: stored ?? null, fresh: false };
    // A view whose shadow is lost is no base for a rebase (PROTOCOL D7).
    const unconfirmed = stored?.view === true && stored.rv > 0 && shadow === undefined;
    if (unconfirmed) replica.verifyNow = true;
    const known: Found | null = unconfirmed ? { ...stored, rv: 0, scopes: [] } : (stored ?? packed);
    const first = known !== null && shadow === undefined;
    // A document the server never sent needs no shadow: none, with operations pending, means there is no base.
    if (first && known.rv > 0) tx.put('shadows', { key, rv: known.rv, scopes: known.scopes, doc: known.doc });
    const pending = (replica.pending.get(key) ?? 0) > 0 ? await tx.all('outbox') : [];
    const later = pending.some((entry) => entry.key === key && entry.seq > op.seq);
    const row = later
      ? inSequence(replica, op, known, shadow ?? null, pending)
      : viewRow(replica, op, command, args, known);
    tx.put('rows', row);
    tx.put('outbox', { seq: op.seq, opId: op.opId, key, op, doneRv: null });
    return { row, fresh: true };
  });
}

/** The view row when an entry is stored after one that was made later: all are rebased in sequence order. */
function inSequence(
  replica: Replica,
  op: Operation,
  known: Found | null,
  shadow: Shadow | null,
  pending: readonly OutboxEntry[],
): StoredRow {
  const key = targetKey(op) ?? '';
  const { type, id } = parseDocKey(key);
  const ops = [...pending.filter((entry) => entry.key === key).map((entry) => entry.op), op];
  ops.sort((a, b) => a.seq - b.seq);
  const { rv = 0, scopes = [] } = known ?? {};
  return {
    key,
    type,
    id,
    rv,
    scopes,
    doc: rebaseOperations(shadow?.doc ?? null, ops, replica.identity.code),
    view: true,
  };
}

/** The view row that results from applying an operation to what is known. */
export function viewRow(
  replica: Replica,
  op: Operation,
  command: AnyCommand,
  args: unknown,
  known: Found | null,
): StoredRow {
  const { type, id } = command.target(args);
  const doc = command.reduce(known?.doc ?? null, args, contextOf(op, replica.identity.code));
  return { key: docKey({ type, id }), type, id, rv: known?.rv ?? 0, scopes: known?.scopes ?? [], doc, view: true };
}

/**
 * The same for a letter booked just now: it needs no lookup, so the transaction is two records (PROTOCOL D3). When a
 * row exists all the same, the letter was sent and read back before this window stored it.
 */
export async function fileNew(
  replica: Replica,
  op: Operation,
  command: AnyCommand,
  args: unknown,
): Promise<{ readonly row: StoredRow | null; readonly fresh: boolean }> {
  const row = viewRow(replica, op, command, args, null);
  replica.booking.add(row.key);
  try {
    await replica.world.store.write(['rows', 'outbox'], (tx) => {
      tx.add('rows', row);
      tx.add('outbox', { seq: op.seq, opId: op.opId, key: row.key, op, doneRv: null });
      return Promise.resolve();
    });
    return { row, fresh: true };
  } catch (error) {
    if ((error as { name?: unknown }).name !== 'ConstraintError') throw error;
    return fileOperation(replica, op, command, args);
  }
}
