import { parseDocKey } from '../../shared/commands/documents.ts';
import type { OpResult, PullAnswer, WireRow } from '../../shared/sync/protocol.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import { foldOperations } from './fold.ts';
import type { Filing, Found } from './filing.ts';
import type { AttentionItem } from './office.ts';
import { packWithout } from './pack-edit.ts';
import type { OutboxEntry, StoredRow, StoreTx } from './store.ts';

interface Effect {
  readonly rows: StoredRow[];
  readonly gone: string[];
}

function opsOn(outbox: readonly OutboxEntry[], key: string): readonly Operation[] {
  return outbox.filter((entry) => entry.key === key).map(({ op }) => op);
}

/** Writes the server's copy of a document, and the view over it if operations are pending on it (PROTOCOL L4). */
function putBase(tx: StoreTx, filing: Filing, key: string, base: Found, ops: readonly Operation[], to: Effect): void {
  const { type, id } = parseDocKey(key);
  const doc = ops.length === 0 ? base.doc : foldOperations(base.doc, ops, filing.identity.code);
  if (ops.length > 0) tx.put('shadows', { key, rv: base.rv, scopes: base.scopes, doc: base.doc });
  else tx.delete('shadows', key);
  const row = { key, type, id, rv: base.rv, scopes: base.scopes, doc };
  tx.put('rows', row);
  to.rows.push(row);
}

/** Takes a document away, or leaves what is pending on it standing on nothing (PROTOCOL L5). */
function dropBase(tx: StoreTx, filing: Filing, key: string, ops: readonly Operation[], to: Effect): void {
  tx.delete('shadows', key);
  const doc = ops.length === 0 ? null : foldOperations(null, ops, filing.identity.code);
  if (doc === null) {
    tx.delete('rows', key);
    to.gone.push(key);
    return;
  }
  const { type, id } = parseDocKey(key);
  const row = { key, type, id, rv: 0, scopes: [], doc };
  tx.put('rows', row);
  to.rows.push(row);
}

/** When the last pending operation of a document is answered and read, the server's copy becomes the view again. */
async function settleDocument(
  tx: StoreTx,
  filing: Filing,
  key: string,
  rest: readonly OutboxEntry[],
  to: Effect,
): Promise<void> {
  const shadow = await tx.get('shadows', key);
  const ops = opsOn(rest, key);
  if (!shadow) {
    if (ops.length > 0) return;
    const row = await tx.get('rows', key);
    // Never sent by the server (refused, put aside, or not for these eyes): it must not stay as if it were booked.
    if (row?.rv === 0) dropBase(tx, filing, key, ops, to);
    return;
  }
  putBase(tx, filing, key, { rv: shadow.rv, scopes: shadow.scopes, doc: shadow.doc }, ops, to);
}

/** Brings the number of unanswered operations per document into memory. */
export function countPending(filing: Filing, outbox: readonly OutboxEntry[]): void {
  filing.pending.clear();
  for (const { key } of outbox) filing.pending.set(key, (filing.pending.get(key) ?? 0) + 1);
}

/** One page of the server in one transaction: rows, views, cursors, and outbox rows it confirms (PROTOCOL L3, P11). */
export async function applyPage(
  filing: Filing,
  page: PullAnswer,
  cursors: Readonly<Record<string, number>>,
): Promise<void> {
  const { store } = filing.world;
  const leaving = page.rows.filter((row) => row.k === 'leave').map((row) => `${row.t}:${row.id}`);
  const edits = await packWithout(filing, leaving);
  const packed = new Map<string, Found | null>();
  for (const row of page.rows) {
    const key = `${row.t}:${row.id}`;
    if (!packed.has(key)) packed.set(key, await filing.inPack(key));
  }
  const effect: Effect = { rows: [], gone: [] };
  let left: readonly OutboxEntry[] = [];
  await store.write(['rows', 'shadows', 'outbox', 'packs', 'columns', 'meta'], async (tx) => {
    const outbox = await tx.all('outbox');
    const keys = [...packed.keys()];
    const known = new Map<string, Found>();
    const rows = await tx.getMany('rows', keys);
    const shadows = await tx.getMany('shadows', keys);
    keys.forEach((key, i) => {
      const found = shadows[i] ?? (rows[i] && rows[i].rv > 0 ? rows[i] : undefined) ?? packed.get(key) ?? undefined;
      if (found) known.set(key, found);
    });
    const touched = new Set<string>();
    for (const row of page.rows) applyRow(known, touched, row);
    const done = outbox.filter(({ doneRv }) => doneRv !== null && doneRv <= page.upTo);
    left = outbox.filter((entry) => !done.includes(entry));
    tx.delete('outbox', ...done.map(({ seq }) => seq));
    for (const key of touched) {
      const base = known.get(key);
      if (base) putBase(tx, filing, key, base, opsOn(left, key), effect);
      else dropBase(tx, filing, key, opsOn(left, key), effect);
    }
    tx.put('packs', ...edits.packs);
    tx.put('columns', ...edits.columns);
    tx.put('meta', { key: 'cursors', value: { ...cursors, ...page.next } }, { key: 'epoch', value: page.epoch });
    for (const key of new Set(done.map((entry) => entry.key))) {
      if (!touched.has(key)) await settleDocument(tx, filing, key, left, effect);
    }
  });
  for (const { key } of edits.packs) filing.packs.forget(key);
  countPending(filing, left);
  filing.show(effect.rows, effect.gone);
}

/** The row's meaning for what is known: newer content, one scope more, or one scope less. */
function applyRow(known: Map<string, Found>, touched: Set<string>, row: WireRow): void {
  const key = `${row.t}:${row.id}`;
  const before = known.get(key);
  if (row.k === 'leave') {
    if (!before) return;
    const scopes = before.scopes.filter((scope) => scope !== row.s);
    if (scopes.length > 0) known.set(key, { ...before, scopes });
    else known.delete(key);
    touched.add(key);
    return;
  }
  const scopes = before ? [...new Set([...before.scopes, row.s])] : [row.s];
  if (before && before.rv >= row.rv) {
    if (scopes.length === before.scopes.length) return;
    known.set(key, { ...before, scopes });
  } else {
    known.set(key, { rv: row.rv, scopes, doc: row.d });
  }
  touched.add(key);
}

/** What a person has to see of an answer; null for a plain success. */
export function attentionFor(op: Operation, key: string, result: OpResult): AttentionItem | null {
  if (result.status === 'applied') return null;
  const { type, id } = parseDocKey(key);
  return {
    opId: op.opId,
    seq: op.seq,
    name: op.name,
    status: result.status,
    code: result.code ?? null,
    docType: type,
    docId: id,
    notes: result.notes ?? [],
    args: op.args,
    at: op.at.wall,
    seen: false,
  };
}

/**
 * Answers of a push: effects wait for the pull that shows them, refusals take the guess back at once. By the entry's own
 * id: its place in the sequence is another one after the desk began a new life (PROTOCOL E4). An entry that had an
 * answer takes the newer one.
 */
export async function applyResults(filing: Filing, results: readonly OpResult[]): Promise<void> {
  const effect: Effect = { rows: [], gone: [] };
  let left: readonly OutboxEntry[] = [];
  await filing.world.store.write(['rows', 'shadows', 'outbox', 'attention'], async (tx) => {
    const outbox = await tx.all('outbox');
    const byId = new Map(results.map((result) => [result.opId, result]));
    const answered = outbox.flatMap((entry) => {
      const result = byId.get(entry.opId);
      return result ? [{ entry, result }] : [];
    });
    const items = await tx.getMany(
      'attention',
      answered.map(({ entry }) => entry.opId),
    );
    const finished = new Set<number>();
    for (const [i, { entry, result }] of answered.entries()) {
      const item = attentionFor(entry.op, entry.key, result);
      // The same answer twice must not ask for a look twice.
      if (item && (items[i]?.status !== item.status || items[i].code !== item.code)) tx.put('attention', item);
      if (result.rv === null) finished.add(entry.seq);
      else tx.put('outbox', { ...entry, doneRv: result.rv });
    }
    tx.delete('outbox', ...finished);
    left = outbox.filter(({ seq }) => !finished.has(seq));
    const keys = new Set(outbox.filter(({ seq }) => finished.has(seq)).map(({ key }) => key));
    for (const key of keys) await settleDocument(tx, filing, key, left, effect);
  });
  countPending(filing, left);
  filing.show(effect.rows, effect.gone);
}
