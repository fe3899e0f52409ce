import { err, ok, type Result } from '../../../shared/result.ts';
import {
  paths,
  protocolVersion,
  snapshotHead,
  type PackRow,
  type SnapshotHead,
} from '../../../shared/sync/protocol.ts';
import { applyPage } from '../apply.ts';
import { applyPacks, type ScopeRead, type SnapshotPage } from '../apply-pack.ts';
import { dropScope } from '../drop-scope.ts';
import { meta, readMeta } from '../meta.ts';
import { scopeOfPack, type Replica } from '../replica.ts';
import type { NetFault } from '../ports.ts';
import { cursorsOf } from './cursors.ts';
import type { SyncStatus } from './sync-status.ts';

/** The scope `office` first, with what every desk needs; the rest by name. */
export function inReadingOrder(scopes: readonly string[]): readonly string[] {
  return [...scopes].sort((a, b) => (a === 'office' ? -1 : b === 'office' ? 1 : a < b ? -1 : 1));
}

interface Page {
  readonly head: SnapshotHead;
  readonly rows: Uint8Array;
}

/** Splits an answer: four bytes of length, the head, the deflated rows. Null when it has another form. */
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

async function fetchPage(replica: Replica, scope: string, token: string | null): Promise<Result<Page, NetFault>> {
  const answer = await replica.world.server.bytes(paths.snapshot, { proto: protocolVersion, scope, token });
  if (!answer.ok) return answer;
  const page = readSnapshot(answer.value);
  return page ? ok(page) : err({ status: 0, code: 'NOT_OUR_SERVER' });
}

/** Limit of inflated pages that wait for the store; more would only take memory. */
const maxAhead = 8;

/** Pages in the order of their tokens, fetched and inflated while earlier ones are stored. */
interface PageStream {
  /**
   * All pages received since the last call, at least one; none after the last page. A fault is returned once no page is
   * before it.
   */
  take(): Promise<Result<readonly SnapshotPage[], NetFault>>;
}

function streamPages(replica: Replica, scope: string, token: string | null): PageStream {
  const ready: SnapshotPage[] = [];
  let end: Result<readonly SnapshotPage[], NetFault> | null = null;
  let broken: Promise<never> | null = null;
  let wake = (): void => undefined;
  let makeRoom = (): void => undefined;

  const run = async (): Promise<void> => {
    let coming = fetchPage(replica, scope, token);
    for (;;) {
      const page = await coming;
      if (!page.ok) return void (end = page);
      const { head, rows: bytes } = page.value;
      if (head.token !== null) coming = fetchPage(replica, scope, head.token);
      ready.push({ head, bytes, rows: JSON.parse(await replica.world.codec.inflate(bytes)) as PackRow[] });
      wake();
      if (head.token === null) return void (end = ok([]));
      while (ready.length >= maxAhead) await new Promise<void>((resolve) => (makeRoom = resolve));
    }
  };
  void run()
    .catch((error: unknown) => {
      broken = Promise.reject(error instanceof Error ? error : new Error('a page of the snapshot cannot be read'));
      broken.catch(() => undefined);
    })
    .finally(() => wake());

  return {
    async take() {
      while (ready.length === 0 && !end && !broken) await new Promise<void>((resolve) => (wake = resolve));
      const pages = ready.splice(0);
      makeRoom();
      if (pages.length > 0) return ok(pages);
      return end ?? (broken as unknown as Promise<never>);
    },
  };
}

/** A read whose first page is yet to come, and with it the version it covers. */
type Beginning = Omit<ScopeRead, 'upTo'>;

/** Stores every page of a stream and returns the progress at its end. */
async function fileAll(
  replica: Replica,
  begun: ScopeRead | Beginning,
  epoch: string,
  cursors: Readonly<Record<string, number>>,
  onPage: (progress: ScopeRead) => void,
): Promise<Result<ScopeRead, NetFault>> {
  const stream = streamPages(replica, begun.scope, begun.token);
  // Version 0: these rows confirm no operation, the pull that follows does.
  const single = { epoch, upTo: 0, more: true, serverTime: 0, grant: [], revoke: [], next: {} };
  let progress: ScopeRead | null = null;
  for (;;) {
    const came = await stream.take();
    if (!came.ok) return came;
    const [first] = came.value;
    if (!first) return progress ? ok(progress) : err({ status: 0, code: 'NOT_OUR_SERVER' });
    progress = await applyPacks(replica, progress ?? { upTo: first.head.upTo, ...begun }, came.value, (rows) =>
      applyPage(replica, { ...single, rows: [...rows] }, cursors),
    );
    onPage(progress);
  }
}

/** The first number above every pack or column record of a scope that is here. */
async function nextPack({ world: { store } }: Replica, scope: string): Promise<number> {
  const keys = [...(await store.keys('packs')), ...(await store.keys('columns'))].map(String);
  const own = keys.filter((key) => scopeOfPack(key) === scope);
  return Math.max(-1, ...own.map((key) => Number(key.slice(scope.length + 1)))) + 1;
}

/**
 * Reads a scope for the first time, resuming an interrupted read (PROTOCOL L7). Further pages are fetched while those
 * received are stored, together in one transaction. Returns the version to pull from.
 */
export async function readScope(
  replica: Replica,
  scope: string,
  epoch: string,
  cursors: Readonly<Record<string, number>>,
  status: SyncStatus,
): Promise<Result<number, NetFault>> {
  const kept = await readMeta(replica.world.store, meta.snapshot.of(scope));
  // The last page was stored, and the program ended before the cursor was.
  if (kept && kept.token === null) return ok(kept.upTo);
  // A store that lost its cursors still has packs, whose documents are not stored again: they must not be overwritten.
  const begun = kept ?? { scope, token: null, packs: await nextPack(replica, scope), done: 0, total: 0 };
  const read = await fileAll(replica, begun, epoch, cursors, ({ done, total }) =>
    status.set({ first: { done, total } }),
  );
  if (read.ok) return ok(read.value.upTo);
  if (read.error.status !== 400 || !kept) return read;
  // The server no longer knows the token: the read starts over (PROTOCOL L8).
  await dropScope(replica, scope, cursors);
  return readScope(replica, scope, epoch, cursors, status);
}

/**
 * Reads a scope again that stays in use meanwhile: what is missing or older here is stored, nothing is removed. What
 * the server no longer has is found by its sums afterwards (PROTOCOL L9, L11). Returns the version to pull from.
 */
export async function readAgain(replica: Replica, scope: string, epoch: string): Promise<Result<number, NetFault>> {
  const packs = await nextPack(replica, scope);
  const begun = { scope, token: null, packs, done: 0, total: 0, again: true };
  const cursors = await cursorsOf(replica.world);
  const read = await fileAll(replica, begun, epoch, cursors, () => undefined);
  return read.ok ? ok(read.value.upTo) : read;
}
