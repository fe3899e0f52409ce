import type { Case } from '../../shared/cases/case.ts';
import { docKey } from '../../shared/commands/documents.ts';
import type { Complaint } from '../../shared/complaints/complaint.ts';
import { todayWib } from '../../shared/dates/wib.ts';
import type { Outcome, Recovery } from '../../shared/desk/desk.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Account, Position } from '../../shared/people/people.ts';
import { resolveWho, type Who } from '../../shared/people/who.ts';
import { entryId } from '../../shared/sync/entry-id.ts';
import { err, type Result } from '../../shared/result.ts';
import { loadColumns } from './apply-pack.ts';
import { canaryKey, demandVerification, lostSomething } from './canary.ts';
import { exportBundle } from './export-bundle.ts';
import { importBundle } from './import-bundle.ts';
import { bulkChange, makeChanges, syncChange } from './changes.ts';
import { makeReplica, type Replica } from './replica.ts';
import { memoryStore } from './memory-store.ts';
import { repairViews } from './repair-views.ts';
import type { Office } from './office.ts';
import type { World } from './ports.ts';
import { askJournal, recoverFromJournal } from './recover.ts';
import { checkCommand, runCommand } from './run.ts';
import { watchSafeMode } from './safe-mode.ts';
import type { OutboxEntry, PackColumns, StoredRow } from './store.ts';
import { judgeScans } from './scans-after-round.ts';
import { startEngine } from './sync/engine.ts';
import { makeSyncStatus, type SyncStatus } from './sync/sync-status.ts';
import { followOthers, recordMessages } from './windows.ts';

/** What the store holds of the things a screen needs first. */
interface FirstReads {
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
async function readFirst(world: World): Promise<FirstReads> {
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
    store.get('meta', canaryKey),
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

/**
 * The store as it is, or one in memory in its stead when it cannot be opened or read: journal and server suffice to
 * work with, and the real store stays unchanged for a program that can read it (PROTOCOL D6).
 */
async function readOrStandIn(world: World): Promise<{ readonly world: World; readonly first: FirstReads }> {
  try {
    return { world, first: await readFirst(world) };
  } catch (error) {
    world.report('open', error);
    const inMemory = { ...world, store: memoryStore() };
    return { world: inMemory, first: await readFirst(inMemory) };
  }
}

/**
 * Opens the office of one account on this desk: everything local first, the sync with the server in the background. If
 * the store cannot be opened it starts in safe mode.
 */
export async function openOffice(given: World): Promise<Result<Office, { readonly code: string }>> {
  const heard = recordMessages(given);
  const [info, { world, first }] = await Promise.all([given.desk.describe(), readOrStandIn(given)]);
  const closeStores = async (): Promise<void> => {
    await world.store.close();
    if (world !== given) await given.store.close();
  };
  if (!info.ok || !info.value.desk) {
    heard();
    await closeStores();
    return err({ code: info.ok ? 'NOT_ENROLLED' : info.error.code });
  }
  const changes = makeChanges();
  const replica = makeReplica(world, info.value.desk, changes, world !== given);
  const status = makeSyncStatus(world, changes);
  if (first.lost) demandVerification(replica);
  loadFirst(replica, first);
  const recovered = await recoverFromJournal(replica, first.outbox, first.recovery);
  if (!recovered || replica.standIn) status.set({ safeMode: true });
  await status.recount();
  const engine = startEngine(replica, status);
  const unfollow = followOthers(replica, status, () => engine.leads(), heard());
  const unwatch = watchSafeMode(replica, status, engine);
  let closed = false;
  const isClosed = (): boolean => closed;
  const views = first.rows.flatMap(({ key, view }) => (view ? [key] : []));
  const loading = loadRest(replica, first.rest, isClosed).then(async () => {
    // Entries of this desk are visible again at once, also without the server (PROTOCOL D7).
    if (first.lost || views.length > 0) {
      await repairViews(replica, views).catch((error: unknown) => world.report('mend', error));
    }
    // A pull that ended before everything was in memory could not verify it against the server (PROTOCOL L9).
    if (replica.verifyNow && engine.leads() && !closed) engine.kick();
  });
  // The list stays as far as it was loaded, and the sync makes up for the rest.
  const loadedOrClosed = loading.catch((error: unknown) => {
    if (!closed) world.report('open', error);
  });
  return {
    ok: true,
    value: makeOffice(replica, status, engine, isClosed, async () => {
      closed = true;
      await engine.stop();
      await loadedOrClosed;
      unfollow();
      unwatch();
      world.announcer.close();
      await closeStores();
    }),
  };
}

function makeOffice(
  replica: Replica,
  status: SyncStatus,
  engine: ReturnType<typeof startEngine>,
  isClosed: () => boolean,
  close: () => Promise<void>,
): Office {
  const { world, masters, index } = replica;
  /** A read that the closing of the office cut off never settles: the screen that asked is going too. */
  const whileOpen = async <T>(read: Promise<T>): Promise<T> => {
    try {
      return await read;
    } catch (error) {
      if (isClosed()) return new Promise<never>(() => undefined);
      throw error;
    }
  };
  const who = (acting?: string): Who =>
    // The account as it is now: its owner may have changed since the password was entered.
    resolveWho(
      masters.get<Account>('account', world.account.id) ?? world.account,
      masters.all<Position>('position'),
      todayWib(world.clock.now()),
      acting ?? null,
    );

  return {
    account: world.account,
    who,
    run: async (name, args, options = {}) => {
      const result = await runCommand(replica, name, args, options.opId ?? entryId(world.ids), {
        who: who(options.acting),
        reachable: engine.reachable(),
        epoch: engine.epoch(),
        skewMs: status.get().skewMs,
        base: options.base ?? null,
        onFiled: () => {
          const { pending, oldest } = status.get();
          status.set({ pending: pending + 1, oldest: oldest ?? world.clock.now() });
        },
        onStoreFailure: () => status.set({ safeMode: true }),
      });
      if (result.ok) engine.kick();
      return result;
    },
    may: async (name, args, acting) => {
      const ready = await whileOpen(checkCommand(replica, name, args, who(acting)));
      return ready.ok ? null : (ready.error[0] ?? null);
    },
    newId: () => world.ids.next(),
    newEntryId: () => entryId(world.ids),
    drafts: world.drafts,
    get: async <T>(type: Parameters<Office['get']>[0], id: string) =>
      ((await whileOpen(replica.find(type, id)))?.doc ?? null) as T | null,
    versionOf: async (type, id) => (await whileOpen(replica.find(type, id)))?.rv ?? 0,
    master: (type) => masters.all(type),
    cases: () => masters.all<Case>('case'),
    complaints: () => masters.all<Complaint>('complaint'),
    letters: (filter) => index.list(filter),
    letterLine: (id) => (index.find('letter', id) ?? index.find('letterStub', id))?.line ?? null,
    counts: () => index.counts(),
    duplicates: (sender, number, date) => index.duplicates(sender, number, date),
    pendingOf: (type, id) => replica.pending.get(docKey({ type, id })) ?? 0,
    attention: async () => [...(await whileOpen(world.store.all('attention')))].sort((a, b) => b.seq - a.seq),
    markSeen: async (opIds) => {
      await world.store.write(['attention'], async (tx) => {
        for (const opId of opIds) {
          const item = await tx.get('attention', opId);
          // An entry that was released needs no further action.
          if (item?.status === 'applied') tx.delete('attention', opId);
          else if (item) tx.put('attention', { ...item, seen: true });
        }
      });
      await status.recount();
      replica.changes.emit(syncChange);
    },
    sync: () => status.get(),
    syncNow: () => engine.now(),
    exportBundle: async (scans) => {
      await judgeScans(replica).catch((error: unknown) => world.report('scans', error));
      const letter = async (id: string) => ((await replica.find('letter', id))?.doc ?? null) as Letter | null;
      return exportBundle({ ...world, letter }, scans);
    },
    importBundle: async (file, scans, onProgress) => {
      let read: Promise<void> | null = null;
      const isHidden = async (letter: string): Promise<boolean> => {
        await (read ??= engine.now());
        return !index.find('letter', letter) && index.find('letterStub', letter) !== null;
      };
      const imported = await importBundle({ ...world, isHidden }, file, scans, onProgress);
      if (imported.ok) engine.kick();
      return imported;
    },
    onChange: (listener) => replica.changes.listen(listener),
    close,
  };
}
