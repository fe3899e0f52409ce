import { isMasterType } from '../../shared/commands/documents.ts';
import type { PackRow, SnapshotHead, WireRow } from '../../shared/sync/protocol.ts';
import { bulkChange } from './changes.ts';
import { packKey, scopeOfPack, type Filing } from './filing.ts';
import { decodeLines, encodeLines, lineFor } from './letter-line.ts';
import type { LetterLine } from './office.ts';
import type { Pack, PackColumns, StoredRow } from './store.ts';

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
function alreadyHere(filing: Filing, rows: readonly PackRow[]): ReadonlySet<string> {
  const suspects = rows.filter(({ t, id }) => {
    const entry = t === 'letter' || t === 'letterStub' ? filing.index.find(t, id) : null;
    return entry !== null || (filing.pending.get(`${t}:${id}`) ?? 0) > 0;
  });
  return new Set(suspects.map(({ t, id }) => `${t}:${id}`));
}

/** A page of a snapshot, inflated. */
export interface SnapshotPage {
  readonly head: SnapshotHead;
  /** The rows as they came; kept so. */
  readonly bytes: Uint8Array;
  readonly rows: readonly PackRow[];
}

/** What a page becomes in the store and in memory. */
interface FiledPage {
  readonly progress: SnapshotProgress;
  readonly masters: readonly StoredRow[];
  readonly pack: Pack | null;
  readonly lines: readonly LetterLine[];
  readonly single: readonly WireRow[];
}

async function filePage(filing: Filing, progress: SnapshotProgress, page: SnapshotPage): Promise<FiledPage> {
  const { scope } = progress;
  const { head, bytes, rows } = page;
  const overlap = alreadyHere(filing, rows);
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
  const kept = mixed ? await filing.world.codec.deflate(JSON.stringify(letters)) : bytes;
  return {
    progress: next,
    masters: masters
      .filter(({ t, id }) => !overlap.has(`${t}:${id}`))
      .map(({ t, id, rv, d }): StoredRow => ({ key: `${t}:${id}`, type: t, id, rv, scopes: [scope], doc: d })),
    pack: letters.length > 0 ? { key, scope, bytes: kept } : null,
    lines: letters.flatMap(({ t, d, rv }) => lineFor(t, d, rv) ?? []),
    single: rows
      .filter(({ t, id }) => overlap.has(`${t}:${id}`))
      .map(({ t, id, rv, d }): WireRow => ({ s: scope, t, id, rv, d })),
  };
}

/**
 * Files pages of a snapshot in one transaction: master data as rows, letters as the packs they came in. Rows that
 * overlap with what is here go through `applySingle` first, so that progress never counts what is not applied.
 */
export async function applyPacks(
  filing: Filing,
  progress: SnapshotProgress,
  pages: readonly SnapshotPage[],
  applySingle: (rows: readonly WireRow[]) => Promise<void>,
): Promise<SnapshotProgress> {
  const filed: FiledPage[] = [];
  let reached = progress;
  for (const page of pages) {
    const one = await filePage(filing, reached, page);
    reached = one.progress;
    filed.push(one);
  }
  const single = filed.flatMap((page) => page.single);
  if (single.length > 0) await applySingle(single);
  const masters = filed.flatMap((page) => page.masters);
  const packs = filed.flatMap(({ pack, lines }) => (pack ? [{ pack, lines }] : []));
  await filing.world.store.write(['rows', 'packs', 'columns', 'meta'], (tx) => {
    tx.put('rows', ...masters);
    tx.put('packs', ...packs.map(({ pack }) => pack));
    tx.put(
      'columns',
      ...packs.map(({ pack: { key, scope }, lines }): PackColumns => ({ key, scope, lines: encodeLines(lines) })),
    );
    tx.put('meta', { key: snapshotKey(progress.scope), value: reached });
    return Promise.resolve();
  });
  for (const { pack, lines } of packs) loadLines(filing, pack.key, lines);
  for (const { type, id, doc } of masters) filing.masters.put(type, id, doc);
  filing.changes.emit(bulkChange);
  filing.world.announcer.post({ kind: 'packs' });
  return reached;
}

/** Takes a pack that is no longer in the store out of memory. */
export function forgetPack(filing: Filing, key: string): void {
  filing.index.removePack(key);
  filing.packs.forget(key);
  filing.loaded.delete(key);
}

/** Brings the columns of a pack into the index. */
export function loadColumns(filing: Filing, key: string, text: string): void {
  loadLines(filing, key, decodeLines(text));
}

function loadLines(filing: Filing, key: string, lines: readonly LetterLine[]): void {
  filing.loaded.add(key);
  const stubs = lines.filter(({ hidden }) => hidden);
  filing.index.load('letter', stubs.length === 0 ? lines : lines.filter(({ hidden }) => !hidden), key);
  if (stubs.length > 0) filing.index.load('letterStub', stubs, key);
}

/** Forgets everything a scope brought: packs, rows that no other scope holds, cursor and progress (PROTOCOL L1). */
export async function dropScope(
  filing: Filing,
  scope: string,
  cursors: Readonly<Record<string, number>>,
): Promise<void> {
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
      const shadow = await tx.get('shadows', row.key);
      if (scopes.length === 0) tx.delete('shadows', row.key);
      else if (shadow) tx.put('shadows', { ...shadow, scopes });
    }
    tx.delete('meta', snapshotKey(scope));
    tx.put('meta', { key: 'cursors', value: rest });
  });
  for (const key of packs) forgetPack(filing, key);
  filing.show([], gone);
  filing.changes.emit(bulkChange);
  filing.world.announcer.post({ kind: 'packs' });
}
