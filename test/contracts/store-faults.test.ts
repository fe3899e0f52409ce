import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dexieStore } from '../../renderer/data/dexie-store.ts';
import { sealedStore } from '../../renderer/data/sealed-store.ts';
import { makeSealing } from '../../renderer/data/sealing.ts';
import { storeSteps, storeVersion } from '../../renderer/data/store-migrations.ts';
import type { Store, StoreTx } from '../../renderer/data/store.ts';

/**
 * Time as turns of the event loop, five milliseconds each: IndexedDB of the tests advances by turns too, so that the
 * watchdog hits what stands still and not what a busy machine delays.
 */
const timers = {
  set: (work: () => void, ms: number) => {
    const timer = { off: false };
    let left = Math.ceil(ms / 5);
    const turn = (): void => {
      if (timer.off) return;
      if (left-- <= 0) work();
      else setImmediate(turn);
    };
    setImmediate(turn);
    return timer;
  },
  clear: (timer: unknown) => void ((timer as { off: boolean }).off = true),
};
const put = (key: string) => (tx: StoreTx) => Promise.resolve(tx.put('meta', { key, value: 1 }));
const original = IDBDatabase.prototype.transaction;
type Begin = (this: IDBDatabase, begin: () => IDBTransaction, mode: IDBTransactionMode | undefined) => IDBTransaction;

/** Puts `fault` in front of every transaction until it is removed. */
function faulty(fault: Begin): void {
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    return fault.call(this, () => original.call(this, names, mode, options), mode);
  };
}
const heal = (): void => void (IDBDatabase.prototype.transaction = original);

const sealing = makeSealing(new Uint8Array(32).fill(7), (length) => crypto.getRandomValues(new Uint8Array(length)));
const makers: readonly (readonly [string, (below: Store) => Store])[] = [
  ['Dexie', (below) => below],
  ['sealed Dexie', (below) => sealedStore(below, sealing, () => undefined)],
];
let counter = 0;

describe.each(makers)('[D6] the %s store under faults', (_name, over) => {
  let name = '';
  let store: Store;
  beforeEach(async () => {
    name = `faults-${++counter}`;
    store = over(dexieStore(name, timers));
    await store.open();
    await store.write(['meta'], put('before'));
  });
  afterEach(async () => {
    heal();
    await store.close();
    await Dexie.delete(name);
  });

  /** A transaction that is kept busy for ever by requests of its own. */
  const endless: Begin = (begin, mode) => {
    const transaction = begin();
    if (mode === 'readonly') return transaction;
    const names = transaction.objectStoreNames;
    const spin = (): void => {
      try {
        transaction.objectStore(names[0] as string).count().onsuccess = spin;
      } catch {
        // Aborted by the watchdog.
      }
    };
    spin();
    Object.defineProperty(transaction, 'commit', { value: () => undefined });
    return transaction;
  };

  it('a transaction that neither ends nor fails counts as failed, and does not come true later', async () => {
    faulty(endless);
    await expect(store.write(['meta'], put('stuck'))).rejects.toThrow('10 s');
    heal();
    await store.open();
    expect(await store.get('meta', 'stuck')).toBeUndefined();
    expect(await store.get('meta', 'before')).toMatchObject({ value: 1 });
  });

  it('a read that never answers counts as failed as well', async () => {
    const other = new Dexie(name);
    await other.open();
    const busy = endless.call(other.backendDB(), () => other.backendDB().transaction(['meta'], 'readwrite'), undefined);
    await expect(store.get('meta', 'before')).rejects.toThrow('10 s');
    busy.abort();
    other.close();
    await store.open();
    expect(await store.get('meta', 'before')).toBeDefined();
  });

  it('once it failed, calls fail at once instead of waiting 10 s each, until it was opened again', async () => {
    faulty(endless);
    await expect(store.write(['meta'], put('stuck'))).rejects.toThrow('10 s');
    // At once: none of them waits for the watchdog.
    for (let i = 0; i < 20; i++) await expect(store.write(['meta'], put('next'))).rejects.toThrow('not opened again');
    await expect(store.get('meta', 'before')).rejects.toThrow('not opened again');
    await expect(store.open(), 'still broken').rejects.toThrow();
    heal();
    await store.open();
    await store.write(['meta'], put('after'));
    expect(await store.get('meta', 'after')).toBeDefined();
  });

  it('a connection the browser closed under it is opened again, for writing and for reading', async () => {
    let open: IDBDatabase | null = null;
    faulty((begin) => {
      const transaction = begin();
      open = transaction.db;
      return transaction;
    });
    await store.write(['meta'], put('a'));
    (open as unknown as IDBDatabase).close();
    await store.write(['meta'], put('b'));
    (open as unknown as IDBDatabase).close();
    expect(await store.get('meta', 'b')).toMatchObject({ value: 1 });
  });

  it.each(['InvalidStateError', 'UnknownError', 'AbortError'])(
    'a transaction lost to %s is made again on a new connection, up to three times',
    async (fault) => {
      let faults = 3;
      const lose: Begin = (begin, mode) => {
        if (mode === 'readwrite' && faults-- > 0) throw new DOMException('lost', fault);
        return begin();
      };
      faulty(lose);
      await store.write(['meta'], put('there'));
      expect(await store.get('meta', 'there')).toBeDefined();
      faults = 4;
      await expect(store.write(['meta'], put('gone'))).rejects.toThrow('lost');
      await expect(store.write(['meta'], put('gone'))).rejects.toThrow('not opened again');
    },
  );

  it('a transaction the browser aborts half-way is made again whole', async () => {
    let faults = 1;
    faulty((begin, mode) => {
      const transaction = begin();
      if (mode === 'readwrite' && faults-- > 0) {
        Object.defineProperty(transaction, 'commit', { value: () => transaction.abort() });
      }
      return transaction;
    });
    await store.write(['meta', 'rows'], (tx) => {
      tx.put('meta', { key: 'half', value: 1 });
      tx.put('rows', { key: 'letter:a', type: 'letter', id: 'a', rv: 1, scopes: [], doc: {} });
      return Promise.resolve();
    });
    expect([await store.get('meta', 'half'), await store.get('rows', 'letter:a')]).not.toContain(undefined);
  });

  it('a full disk is no lost connection: it is reported at once and reading continues', async () => {
    faulty((begin, mode) => {
      if (mode === 'readwrite') throw new DOMException('full', 'QuotaExceededError');
      return begin();
    });
    await expect(store.write(['meta'], put('full'))).rejects.toThrow('full');
    expect(await store.get('meta', 'before')).toBeDefined();
    heal();
    await store.write(['meta'], put('room'));
  });

  it('tables that cannot be lifted stay as they were, and the version that knows them opens them again', async () => {
    await store.close();
    const next = dexieStore(name, timers, [
      ...storeSteps,
      // A table cannot be given another key.
      { to: storeVersion + 1, name: 'impossible', tables: { ...storeSteps.at(-1)?.tables, meta: 'other' } },
    ]);
    await expect(next.open()).rejects.toThrow();
    await next.close();
    await store.open();
    expect(await store.get('meta', 'before')).toMatchObject({ value: 1 });
  });

  it('[V5] tables of a later program are refused and stay for it', async () => {
    await store.close();
    const later = { ...storeSteps.at(-1)?.tables, news: 'key' };
    const next = dexieStore(name, timers, [...storeSteps, { to: storeVersion + 1, name: 'news', tables: later }]);
    await next.open();
    await next.write(['meta'], put('of the later program'));
    await next.close();
    await expect(store.open()).rejects.toMatchObject({ name: 'VersionError' });
    await store.close();
    await next.open();
    expect(await next.get('meta', 'of the later program')).toMatchObject({ value: 1 });
    await next.close();
  });
});
