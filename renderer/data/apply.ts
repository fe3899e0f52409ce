import { parseDocKey } from '../../shared/commands/documents.ts';
import type { OpResult, PullAnswer, WireRow } from '../../shared/sync/protocol.ts';
import type { Operation } from '../../shared/sync/operation.ts';
import { loadColumns } from './apply-pack.ts';
import { dropBase, opsOn, putBase, settleDocument, type Effect } from './base-rows.ts';
import type { Replica, Found } from './replica.ts';
import { isLost, isLostItem, lostDocument, lostItems } from './lost-document.ts';
import { dropMeta, meta, writeMeta } from './meta.ts';
import type { AttentionItem } from './office.ts';
import { packWithout } from './pack-edit.ts';
import { readWithheld, siftRemovals } from './removals.ts';
import type { OutboxEntry, StoreTx } from './store.ts';

/** Loads the number of unanswered operations per document into memory. */
export function countPending(replica: Replica, outbox: readonly OutboxEntry[]): void {
  replica.pending.clear();
  for (const { key } of outbox) replica.pending.set(key, (replica.pending.get(key) ?? 0) + 1);
}

/** A repair is applied like a page, with these differences (PROTOCOL L9). */
export interface Repair {
  /** Rows are taken as they are, also where a newer version is known here: the server was restored. */
  readonly asTheServerHasThem?: boolean;
  /** Removals are losses of a restored server: the last content is kept under "Perlu perhatian". */
  readonly lost?: boolean;
}

/** What a page of a pull means for the outbox, beside its rows. */
export interface Asking {
  /** Entries that were answered before the page was requested, by `opId`. */
  readonly answered?: ReadonlySet<string>;
}

/**
 * Whether an answered entry's effect is included in what was read with this page (PROTOCOL P11). Versions of another
 * epoch cannot be compared: there, everything answered before the request is included at the end of the read, because
 * the desk replayed it before it was admitted (E2).
 */
function isRead({ opId, doneRv, doneIn }: OutboxEntry, page: PullAnswer, { answered }: Asking): boolean {
  if (doneRv === null) return false;
  if (doneIn === page.epoch) return doneRv <= page.upTo;
  return !page.more && answered?.has(opId) === true;
}

/**
 * Applies one page of the server in one transaction: rows, views, cursors, and the outbox rows it confirms (PROTOCOL
 * L3, P11).
 */
export async function applyPage(
  replica: Replica,
  page: PullAnswer,
  cursors: Readonly<Record<string, number>>,
  { asTheServerHasThem = false, lost = false, ...asking }: Repair & Asking = {},
): Promise<void> {
  const { store } = replica.world;
  const [before, shown] = await Promise.all([readWithheld(store), store.keys('attention')]);
  const sifted = await siftRemovals(replica, { ...page, lost }, before);
  const { rows } = sifted;
  const moving = rows.filter(({ k }) => k === 'leave' || asTheServerHasThem).map((row) => `${row.t}:${row.id}`);
  const edits = await packWithout(replica, moving);
  const packed = new Map<string, Found | null>();
  for (const row of rows) {
    const key = `${row.t}:${row.id}`;
    if (!packed.has(key)) packed.set(key, await replica.inPack(key));
  }
  const back = shown.map(String).some(isLostItem) ? rows.filter(({ k }) => k === undefined) : [];
  const effect: Effect = { rows: [], gone: [] };
  let left: readonly OutboxEntry[] = [];
  await store.write(['rows', 'shadows', 'outbox', 'packs', 'columns', 'attention', 'meta'], async (tx) => {
    const outbox = await tx.all('outbox');
    const keys = [...packed.keys()];
    const known = new Map<string, Found>();
    const stored = await tx.getMany('rows', keys);
    const shadows = await tx.getMany('shadows', keys);
    keys.forEach((key, i) => {
      const row = stored[i];
      const own = row && row.rv > 0 && !row.view ? row : undefined;
      const found = shadows[i] ?? own ?? packed.get(key) ?? undefined;
      if (found) known.set(key, found);
    });
    const was = new Map(known);
    const touched = new Set<string>();
    for (const row of rows) applyRow(known, touched, row, asTheServerHasThem);
    const done = outbox.filter((entry) => isRead(entry, page, asking));
    left = outbox.filter((entry) => !done.includes(entry));
    tx.delete('outbox', ...done.map(({ seq }) => seq));
    for (const key of touched) {
      const base = known.get(key);
      if (base) putBase(tx, replica, key, base, opsOn(left, key), effect);
      else dropBase(tx, replica, key, opsOn(left, key), effect);
      if (!base && sifted.lost.has(key) && isLost(replica, key, sifted.after)) {
        tx.put('attention', lostDocument(replica, key, was.get(key)));
      }
    }
    for (const { t, id } of back) tx.delete('attention', ...lostItems(`${t}:${id}`));
    tx.put('packs', ...edits.packs);
    tx.put('columns', ...edits.columns);
    for (const one of sifted.held) writeMeta(tx, meta.withheld.of(one.scope), one);
    dropMeta(tx, ...sifted.settled.map((scope) => meta.withheld.of(scope)));
    writeMeta(tx, meta.cursors, { ...cursors, ...page.next });
    writeMeta(tx, meta.epoch, page.epoch);
    for (const key of new Set(done.map((entry) => entry.key))) {
      if (!touched.has(key)) await settleDocument(tx, replica, key, left, effect);
    }
  });
  for (const { key, lines } of edits.columns) {
    replica.packs.forget(key);
    // A pack that is not loaded yet must not be loaded from columns read before this change.
    if (!replica.loaded.has(key)) loadColumns(replica, key, lines);
  }
  countPending(replica, left);
  replica.show(effect.rows, effect.gone);
}

/** What the row means for the known document: newer content, one scope more, or one scope less. */
function applyRow(known: Map<string, Found>, touched: Set<string>, row: WireRow, asItIs: boolean): void {
  const key = `${row.t}:${row.id}`;
  const before = known.get(key);
  if (row.k === 'leave') {
    const scopes = before?.scopes.filter((scope) => scope !== row.s) ?? [];
    if (before && scopes.length > 0) known.set(key, { ...before, scopes });
    else known.delete(key);
    // Documents that only memory still holds are removed too.
    touched.add(key);
    return;
  }
  const scopes = before ? [...new Set([...before.scopes, row.s])] : [row.s];
  if (before && !asItIs && before.rv >= row.rv) {
    if (scopes.length === before.scopes.length) return;
    known.set(key, { ...before, scopes });
  } else {
    known.set(key, { rv: row.rv, scopes, doc: row.d });
  }
  touched.add(key);
}

/** The attention item for an answer; null for a plain success. */
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
    ...(result.decided === undefined ? {} : { decided: result.decided }),
  };
}

function answeredEntry({ seq, opId, key, op }: OutboxEntry, doneRv: number, epoch: string | null): OutboxEntry {
  return { seq, opId, key, op, doneRv, ...(epoch === null ? {} : { doneIn: epoch }) };
}

/**
 * Applies the answers of a push: effects wait for the pull that shows them, refusals roll the optimistic change back at
 * once. Entries are found by `opId`, because a new incarnation gives them another sequence number (PROTOCOL E4), and a
 * newer answer replaces an older one. `epoch`: the epoch of the answers, null when only the journal knows them.
 * `rvNow`: the version that epoch has reached; an answer beyond it is of a lost epoch and is kept for an entry that is
 * replayed later (E2).
 */
export async function applyResults(
  replica: Replica,
  results: readonly OpResult[],
  epoch: string | null,
  rvNow = Number.MAX_SAFE_INTEGER,
): Promise<void> {
  const effect: Effect = { rows: [], gone: [] };
  let left: readonly OutboxEntry[] | null = null;
  await replica.world.store.write(['rows', 'shadows', 'outbox', 'attention'], async (tx) => {
    const entries = await entriesOf(tx, results);
    const answered = results.flatMap((result) => {
      const entry = entries.get(result.opId);
      return entry ? [{ entry, result }] : [];
    });
    const items = await tx.getMany(
      'attention',
      answered.map(({ entry }) => entry.opId),
    );
    const finished = new Map(
      answered.flatMap(({ entry, result }) => (result.rv === null ? [[entry.seq, entry] as const] : [])),
    );
    // The outbox is read only when an entry leaves it: thousands may be pending while answers come by the hundred.
    left = finished.size === 0 ? null : (await tx.all('outbox')).filter(({ seq }) => !finished.has(seq));
    for (const [i, { entry, result }] of answered.entries()) {
      const item = attentionFor(entry.op, entry.key, result);
      // The same answer twice must not ask for attention twice.
      if (item && (items[i]?.status !== item.status || items[i].code !== item.code)) tx.put('attention', item);
      if (result.rv !== null) tx.put('outbox', answeredEntry(entry, result.rv, result.rv <= rvNow ? epoch : null));
    }
    if (left === null) return;
    tx.delete('outbox', ...finished.keys());
    const keys = new Set([...finished.values()].map(({ key }) => key));
    for (const key of keys) await settleDocument(tx, replica, key, left, effect);
  });
  if (left !== null) countPending(replica, left);
  replica.show(effect.rows, effect.gone);
}

/** The entries these answers belong to, by id. Most are found at the sequence number the answer names. */
async function entriesOf(tx: StoreTx, results: readonly OpResult[]): Promise<ReadonlyMap<string, OutboxEntry>> {
  const placed = await tx.getMany(
    'outbox',
    results.map(({ seq }) => seq),
  );
  const there = placed.every((entry, i) => entry?.opId === results[i]?.opId);
  const entries = there ? placed : await tx.all('outbox');
  return new Map(entries.flatMap((entry) => (entry ? [[entry.opId, entry] as const] : [])));
}
