import type { PackRow, SnapshotHead, WireRow } from '../../shared/sync/protocol.ts';
import { bulkChange } from './changes.ts';
import { packKey, type Replica } from './replica.ts';
import { localVersion } from './holdings.ts';
import { decodeLines, encodeLines, lineFor } from './letter-line.ts';
import { meta, writeMeta, type SnapshotProgress } from './meta.ts';
import type { LetterLine } from './office.ts';
import type { Pack, PackColumns, StoredRow } from './store.ts';

/** The read of a scope that is under way. */
export interface ScopeRead extends SnapshotProgress {
  /** The scope was read before and stays in use: only differences are stored, and an interrupted read starts over. */
  readonly again?: boolean;
}

/** A page of a snapshot, inflated. */
export interface SnapshotPage {
  readonly head: SnapshotHead;
  /** The rows as received; stored in this form. */
  readonly bytes: Uint8Array;
  readonly rows: readonly PackRow[];
}

/** What a page becomes in the store and in memory. */
interface FiledPage {
  readonly progress: ScopeRead;
  /** Documents that get rows of their own: master data, types this version does not know, and orphans. */
  readonly rows: readonly StoredRow[];
  readonly pack: Pack | null;
  readonly lines: readonly LetterLine[];
  readonly single: readonly WireRow[];
}

/** Fewer letters than this are not worth a pack when a scope is read a second time. */
const fewest = 20;

interface Sorted {
  readonly letters: readonly PackRow[];
  readonly own: readonly PackRow[];
  /** Documents held in another version or scope, or with pending operations; they are applied as single rows. */
  readonly single: readonly PackRow[];
}

/** Splits the rows of a page into pack, rows and singles; rows already held in the same version are skipped. */
function sort(replica: Replica, scope: string, rows: readonly PackRow[], again: boolean): Sorted {
  const letters: PackRow[] = [];
  const own: PackRow[] = [];
  const single: PackRow[] = [];
  for (const row of rows) {
    const { t, id, rv } = row;
    const key = `${t}:${id}`;
    const letter = t === 'letter' || t === 'letterStub';
    if (localVersion(replica, scope, t, id) === rv) continue;
    const here = replica.bases.has(key) || (letter && replica.index.find(t, id) !== null);
    if (here || (replica.pending.get(key) ?? 0) > 0) single.push(row);
    else (letter ? letters : own).push(row);
  }
  const isScattered = again && letters.length < fewest;
  return { letters: isScattered ? [] : letters, own: isScattered ? [...own, ...letters] : own, single };
}

async function filePage(replica: Replica, progress: ScopeRead, page: SnapshotPage): Promise<FiledPage> {
  const { scope } = progress;
  const { head, bytes, rows } = page;
  const { letters, own, single } = sort(replica, scope, rows, progress.again === true);
  const key = packKey(scope, progress.packs);
  const next: ScopeRead = {
    ...progress,
    token: head.token,
    packs: progress.packs + (letters.length > 0 ? 1 : 0),
    done: progress.done + head.rows,
    total: head.total,
  };
  const whole = letters.length === rows.length;
  const kept = whole ? bytes : await replica.world.codec.deflate(JSON.stringify(letters));
  return {
    progress: next,
    rows: own.map(({ t, id, rv, d }): StoredRow => ({ key: `${t}:${id}`, type: t, id, rv, scopes: [scope], doc: d })),
    pack: letters.length > 0 ? { key, scope, bytes: kept } : null,
    lines: letters.flatMap(({ t, d, rv }) => lineFor(t, d, rv) ?? []),
    single: single.map(({ t, id, rv, d }): WireRow => ({ s: scope, t, id, rv, d })),
  };
}

/**
 * Stores pages of a snapshot in one transaction: master data as rows, letters as the packs they came in. Rows that
 * overlap with the replica go through `applySingle` first, so that progress never counts what is not applied.
 */
export async function applyPacks(
  replica: Replica,
  progress: ScopeRead,
  pages: readonly SnapshotPage[],
  applySingle: (rows: readonly WireRow[]) => Promise<void>,
): Promise<ScopeRead> {
  const filed: FiledPage[] = [];
  let reached = progress;
  for (const page of pages) {
    const one = await filePage(replica, reached, page);
    reached = one.progress;
    filed.push(one);
  }
  const single = filed.flatMap((page) => page.single);
  if (single.length > 0) await applySingle(single);
  const rows = filed.flatMap((page) => page.rows);
  const packs = filed.flatMap(({ pack, lines }) => (pack ? [{ pack, lines }] : []));
  await replica.world.store.write(['rows', 'packs', 'columns', 'meta'], (tx) => {
    tx.put('rows', ...rows);
    tx.put('packs', ...packs.map(({ pack }) => pack));
    tx.put(
      'columns',
      ...packs.map(({ pack: { key, scope }, lines }): PackColumns => ({ key, scope, lines: encodeLines(lines) })),
    );
    if (progress.again !== true) writeMeta(tx, meta.snapshot.of(progress.scope), reached);
    return Promise.resolve();
  });
  for (const { pack, lines } of packs) loadLines(replica, pack.key, lines);
  for (const row of rows) replica.bring(row);
  replica.changes.emit(bulkChange);
  replica.world.announcer.post({ kind: 'packs' });
  return reached;
}

/** Removes a pack that is no longer in the store from memory. */
export function forgetPack(replica: Replica, key: string): void {
  replica.index.removePack(key);
  replica.packs.forget(key);
  replica.loaded.delete(key);
}

/** Loads the columns of a pack into the index. */
export function loadColumns(replica: Replica, key: string, text: string): void {
  loadLines(replica, key, decodeLines(text));
}

function loadLines(replica: Replica, key: string, lines: readonly LetterLine[]): void {
  replica.loaded.add(key);
  const stubs = lines.filter(({ hidden }) => hidden);
  replica.index.load('letter', stubs.length === 0 ? lines : lines.filter(({ hidden }) => !hidden), key);
  if (stubs.length > 0) replica.index.load('letterStub', stubs, key);
}
