import { docKey, parseDocKey } from '../../shared/commands/documents.ts';
import type { PlainDate } from '../../shared/dates/plain-date.ts';
import { todayWib } from '../../shared/dates/wib.ts';
import type { Account, Position } from '../../shared/people/people.ts';
import { resolveWho, type Who } from '../../shared/people/who.ts';
import type { DocOf, RecordType } from '../../shared/records/kinds.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { makeChanges, syncChange } from './changes.ts';
import { exportBundle } from './export-bundle.ts';
import { importBundle } from './import-bundle.ts';
import type { Office } from './office.ts';
import { bringUp, loadReplica, type LiveReplica } from './open-replica.ts';
import type { World } from './ports.ts';
import type { Replica } from './replica.ts';
import { checkCommand, mayMake, mayRun, runCommand } from './run.ts';
import { judgeScans, scansHere } from './scans-after-round.ts';
import { readOrStandIn, watchRealStore } from './stand-in.ts';
import { recordMessages } from './windows.ts';

/**
 * Opens the office of one account on this desk: everything local first, the sync with the server in the background. If
 * the store cannot be opened it starts in safe mode on a stand-in, and leaves it once the store can be read.
 */
export async function openOffice(given: World): Promise<Result<Office, { readonly code: string }>> {
  const heard = recordMessages(given);
  const [info, { world, first, mayReturn, isNewer }] = await Promise.all([given.desk.describe(), readOrStandIn(given)]);
  if (!info.ok || !info.value.desk) {
    heard();
    await given.store.close();
    return err({ code: info.ok ? 'NOT_ENROLLED' : info.error.code });
  }
  const loaded = await loadReplica(world, info.value.desk, first, makeChanges(), mayReturn !== null);
  let live = await bringUp(loaded, heard);
  if (isNewer) live.status.set({ storeIsNewer: true });
  const unwatch = mayReturn === true ? watchRealStore(given, live, (real) => void (live = real)) : null;
  let closed = false;
  const close = async (): Promise<void> => {
    closed = true;
    await unwatch?.();
    await live.end();
    given.announcer.close();
    await given.store.close();
  };
  return ok(
    makeOffice(
      () => live,
      () => closed,
      close,
    ),
  );
}

/** The office as the screens see it. `live`: the replica of this moment, which changes when a stand-in is left. */
function makeOffice(live: () => LiveReplica, isClosed: () => boolean, close: () => Promise<void>): Office {
  const now = (): Replica => live().replica;
  const { desk, clock, ids, drafts, account, report } = now().world;
  /** A read that the closing of the office cut off never settles: the screen that asked is going too. */
  const whileOpen = async <T>(read: Promise<T>): Promise<T> => {
    try {
      return await read;
    } catch (error) {
      if (isClosed()) return new Promise<never>(() => undefined);
      throw error;
    }
  };
  /** Today by whichever clock is ahead: a clock that is slow refuses no day that has come. */
  const day = (): PlainDate => todayWib(clock.now() + Math.max(0, live().status.get().skewMs ?? 0));
  const who = (acting?: string): Who => ({
    // The account as it is now: its owner may have changed since the password was entered.
    ...resolveWho(
      now().masters.get<Account>('account', account.id) ?? account,
      now().masters.all<Position>('position'),
      todayWib(clock.now()),
      acting ?? null,
    ),
    day: day(),
  });

  return {
    account,
    who,
    run: async (name, args, options = {}) => {
      const { replica, status, engine, entering } = live();
      const entry = runCommand(replica, name, args, options.opId ?? ids.next(), {
        who: who(options.acting),
        reachable: engine.reachable(),
        burnsHere: (book, year) =>
          status.get().numbers.some((one) => one.book === book && one.year === year && one.here),
        epoch: engine.epoch(),
        skewMs: status.get().skewMs,
        base: options.base ?? null,
        onFiled: () => {
          const { pending, oldest } = status.get();
          status.set({ pending: pending + 1, oldest: oldest ?? clock.now() });
        },
        onStoreFailure: () => status.set({ safeMode: true }),
      });
      entering.add(entry);
      try {
        const result = await entry;
        if (result.ok) live().engine.kick();
        return result;
      } finally {
        entering.delete(entry);
      }
    },
    may: (name, target, acting) => whileOpen(mayRun(now(), name, target, who(acting))),
    mayMake: (name, acting) => mayMake(now(), name, who(acting)),
    check: async (name, args, acting) => {
      const ready = await whileOpen(checkCommand(now(), name, args, who(acting)));
      return ready.ok ? [] : ready.error;
    },
    newId: () => ids.next(),
    drafts,
    get: async <T>(type: Parameters<Office['get']>[0], id: string) =>
      ((await whileOpen(now().find(type, id)))?.doc ?? null) as T | null,
    versionOf: async (type, id) => (await whileOpen(now().find(type, id)))?.rv ?? 0,
    master: (type) => now().masters.all(type),
    records: <T extends RecordType>(type: T) => now().masters.all<DocOf<T>>(type),
    letters: (filter) => now().index.list(filter),
    letterLine: (id) => now().index.line(id),
    counts: (filter) => now().index.counts(filter),
    duplicates: (sender, number, date) => now().index.duplicates(sender, number, date),
    pendingOf: (type, id) => now().pending.get(docKey({ type, id })) ?? 0,
    attention: async () => [...(await whileOpen(now().world.store.all('attention')))].sort((a, b) => b.seq - a.seq),
    lostDocuments: async () =>
      (await whileOpen(now().world.store.all('lost'))).map(({ key, doc, seen }) => {
        const { type: docType, id: docId } = parseDocKey(key);
        return { key, docType, docId, doc, seen };
      }),
    markSeen: async (opIds, lost = []) => {
      const { replica, status } = live();
      await replica.world.store.write(['attention', 'lost'], async (tx) => {
        for (const known of await tx.getMany('lost', lost)) if (known) tx.put('lost', { ...known, seen: true });
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
    sync: () => live().status.get(),
    syncNow: () => live().engine.now(),
    exportBundle: async (scans) => {
      await judgeScans(now()).catch((error: unknown) => report('scans', error));
      return exportBundle({ desk, clock, scansOf: (id) => scansHere(now(), id) }, scans);
    },
    importBundle: async (file, scans, onProgress) => {
      let read: Promise<void> | null = null;
      const isHidden = async (letter: string): Promise<boolean> => {
        await (read ??= live().engine.now());
        return now().index.line(letter)?.hidden === true;
      };
      const imported = await importBundle({ ...now().world, isHidden }, file, scans, onProgress);
      if (imported.ok) live().engine.kick();
      return imported;
    },
    onChange: (listener) => now().changes.listen(listener),
    close,
  };
}
