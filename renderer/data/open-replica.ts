import type { Outcome, Recovery } from '../../shared/desk/desk.ts';
import type { DeskIdentity } from '../../shared/sync/session-api.ts';
import { loadColumns } from './apply-pack.ts';
import { demandVerification, lostSomething } from './canary.ts';
import { bulkChange, type Changes } from './changes.ts';
import { meta, readMeta } from './meta.ts';
import type { World } from './ports.ts';
import { askJournal, recoverFromJournal } from './recover.ts';
import { repairViews } from './repair-views.ts';
import { makeReplica, type Replica } from './replica.ts';
import { watchSafeMode } from './safe-mode.ts';
import type { OutboxEntry, PackColumns, StoredRow } from './store.ts';
import { startEngine, type Engine } from './sync/engine.ts';
import { makeSyncStatus, type SyncStatus } from './sync/sync-status.ts';
import { followOthers, type WindowMessage } from './windows.ts';

/** What the store holds of the things a screen needs first. */
export interface FirstReads {
  readonly outbox: readonly OutboxEntry[];
  readonly recovery: Outcome<Recovery>;
  readonly rows: readonly StoredRow[];
  /** Columns with the newest letters. */
  readonly firsts: readonly PackColumns[];
  /** Names of the other columns. */
  readonly rest: readonly string[];
  /** The store holds less than it did when it was last counted (PROTOCOL D7). */
  readonly lost: boolean;
}

/** Opens and reads the store, and asks the desk for what it has journalled. */
export async function readFirst(world: World): Promise<FirstReads> {
  const { store } = world;
  await store.open();
  const outbox = store.all('outbox');
  const columns = store.keys('columns').then(async (keys) => {
    const names = keys.map(String);
    // Packs are numbered newest letters first within their scope, so the first of each contains the first page.
    const first = names.filter((name) => name.endsWith('|000000'));
    const firsts = await Promise.all(first.map((name) => store.get('columns', name)));
    return { firsts: firsts.flatMap((one) => one ?? []), rest: names.filter((name) => !first.includes(name)) };
  });
  const [entries, recovery, rows, { firsts, rest }, canary, packs] = await Promise.all([
    outbox,
    // All of it: the last run may have ended in safe mode, with answers this store never received.
    askJournal(world, []),
    store.all('rows'),
    columns,
    readMeta(store, meta.canary),
    store.keys('packs'),
  ]);
  const holding = { rows: rows.length, packs: packs.length, columns: firsts.length + rest.length };
  return { outbox: entries, recovery, rows, firsts, rest, lost: lostSomething(canary, holding) };
}

/** Rows, masters and the first page of letters. */
function loadFirst(replica: Replica, { outbox, rows, firsts }: FirstReads): void {
  for (const { key } of outbox) replica.pending.set(key, (replica.pending.get(key) ?? 0) + 1);
  for (const row of rows) replica.bring(row);
  for (const { key, lines } of firsts) loadColumns(replica, key, lines);
}

/** The main thread is yielded after this long, so that typing stays smooth. */
const budgetMs = 8;

/** Loads the remaining columns; those whose numbers differ in the last digit alone are read together. */
async function loadRest(replica: Replica, names: readonly string[], isClosed: () => boolean): Promise<void> {
  const { store, timers, clock } = replica.world;
  const groups = [...new Set(names.map((name) => name.slice(0, -1)))];
  const readAhead = (group: string | undefined): Promise<readonly PackColumns[]> => {
    const columns = group === undefined ? Promise.resolve([]) : store.startingWith('columns', group);
    // A failure counts where the columns are awaited; an office that closed before has no use for them.
    columns.catch(() => undefined);
    return columns;
  };
  let coming = readAhead(groups[0]);
  let begun = clock.now();
  for (const i of groups.keys()) {
    const all = await coming;
    coming = readAhead(groups[i + 1]);
    for (const { key, lines } of all) {
      if (isClosed()) return;
      if (!replica.loaded.has(key)) loadColumns(replica, key, lines);
      if (clock.now() - begun < budgetMs) continue;
      await new Promise<void>((resolve) => timers.set(resolve, 0));
      begun = clock.now();
    }
  }
  replica.complete = true;
  if (names.length > 0) replica.changes.emit(bulkChange);
}

/** A replica in memory with what it was loaded from. */
export interface LoadedReplica {
  readonly replica: Replica;
  readonly first: FirstReads;
  /** The store took what the journal has beyond it; otherwise safe mode holds. */
  readonly recovered: boolean;
}

/** Brings what was read into memory, and what the journal has beyond it (PROTOCOL D4). */
export async function loadReplica(
  world: World,
  identity: DeskIdentity,
  first: FirstReads,
  changes: Changes,
  standIn: boolean,
): Promise<LoadedReplica> {
  const replica = makeReplica(world, identity, changes, standIn);
  if (first.lost) demandVerification(replica);
  loadFirst(replica, first);
  return { replica, first, recovered: await recoverFromJournal(replica, first.outbox, first.recovery) };
}

/** A replica with what keeps it up to date. */
export interface LiveReplica {
  readonly replica: Replica;
  readonly status: SyncStatus;
  readonly engine: Engine;
  /** Entries that are being made on it. */
  readonly entering: Set<Promise<unknown>>;
  /** Ends the exchange and the listening; the store stays open. */
  end(): Promise<void>;
}

/** Starts the exchange of a loaded replica and reads the rest of its store. `heard`: as of `recordMessages`. */
export async function bringUp(
  { replica, first, recovered }: LoadedReplica,
  heard: () => readonly WindowMessage[],
): Promise<LiveReplica> {
  const { world } = replica;
  const status = makeSyncStatus(world, replica.changes);
  if (!recovered || replica.standIn) status.set({ safeMode: true });
  await status.recount();
  const engine = startEngine(replica, status);
  const unfollow = followOthers(replica, status, () => engine.leads(), heard());
  const unwatch = watchSafeMode(replica, status, engine);
  let ended = false;
  const views = first.rows.flatMap(({ key, view }) => (view ? [key] : []));
  const loading = loadRest(replica, first.rest, () => ended).then(async () => {
    // Entries of this desk are visible again at once, also without the server (PROTOCOL D7).
    if (first.lost || views.length > 0) {
      await repairViews(replica, views).catch((error: unknown) => world.report('mend', error));
    }
    // A pull that ended before everything was in memory could not verify it against the server (PROTOCOL L9).
    if (replica.verifyNow && engine.leads() && !ended) engine.kick();
  });
  // The list stays as far as it was loaded, and the sync makes up for the rest.
  const loadedOrEnded = loading.catch((error: unknown) => {
    if (!ended) world.report('open', error);
  });
  return {
    replica,
    status,
    engine,
    entering: new Set(),
    end: async () => {
      ended = true;
      await engine.stop();
      await loadedOrEnded;
      unfollow();
      unwatch();
    },
  };
}
