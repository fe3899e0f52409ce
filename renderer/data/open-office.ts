import { docKey } from '../../shared/commands/documents.ts';
import { todayWib } from '../../shared/dates/wib.ts';
import type { Position } from '../../shared/people/people.ts';
import { resolveWho, type Who } from '../../shared/people/who.ts';
import { err, type Result } from '../../shared/result.ts';
import { loadColumns } from './apply-pack.ts';
import { bulkChange, makeChanges, syncChange } from './changes.ts';
import { makeFiling, type Filing } from './filing.ts';
import { lineFor, type LineType } from './letter-line.ts';
import type { Office } from './office.ts';
import type { World } from './ports.ts';
import { askJournal, recoverFromJournal } from './recover.ts';
import { checkCommand, runCommand } from './run.ts';
import type { OutboxEntry } from './store.ts';
import { startEngine } from './sync/engine.ts';
import { makeSyncStatus, type SyncStatus } from './sync/sync-status.ts';
import { followOthers } from './windows.ts';

/** Rows, masters and the first page of letters: what a screen needs before anything else. */
async function loadFirst(filing: Filing, outbox: readonly OutboxEntry[]): Promise<readonly string[]> {
  const { store } = filing.world;
  const [rows, keys] = await Promise.all([store.all('rows'), store.keys('columns')]);
  for (const { key } of outbox) filing.pending.set(key, (filing.pending.get(key) ?? 0) + 1);
  for (const row of rows) {
    if (row.doc === null) continue;
    const line = lineFor(row.type, row.doc, row.rv);
    if (line) filing.index.put(row.type as LineType, line, null);
    else filing.masters.put(row.type, row.id, row.doc);
  }
  const names = keys.map(String);
  // Packs are numbered newest letters first within their scope, so the first of each holds the first page.
  const firsts = names.filter((name) => name.endsWith('|000000'));
  for (const columns of await Promise.all(firsts.map((name) => store.get('columns', name)))) {
    if (columns) loadColumns(filing, columns.key, columns.lines);
  }
  return names.filter((name) => !firsts.includes(name));
}

/** The main thread is given back after this long, so that typing stays smooth. */
const budgetMs = 8;

/** The remaining columns; those whose numbers differ in the last digit alone are read together. */
async function loadRest(filing: Filing, names: readonly string[], isClosed: () => boolean): Promise<void> {
  const { store, timers, clock } = filing.world;
  const groups = [...new Set(names.map((name) => name.slice(0, -1)))];
  const read = (group: string | undefined) => (group === undefined ? [] : store.startingWith('columns', group));
  let coming = read(groups[0]);
  let begun = clock.now();
  for (const i of groups.keys()) {
    const all = await coming;
    coming = read(groups[i + 1]);
    for (const { key, lines } of all) {
      if (isClosed()) return;
      if (!filing.loaded.has(key)) loadColumns(filing, key, lines);
      if (clock.now() - begun < budgetMs) continue;
      await new Promise<void>((resolve) => timers.set(resolve, 0));
      begun = clock.now();
    }
  }
  filing.complete = true;
  if (names.length > 0) filing.changes.emit(bulkChange);
}

/**
 * Opens the office of one account on this desk: everything local first, the exchange with the server behind it.
 * Rejects only when the local store cannot be opened at all.
 */
export async function openOffice(world: World): Promise<Result<Office, { readonly code: string }>> {
  const [info] = await Promise.all([world.desk.describe(), world.store.open()]);
  if (!info.ok || !info.value.desk) {
    await world.store.close();
    return err({ code: info.ok ? 'NOT_ENROLLED' : info.error.code });
  }
  const changes = makeChanges();
  const filing = makeFiling(world, info.value.desk, changes);
  const status = makeSyncStatus(world.store, changes);
  const outbox = await world.store.all('outbox');
  const [rest, recovery] = await Promise.all([loadFirst(filing, outbox), askJournal(world, outbox)]);
  await recoverFromJournal(filing, outbox, recovery);
  await status.recount();
  const engine = startEngine(filing, status);
  const unfollow = followOthers(filing, status, () => engine.leads());
  let closed = false;
  const loading = loadRest(filing, rest, () => closed);
  return {
    ok: true,
    value: makeOffice(filing, status, engine, async () => {
      closed = true;
      await engine.stop();
      await loading;
      unfollow();
      world.announcer.close();
      await world.store.close();
    }),
  };
}

function makeOffice(
  filing: Filing,
  status: SyncStatus,
  engine: ReturnType<typeof startEngine>,
  close: () => Promise<void>,
): Office {
  const { world, masters, index } = filing;
  const who = (acting?: string): Who =>
    resolveWho(world.account, masters.all<Position>('position'), todayWib(world.clock.now()), acting ?? null);

  return {
    account: world.account,
    who,
    run: async (name, args, options = {}) => {
      const result = await runCommand(filing, name, args, options.opId ?? world.ids.next(), {
        who: who(options.acting),
        reachable: engine.reachable(),
        epoch: engine.epoch(),
        skewMs: status.get().skewMs,
        onFiled: () => {
          const { waiting, oldest } = status.get();
          status.set({ waiting: waiting + 1, oldest: oldest ?? world.clock.now() });
        },
        onStoreFailure: () => status.set({ safeMode: true }),
      });
      if (result.ok) engine.kick();
      return result;
    },
    may: async (name, args, acting) => {
      const ready = await checkCommand(filing, name, args, who(acting));
      return ready.ok ? null : (ready.error[0] ?? null);
    },
    newId: () => world.ids.next(),
    get: async <T>(type: Parameters<Office['get']>[0], id: string) =>
      ((await filing.find(type, id))?.doc ?? null) as T | null,
    master: (type) => masters.all(type),
    letters: (filter) => index.list(filter),
    counts: () => index.counts(),
    duplicates: (sender, number, date) => index.duplicates(sender, number, date),
    pendingOf: (type, id) => filing.pending.get(docKey({ type, id })) ?? 0,
    attention: async () => [...(await world.store.all('attention'))].sort((a, b) => b.seq - a.seq),
    markSeen: async (opIds) => {
      await world.store.write(['attention'], async (tx) => {
        for (const opId of opIds) {
          const item = await tx.get('attention', opId);
          if (item) tx.put('attention', { ...item, seen: true });
        }
      });
      await status.recount();
      filing.changes.emit(syncChange);
    },
    sync: () => status.get(),
    syncNow: () => engine.now(),
    onChange: (listener) => filing.changes.listen(listener),
    close,
  };
}
