import { openRecord } from '../../renderer/data/sealed-records.ts';
import { sealedStore } from '../../renderer/data/sealed-store.ts';
import type { Sealing } from '../../renderer/data/sealing.ts';
import {
  tableNames,
  type Key,
  type Store,
  type StoreTx,
  type TableName,
  type Tables,
} from '../../renderer/data/store.ts';
import { frozen } from './frozen.ts';
import type { Lifetime } from './lifetime.ts';
import type { Chance } from './random.ts';
import { makeTable, type Table } from './table.ts';
import type { Timeline } from './timeline.ts';

type TableSet = Readonly<Record<TableName, Table>>;

/**
 * What goes wrong with a store for a while. `stuck`: a transaction neither ends nor fails until the watchdog gives up;
 * `late`: it was given up and commits all the same.
 */
export type StoreTrouble = 'none' | 'full' | 'stuck' | 'late';

/**
 * One account's IndexedDB on one PC, outliving the windows that use it; its secret part is encrypted under the
 * account's key.
 */
export interface SimStore {
  /** The store as a window sees it during `lifetime`. */
  open(lifetime: Lifetime, report: (where: string, error: unknown) => void): Store;
  trouble: StoreTrouble;
  /** The next commit is the last thing that happens, or does not happen any more. */
  crashAt(point: 'before' | 'after', kill: () => void): void;
  /** The browser threw everything away. */
  wipe(): void;
  /** Chromium's silent loss: records are missing and nothing says so. Returns how many. */
  lose(chance: Chance, share: number): number;
  copy(): SimStore;
  /** What the account itself reads. */
  all<T extends TableName>(table: T): readonly Tables[T][];
  /** What is on the disk. */
  raw<T extends TableName>(table: T): readonly Tables[T][];
}

function keyOf(table: TableName, record: unknown): Key {
  if (table === 'outbox') return (record as { seq: number }).seq;
  if (table === 'attention') return (record as { opId: string }).opId;
  return (record as { key: string }).key;
}

const tablesOf = (tableRows: (table: TableName) => Table): TableSet =>
  Object.fromEntries(tableNames.map((name) => [name, tableRows(name)])) as unknown as TableSet;

/** The watchdog of the real store, beyond which a transaction counts as failed (PROTOCOL D6). */
const watchdogMs = 10_000;
const gone = Symbol('deleted');

function sorted<T extends TableName>(tableRows: Table): Tables[T][] {
  return tableRows.keys().map((key) => tableRows.get(key) as Tables[T]);
}

function put(tableRows: Table, changed: ReadonlyMap<Key, unknown>): void {
  for (const [key, record] of changed) {
    if (record === gone) tableRows.remove(key);
    else tableRows.put(key, record);
  }
}

interface Draft {
  readonly tx: StoreTx;
  commit(): void;
}

/** Reads through what it wrote itself; nobody else sees any of it before the commit. */
function draftOver(tables: TableSet): Draft {
  const changes = new Map<TableName, Map<Key, unknown>>();
  const of = (table: TableName): Map<Key, unknown> => {
    const changed = changes.get(table) ?? new Map<Key, unknown>();
    changes.set(table, changed);
    return changed;
  };
  const read = <T extends TableName>(table: T, key: Key): Tables[T] | undefined => {
    const changed = changes.get(table)?.get(key);
    return (changed === gone ? undefined : (changed ?? tables[table].get(key))) as Tables[T] | undefined;
  };
  const merged = (table: TableName): Table => {
    const changed = changes.get(table);
    if (!changed) return tables[table];
    const all = tables[table].copy();
    put(all, changed);
    return all;
  };
  return {
    tx: {
      get: (table, key) => Promise.resolve(read(table, key)),
      getMany: (table, keys) => Promise.resolve(keys.map((key) => read(table, key))),
      all: <T extends TableName>(table: T) => Promise.resolve(sorted<T>(merged(table))),
      put: (table, ...records) => {
        for (const record of records) of(table).set(keyOf(table, record), frozen(record));
      },
      add: (table, record) => {
        const key = keyOf(table, record);
        if (read(table, key)) throw new DOMException('a record stands there already', 'ConstraintError');
        of(table).set(key, frozen(record));
      },
      delete: (table, ...keys) => {
        for (const key of keys) of(table).set(key, gone);
      },
    },
    commit() {
      for (const [table, changed] of changes) put(tables[table], changed);
    },
  };
}

export function simStore(
  timeline: Timeline,
  chance: Chance,
  sealing: Sealing,
  tables: TableSet = tablesOf(() => makeTable()),
): SimStore {
  let turn: Promise<unknown> = Promise.resolve();
  /** Given up and still running: readers wait for it. */
  let late: Promise<void> | null = null;
  let armed: { readonly point: 'before' | 'after'; readonly kill: () => void } | null = null;

  const transact = async <T>(lifetime: Lifetime, work: (tx: StoreTx) => Promise<T>, delay: number): Promise<T> => {
    // A window that ended before its turn is skipped without an answer.
    if (!lifetime.alive) throw new Error('its window is gone');
    if (store.trouble === 'full') throw new DOMException('the disk is full', 'QuotaExceededError');
    const draft = draftOver(tables);
    const value = await work(draft.tx);
    await timeline.pass(delay);
    // A window that ended meanwhile never learns whether it was committed.
    if (!lifetime.alive && chance.is(0.5)) return value;
    const crash = lifetime.alive ? armed : null;
    if (crash) armed = null;
    if (crash?.point === 'before') crash.kill();
    else draft.commit();
    if (crash?.point === 'after') crash.kill();
    return value;
  };

  const inTurn = <T>(lifetime: Lifetime, work: (tx: StoreTx) => Promise<T>, delay: number): Promise<T> => {
    const next = turn.then(() => transact(lifetime, work, delay));
    turn = next.catch(() => undefined);
    return next;
  };

  const write = async <T>(lifetime: Lifetime, work: (tx: StoreTx) => Promise<T>): Promise<T> => {
    if (store.trouble !== 'stuck' && store.trouble !== 'late') return inTurn(lifetime, work, chance.between(1, 15));
    if (store.trouble === 'late' && late === null) {
      late = inTurn(lifetime, work, watchdogMs + 500)
        .catch(() => undefined)
        .then(() => void (late = null));
    }
    // Made here, so that its stack says who asked.
    const stuck = new DOMException('the local store did not answer for 10 s', 'UnknownError');
    await timeline.pass(watchdogMs);
    throw stuck;
  };

  const store: SimStore = {
    trouble: 'none',
    crashAt: (point, kill) => void (armed = { point, kill }),
    open: (lifetime, report) => {
      const answer = <T>(value: () => T): Promise<T> => lifetime.only((late ?? Promise.resolve()).then(value));
      const under: Store = {
        open: () => answer(() => undefined),
        get: <T extends TableName>(table: T, key: Key) => answer(() => tables[table].get(key) as Tables[T] | undefined),
        all: <T extends TableName>(table: T) => answer(() => sorted<T>(tables[table])),
        startingWith: <T extends TableName>(table: T, prefix: string) =>
          answer(() => {
            const tableRows = tables[table];
            const keys = tableRows.keys().filter((key) => String(key).startsWith(prefix));
            return keys.map((key) => tableRows.get(key) as Tables[T]);
          }),
        keys: (table) => answer(() => [...tables[table].keys()]),
        write: (_tables, work) => lifetime.only(write(lifetime, work)),
        close: () => answer(() => undefined),
        destroy: () => answer(() => store.wipe()),
      };
      return sealedStore(under, sealing, report);
    },
    wipe() {
      for (const name of tableNames) tables[name].clear();
    },
    lose(how, share) {
      let lost = 0;
      for (const name of tableNames) {
        for (const key of tables[name].asTheyCame()) {
          if (!how.is(share)) continue;
          tables[name].remove(key);
          lost++;
        }
      }
      return lost;
    },
    copy: () =>
      simStore(
        timeline,
        chance,
        sealing,
        tablesOf((name) => tables[name].copy()),
      ),
    all: <T extends TableName>(table: T) =>
      sorted<T>(tables[table]).flatMap((record) => openRecord(sealing, table, record) ?? []),
    raw: (table) => sorted(tables[table]),
  };
  return store;
}
