import { isMasterType } from '../../shared/commands/documents.ts';
import type { PackRow, SnapshotHead, WireRow } from '../../shared/sync/protocol.ts';
import { bulkChange } from './changes.ts';
import { packKey, scopeOfPack, type Filing } from './filing.ts';
import { decodeLines, type LineType } from './letter-line.ts';
import { columnsOf } from './pack-edit.ts';
import type { StoredRow } from './store.ts';

/** How far the first reading of a scope came; kept in `meta` so that it goes on after a restart (PROTOCOL L7). */
export interface SnapshotProgress {
  readonly scope: string;
  /** Version from which the scope is pulled afterwards: that of the first page. */
  readonly upTo: number;
  readonly token: string | null;
  readonly packs: number;
  readonly done: number;
  readonly total: number;
}

export const snapshotKey = (scope: string): string => `snapshot:${scope}`;

/** Rows of a pack that this desk already has in another form; they go the way of single rows instead. */
async function alreadyHere(filing: Filing, rows: readonly PackRow[]): Promise<ReadonlySet<string>> {
  const suspects = rows.filter(({ t, id }) => {
    const entry = t === 'letter' || t === 'letterStub' ? filing.index.find(t as LineType, id) : null;
    return entry !== null || (filing.pending.get(`${t}:${id}`) ?? 0) > 0;
  });
  return new Set(suspects.map(({ t, id }) => `${t}:${id}`));
}

/**
 * Files one page of a snapshot: master data as rows, letters as the pack they came in. Returns the rows that overlap
 * with what is here and have to be applied one by one.
 */
export async function applyPack(
  filing: Filing,
  progress: SnapshotProgress,
  head: SnapshotHead,
  bytes: Uint8Array,
): Promise<{ readonly progress: SnapshotProgress; readonly single: readonly WireRow[] }> {
  const { scope } = progress;
  const { store, codec } = filing.world;
  const rows = JSON.parse(await codec.inflate(bytes)) as PackRow[];
  const overlap = await alreadyHere(filing, rows);
  const masters = rows.filter(({ t }) => isMasterType(t));
  const mixed = masters.length > 0 || overlap.size > 0;
  const letters = mixed ? rows.filter(({ t, id }) => !isMasterType(t) && !overlap.has(`${t}:${id}`)) : rows;
  const key = packKey(scope, progress.packs);
  const next: SnapshotProgress = {
    ...progress,
    token: head.token,
    packs: progress.packs + (letters.length > 0 ? 1 : 0),
    done: progress.done + head.rows,
    total: head.total,
  };
  const columns = letters.length > 0 ? columnsOf(key, letters) : null;
  const kept = columns && mixed ? await codec.deflate(JSON.stringify(letters)) : bytes;
  const masterRows = masters
    .filter(({ t, id }) => !overlap.has(`${t}:${id}`))
    .map(({ t, id, rv, d }): StoredRow => ({ key: `${t}:${id}`, type: t, id, rv, scopes: [scope], doc: d }));
  await store.write(['rows', 'packs', 'columns', 'meta'], (tx) => {
    tx.put('rows', ...masterRows);
    if (columns) {
      tx.put('packs', { key, scope, bytes: kept });
      tx.put('columns', columns);
    }
    tx.put('meta', { key: snapshotKey(scope), value: next });
    return Promise.resolve();
  });
  if (columns) loadColumns(filing, key, columns.lines);
  for (const { type, id, doc } of masterRows) filing.masters.put(type, id, doc);
  filing.changes.emit(bulkChange);
  filing.world.announcer.post({ kind: 'packs' });
  const single = rows
    .filter(({ t, id }) => overlap.has(`${t}:${id}`))
    .map(({ t, id, rv, d }): WireRow => ({ s: scope, t, id, rv, d }));
  return { progress: next, single };
}

/** Takes a pack that is no longer in the store out of memory. */
export function forgetPack(filing: Filing, key: string): void {
  filing.index.removePack(key);
  filing.packs.forget(key);
  filing.loaded.delete(key);
}

/** Brings the columns of a pack into the index. */
export function loadColumns(filing: Filing, key: string, text: string): void {
  filing.loaded.add(key);
  const lines = decodeLines(text);
  const stubs = lines.filter(({ hidden }) => hidden);
  filing.index.load('letter', stubs.length === 0 ? lines : lines.filter(({ hidden }) => !hidden), key);
  if (stubs.length > 0) filing.index.load('letterStub', stubs, key);
}

/** Forgets everything a scope brought: packs, rows that no other scope holds, cursor and progress (PROTOCOL L1). */
export async function dropScope(filing: Filing, scope: string, cursors: Readonly<Record<string, number>>): Promise<void> {
  const { store } = filing.world;
  const packs = (await store.keys('packs')).map(String).filter((key) => scopeOfPack(key) === scope);
  const rest = Object.fromEntries(Object.entries(cursors).filter(([name]) => name !== scope));
  const gone: string[] = [];
  await store.write(['rows', 'shadows', 'packs', 'columns', 'meta'], async (tx) => {
    tx.delete('packs', ...packs);
    tx.delete('columns', ...packs);
    for (const row of await tx.all('rows')) {
      if (!row.scopes.includes(scope)) continue;
      const scopes = row.scopes.filter((name) => name !== scope);
      const pending = (filing.pending.get(row.key) ?? 0) > 0;
      if (scopes.length > 0 || pending) tx.put('rows', { ...row, scopes, rv: scopes.length > 0 ? row.rv : 0 });
      else {
        tx.delete('rows', row.key);
        gone.push(row.key);
      }
      if (scopes.length === 0) tx.delete('shadows', row.key);
    }
    tx.delete('meta', snapshotKey(scope));
    tx.put('meta', { key: 'cursors', value: rest });
  });
  for (const key of packs) forgetPack(filing, key);
  filing.show([], gone);
  filing.changes.emit(bulkChange);
  filing.world.announcer.post({ kind: 'packs' });
}
