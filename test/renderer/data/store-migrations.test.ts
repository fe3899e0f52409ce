import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../../renderer/data/memory-store.ts';
import { meta, readMeta, writeMeta } from '../../../renderer/data/meta.ts';
import { sealedStore } from '../../../renderer/data/sealed-store.ts';
import { makeSealing } from '../../../renderer/data/sealing.ts';
import { migrateRecords, storeSteps, storeVersion } from '../../../renderer/data/store-migrations.ts';
import type { Store, Tables } from '../../../renderer/data/store.ts';

const at = '2026-10-08T09:00:00.000+07:00';
/** What lies in a store of the first version: an entry that was refused, and documents a restored server lost. */
const items = [
  { opId: 'op-1', seq: 4, name: 'letter.void', status: 'rejected', code: 'LETTER_IS_VOID', notes: [], at, seen: false },
  { opId: 'lost:letter:a', seq: 0, args: { id: 'a', subject: 'Undangan' }, scopes: ['office'], at, seen: true },
  { opId: 'lost:case:b', seq: 0, args: { id: 'b' }, at, seen: false },
] as unknown as readonly Tables['attention'][];
const moved: readonly Tables['lost'][] = [
  { key: 'case:b', scopes: [], doc: { id: 'b' }, at, seen: false },
  { key: 'letter:a', scopes: ['office'], doc: { id: 'a', subject: 'Undangan' }, at, seen: true },
];

async function firstVersion(): Promise<Store> {
  const store = memoryStore();
  await store.write(['attention'], (tx) => Promise.resolve(tx.put('attention', ...items)));
  return store;
}
const idsIn = async (store: Store) => (await store.all('attention')).map(({ opId }) => opId);

describe('the records of the local store', () => {
  it('of the first version are brought up to date: lost documents get their table, entries stay', async () => {
    const store = await firstVersion();
    await migrateRecords(store);
    expect([await idsIn(store), await store.all('lost')]).toEqual([['op-1'], moved]);
    expect(await readMeta(store, meta.records)).toBe(storeVersion);
  });

  it('are brought up to date in a sealed store under its key, and stay sealed', async () => {
    const under = await firstVersion();
    const sealing = makeSealing(new Uint8Array(32).fill(1), (n) => crypto.getRandomValues(new Uint8Array(n)));
    const store = sealedStore(under, sealing, () => undefined);
    await store.open();
    expect([await idsIn(store), await store.all('lost')]).toEqual([['op-1'], moved]);
    expect(JSON.stringify(await under.all('lost'))).not.toContain('Undangan');
  });

  it('stay as they were when the transaction is cut off, and the next opening brings them up to date', async () => {
    const store = await firstVersion();
    const cut: Store = {
      ...store,
      write: (tables, work) =>
        store.write(tables, async (tx) => {
          await work(tx);
          throw new DOMException('the program ended', 'AbortError');
        }),
    };
    await expect(migrateRecords(cut)).rejects.toThrow('the program ended');
    expect(await idsIn(store)).toEqual(['lost:case:b', 'lost:letter:a', 'op-1']);
    expect([await store.all('lost'), await readMeta(store, meta.records)]).toEqual([[], null]);
    await migrateRecords(store);
    expect(await store.all('lost')).toEqual(moved);
  });

  it('[V5] of a later program are refused and not touched', async () => {
    const store = await firstVersion();
    await store.write(['meta'], (tx) => Promise.resolve(writeMeta(tx, meta.records, storeVersion + 1)));
    await expect(migrateRecords(store)).rejects.toMatchObject({ name: 'VersionError' });
    expect(await idsIn(store)).toHaveLength(items.length);
  });

  it('are written once: an opening of an up-to-date store changes nothing', async () => {
    const store = await firstVersion();
    await migrateRecords(store);
    await migrateRecords({ ...store, write: () => Promise.reject(new Error('written again')) });
  });

  it('go through named steps that follow each other', () => {
    expect(storeSteps.map(({ to }) => to)).toEqual(storeSteps.map((_, i) => i + 1));
    expect(new Set(storeSteps.map(({ name }) => name)).size).toBe(storeSteps.length);
  });
});
