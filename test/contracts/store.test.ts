import { Dexie } from 'dexie';
import { afterEach, describe, expect, it } from 'vitest';
import { dexieStore } from '../../renderer/data/dexie-store.ts';
import { memoryStore } from '../../renderer/data/memory-store.ts';
import { sealedStore } from '../../renderer/data/sealed-store.ts';
import { makeSealing } from '../../renderer/data/sealing.ts';
import { tableNames, type Store, type StoredRow, type Tables } from '../../renderer/data/store.ts';

const row = (key: string, doc: unknown = { a: 1 }): StoredRow => ({
  key,
  type: 'letter',
  id: key,
  rv: 1,
  scopes: ['office'],
  doc,
});

let counter = 0;
const timers = {
  set: (work: () => void, ms: number) => setTimeout(work, ms),
  clear: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
};
const sealing = makeSealing(new Uint8Array(32).fill(7), (length) => crypto.getRandomValues(new Uint8Array(length)));
/** Nothing here is lost: whatever is reported is a fault. */
const report = (where: string, error: unknown): void => {
  throw new Error(where, { cause: error });
};
const makers: readonly (readonly [string, () => Store])[] = [
  ['memory', () => memoryStore()],
  ['Dexie', () => dexieStore(`contract-${++counter}`, timers)],
  ['sealed memory', () => sealedStore(memoryStore(), sealing, report)],
  ['sealed Dexie', () => sealedStore(dexieStore(`contract-${++counter}`, timers), sealing, report)],
  ['keyless Dexie', () => sealedStore(dexieStore(`contract-${++counter}`, timers), null, report)],
];

describe.each(makers)('the %s store', (_name, make) => {
  const stores: Store[] = [];
  const open = async (): Promise<Store> => {
    const store = make();
    stores.push(store);
    await store.open();
    return store;
  };
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.destroy();
  });

  it('gives back what was put, by key and in key order', async () => {
    const store = await open();
    await store.write(['rows'], (tx) => Promise.resolve(tx.put('rows', row('b'), row('a'))));
    expect(await store.get('rows', 'a')).toEqual(row('a'));
    expect((await store.all('rows')).map(({ key }) => key)).toEqual(['a', 'b']);
    expect(await store.keys('rows')).toEqual(['a', 'b']);
    expect(await store.get('rows', 'none')).toBeUndefined();
  });

  it('gives back the records of every table, whoever may read them', async () => {
    const store = await open();
    const all: Tables = {
      rows: { ...row('letter:a', { subject: 'ß€ "kutipan"', list: [1, null] }), scopes: ['position:p'], view: true },
      shadows: { key: 'letter:a', rv: 3, scopes: ['position:p'], doc: null },
      outbox: { seq: 4, opId: 'o', key: 'letter:a', op: { args: { a: 1 } } as never, doneRv: 7, doneIn: 'e' },
      packs: { key: 'position:p|000000', scope: 'position:p', bytes: new Uint8Array([0, 255, 7]) },
      columns: { key: 'position:p|000000', scope: 'position:p', lines: '[["a"]]' },
      attention: { opId: 'o', seq: 4, args: { a: 1 }, notes: [], seen: false } as never,
      lost: { key: 'letter:b', scopes: ['position:p'], doc: { id: 'b' }, at: '2026-10-08', seen: false },
      meta: { key: 'x', value: { a: [1] } },
    };
    for (const table of tableNames) {
      await store.write([table], (tx) => Promise.resolve(tx.put(table, all[table] as never)));
      expect(await store.all(table)).toContainEqual(all[table]);
    }
  });

  it('finds keys by their beginning and no others', async () => {
    const store = await open();
    await store.write(['rows'], (tx) =>
      Promise.resolve(tx.put('rows', row('office|1'), row('office|2'), row('pos|1'))),
    );
    expect((await store.startingWith('rows', 'office|')).map(({ key }) => key)).toEqual(['office|1', 'office|2']);
  });

  it('sees its own writes inside a transaction', async () => {
    const store = await open();
    const seen = await store.write(['rows'], async (tx) => {
      tx.put('rows', row('a', { v: 1 }));
      tx.put('rows', row('a', { v: 2 }));
      tx.delete('rows', 'b');
      return [await tx.get('rows', 'a'), await tx.getMany('rows', ['a', 'b']), await tx.all('rows')];
    });
    expect(seen).toEqual([row('a', { v: 2 }), [row('a', { v: 2 }), undefined], [row('a', { v: 2 })]]);
  });

  it('[D3] [L3] leaves no trace of a transaction that fails, in any table', async () => {
    const store = await open();
    await store.write(['rows'], (tx) => Promise.resolve(tx.put('rows', row('a', { v: 1 }))));
    await expect(
      store.write(['rows', 'meta'], async (tx) => {
        tx.put('rows', row('a', { v: 2 }), row('b'));
        tx.put('meta', { key: 'cursors', value: 1 });
        await tx.get('rows', 'a');
        throw new Error('the program ended here');
      }),
    ).rejects.toThrow('the program ended here');
    expect(await store.all('rows')).toEqual([row('a', { v: 1 })]);
    expect(await store.get('meta', 'cursors')).toBeUndefined();
  });

  it('adds what is new, and leaves no trace of a transaction that adds over something', async () => {
    const store = await open();
    await store.write(['rows'], (tx) => Promise.resolve(tx.add('rows', row('a', { v: 1 }))));
    const again = store.write(['rows', 'meta'], (tx) => {
      tx.put('meta', { key: 'x', value: 1 });
      tx.add('rows', row('a', { v: 2 }));
      return Promise.resolve();
    });
    await expect(again).rejects.toMatchObject({ name: 'ConstraintError' });
    expect(await store.all('rows')).toEqual([row('a', { v: 1 })]);
    expect(await store.get('meta', 'x')).toBeUndefined();
  });

  it('runs transactions one after the other: none sees half of another', async () => {
    const store = await open();
    await store.write(['meta'], (tx) => Promise.resolve(tx.put('meta', { key: 'n', value: 0 })));
    await Promise.all(
      Array.from({ length: 20 }, () =>
        store.write(['meta'], async (tx) => {
          const n = (await tx.get('meta', 'n'))?.value as number;
          tx.put('meta', { key: 'n', value: n + 1 });
        }),
      ),
    );
    expect((await store.get('meta', 'n'))?.value).toBe(20);
  });

  it('returns copies: what a caller does to a record changes nothing in the store', async () => {
    const store = await open();
    const doc = { list: [1] };
    await store.write(['rows'], (tx) => Promise.resolve(tx.put('rows', row('a', doc))));
    doc.list.push(2);
    const read = (await store.get('rows', 'a'))?.doc as { list: number[] };
    read.list.push(3);
    expect((await store.get('rows', 'a'))?.doc).toEqual({ list: [1] });
  });

  it('keeps the outbox in sequence order beyond one digit', async () => {
    const store = await open();
    const entry = (seq: number) => ({ seq, opId: `o${seq}`, key: 'k', op: {} as never, doneRv: null });
    await store.write(['outbox'], (tx) => Promise.resolve(tx.put('outbox', entry(10), entry(9), entry(100))));
    expect((await store.all('outbox')).map(({ seq }) => seq)).toEqual([9, 10, 100]);
  });
});

describe('the Dexie store', () => {
  it('asks for strict durability: the default of Chromium issues no fsync on commit', async () => {
    const asked: unknown[] = [];
    const original = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      if (mode === 'readwrite') asked.push(options?.durability);
      return original.call(this, names, mode, options);
    };
    const store = dexieStore('strict', timers);
    await store.open();
    await store.write(['meta'], (tx) => Promise.resolve(tx.put('meta', { key: 'x', value: 1 })));
    IDBDatabase.prototype.transaction = original;
    expect(asked.length).toBeGreaterThan(0);
    expect(new Set(asked)).toEqual(new Set(['strict']));
    await store.close();
    await Dexie.delete('strict');
  });
});
