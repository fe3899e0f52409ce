import { err, ok, type Result } from '../../../shared/result.ts';
import { paths, protocolVersion, snapshotHead, type SnapshotHead } from '../../../shared/sync/protocol.ts';
import { applyPage } from '../apply.ts';
import { applyPack, snapshotKey, type SnapshotProgress } from '../apply-pack.ts';
import type { Filing } from '../filing.ts';
import type { NetFault } from '../ports.ts';
import type { SyncStatus } from './sync-status.ts';

interface Page {
  readonly head: SnapshotHead;
  readonly rows: Uint8Array;
}

/** Takes an answer apart: four bytes of length, the head, the deflated rows. Null when it is something else. */
export function readSnapshot(bytes: Uint8Array): Page | null {
  if (bytes.length < 4) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  if (length > bytes.length - 4) return null;
  try {
    const text = new TextDecoder().decode(bytes.subarray(4, 4 + length));
    const head = snapshotHead.safeParse(JSON.parse(text));
    // A copy: a view would keep head and rows together in the store.
    return head.success ? { head: head.data, rows: bytes.slice(4 + length) } : null;
  } catch {
    return null;
  }
}

async function fetchPage(filing: Filing, scope: string, token: string | null): Promise<Result<Page, NetFault>> {
  const answer = await filing.world.server.bytes(paths.snapshot, { proto: protocolVersion, scope, token });
  if (!answer.ok) return answer;
  const page = readSnapshot(answer.value);
  return page ? ok(page) : err({ status: 0, code: 'NOT_OUR_SERVER' });
}

/**
 * Reads a scope for the first time, going on where an earlier try ended (PROTOCOL L7). The next page is on its way
 * while this one is filed. Returns the version to pull from.
 */
export async function readScope(
  filing: Filing,
  scope: string,
  epoch: string,
  cursors: Readonly<Record<string, number>>,
  status: SyncStatus,
): Promise<Result<number, NetFault>> {
  const { store } = filing.world;
  const kept = (await store.get('meta', snapshotKey(scope)))?.value as SnapshotProgress | undefined;
  let progress = kept ?? { scope, upTo: -1, token: null, packs: 0, done: 0, total: 0 };
  let coming = fetchPage(filing, scope, progress.token);
  for (;;) {
    const page = await coming;
    if (!page.ok) return page;
    const { head, rows } = page.value;
    if (head.token !== null) coming = fetchPage(filing, scope, head.token);
    if (progress.upTo < 0) progress = { ...progress, upTo: head.upTo };
    const filed = await applyPack(filing, progress, head, rows);
    progress = filed.progress;
    if (filed.single.length > 0) {
      // Version 0: these rows confirm no operation, the pull that follows does.
      const page = { epoch, upTo: 0, more: true, serverTime: 0, grant: [], revoke: [], rows: [...filed.single], next: {} };
      await applyPage(filing, page, cursors);
    }
    status.set({ first: { done: progress.done, total: progress.total } });
    if (head.token === null) return ok(progress.upTo);
  }
}
