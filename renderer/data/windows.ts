import { loadColumns, forgetPack } from './apply-pack.ts';
import { countPending } from './apply.ts';
import { bulkChange } from './changes.ts';
import type { Replica } from './replica.ts';
import type { SyncState } from './office.ts';
import type { World } from './ports.ts';
import type { SyncStatus } from './sync/sync-status.ts';

/** Messages between the windows of one desk; content always travels through the store, never through a message. */
export type WindowMessage =
  | { readonly kind: 'rows'; readonly keys: readonly string[] }
  | { readonly kind: 'packs' }
  /** The store may hold more than was announced: a write that counted as failed may have committed (PROTOCOL D6). */
  | { readonly kind: 'reread' }
  /** The leader window reports its state; requested with `ping`. */
  | { readonly kind: 'sync'; readonly state: SyncState }
  | { readonly kind: 'ping' }
  /** An operation is pending. */
  | { readonly kind: 'kick' }
  /** The desk started a new incarnation: pending operations have other sequence numbers. */
  | { readonly kind: 'incarnation' };

/** Kinds under which a window of an earlier program, still open beside this one, announces the same. */
const formerKinds: ReadonlyMap<string, WindowMessage> = new Map([
  ['anew', { kind: 'reread' }],
  ['life', { kind: 'incarnation' }],
]);

const readMessage = (message: unknown): WindowMessage => {
  const { kind } = message as WindowMessage;
  return formerKinds.get(kind) ?? (message as WindowMessage);
};

/**
 * Interval of pings to the leader window while entries are pending; it counts as silent after this long without an
 * answer.
 */
const pingMs = 60_000;
const silentMs = 180_000;

async function rereadRows(replica: Replica, keys: readonly string[]): Promise<void> {
  const rows = await Promise.all(keys.map((key) => replica.world.store.get('rows', key)));
  const here = rows.flatMap((row) => (row ? [row] : []));
  const gone = keys.filter((_, i) => rows[i] === undefined);
  countPending(replica, await replica.world.store.all('outbox'));
  replica.show(here, gone, 'nobody');
}

async function rereadPacks(replica: Replica): Promise<void> {
  const keys = new Set((await replica.world.store.keys('columns')).map(String));
  for (const key of [...replica.loaded]) if (!keys.has(key)) forgetPack(replica, key);
  for (const key of keys) {
    if (replica.loaded.has(key)) continue;
    const columns = await replica.world.store.get('columns', key);
    if (columns) loadColumns(replica, key, columns.lines);
  }
  // Their versions too: this window may be the next leader, which verifies the replica.
  for (const row of await replica.world.store.all('rows')) if (!replica.overlay.has(row.key)) replica.bring(row);
  replica.changes.emit(bulkChange);
}

async function rereadIncarnation(replica: Replica): Promise<void> {
  const info = await replica.world.desk.describe();
  if (info.ok && info.value.desk) replica.identity = info.value.desk;
  countPending(replica, await replica.world.store.all('outbox'));
}

/**
 * Makes the memory of this window match the store, also where a change was not announced: its own write counted as
 * failed and committed, or the writing window ended before it could notify (PROTOCOL D6). Rejects when the store fails.
 */
export async function rereadAll(replica: Replica): Promise<void> {
  const { store } = replica.world;
  const shown = [...replica.bases.keys()];
  countPending(replica, await store.all('outbox'));
  const rows = await store.all('rows');
  const here = new Set(rows.map(({ key }) => key));
  replica.show(
    rows.filter(({ key, doc }) => doc !== null && !replica.overlay.has(key)),
    shown.filter((key) => !here.has(key) && !replica.overlay.has(key)),
    'nobody',
  );
  for (const key of [...replica.loaded]) {
    const columns = await store.get('columns', key);
    forgetPack(replica, key);
    if (columns) loadColumns(replica, key, columns.lines);
  }
  await rereadPacks(replica);
  replica.complete = true;
}

/** Reports when the leader window is silent although entries are pending. Returns the stop function. */
function watchLeader(replica: Replica, status: SyncStatus, isLeader: () => boolean, heardAt: () => number): () => void {
  const { timers, clock, announcer } = replica.world;
  let pendingSince: number | null = null;
  let timer: unknown;
  const look = (): void => {
    const now = clock.now();
    const waits = !isLeader() && status.get().pending > 0;
    pendingSince = waits ? (pendingSince ?? now) : null;
    const silent = pendingSince !== null && now - Math.max(pendingSince, heardAt()) >= silentMs;
    status.set({ leaderSilent: silent });
    if (waits) announcer.post({ kind: 'ping' } satisfies WindowMessage);
    timer = timers.set(look, pingMs);
  };
  timer = timers.set(look, pingMs);
  return () => timers.clear(timer);
}

/**
 * Records messages from before this window reads its store, so that no later write is missed. Returns a function that
 * ends the recording with its messages, for {@link followOthers}.
 */
export function recordMessages({ announcer }: Pick<World, 'announcer'>): () => readonly WindowMessage[] {
  const heard: WindowMessage[] = [];
  const stop = announcer.listen((message) => void heard.push(readMessage(message)));
  return () => {
    stop();
    return heard;
  };
}

/**
 * Keeps this window in step with what the others write. `heard`: messages recorded while it was reading. Returns the
 * stop function.
 */
export function followOthers(
  replica: Replica,
  status: SyncStatus,
  isLeader: () => boolean,
  heard: readonly WindowMessage[],
): () => void {
  const { announcer, clock } = replica.world;
  let heardAt = clock.now();
  const post = (): void => announcer.post({ kind: 'sync', state: status.get() } satisfies WindowMessage);
  /** What another window wrote cannot be read: this window's store fails, whatever the state of the other's. */
  const reread = (work: Promise<void>): void =>
    void work.catch((error: unknown) => {
      replica.world.report('another window', error);
      status.set({ safeMode: true });
    });

  const stopSync = replica.changes.listen(({ sync }) => {
    if (sync && isLeader()) post();
  });
  const hear = (message: WindowMessage): void => {
    switch (message.kind) {
      case 'rows':
        // Another window's entry is pending too, and the leader reports their number to all.
        return reread(rereadRows(replica, message.keys).then(() => (isLeader() ? status.recount() : undefined)));
      case 'packs':
        return reread(rereadPacks(replica));
      case 'reread':
        return reread(rereadAll(replica));
      case 'incarnation':
        return reread(rereadIncarnation(replica));
      case 'sync': {
        if (isLeader()) return;
        heardAt = clock.now();
        // Safe mode belongs to each window: the leader's store may work while this one's does not.
        const { safeMode, storeIsNewer } = status.get();
        status.set({ ...message.state, safeMode, storeIsNewer, leaderSilent: false });
        return;
      }
      case 'ping':
        if (isLeader()) post();
        return;
      case 'kick':
        return;
    }
  };
  const stopListening = announcer.listen((message) => hear(readMessage(message)));
  heard.forEach(hear);
  const stopWatching = watchLeader(replica, status, isLeader, () => heardAt);
  announcer.post({ kind: 'ping' } satisfies WindowMessage);
  return () => {
    stopSync();
    stopListening();
    stopWatching();
  };
}
