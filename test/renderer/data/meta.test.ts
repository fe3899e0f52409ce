import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../../renderer/data/memory-store.ts';
import {
  dropMeta,
  isReadableMeta,
  meta,
  namedIn,
  readFamily,
  readMeta,
  writeMeta,
} from '../../../renderer/data/meta.ts';

/** Values as they lay in stores of earlier programs, by the key of the note. */
const kept: Readonly<Record<string, unknown>> = {
  sealed: { format: 1, key: 'k', lifting: true },
  canary: { rows: 3, packs: 1, columns: 1 },
  cursors: { office: 229, 'position:p': 3 },
  epoch: 'e1',
  late: 7,
  noted: 229,
  lastPull: 1_791_424_800_000,
  skew: -40,
  verified: { epoch: 'e1' },
  closedBlocks: ['b1'],
  probe: 0,
  water: { epoch: 'e1', rv: 9, entries: 4, books: [], seal: 's'.repeat(43) },
  'snapshot:office': { scope: 'office', upTo: 4, token: null, packs: 1, done: 10, total: 20 },
  'held:office': { scope: 'office', docs: { 'letter:a': { rv: 3, lost: false } }, of: null },
  'lease:suratMasuk:2026:1': 'request',
};
const keys = [
  ...[meta.form, meta.canary, meta.cursors, meta.epoch, meta.late, meta.noted, meta.lastPull, meta.skew, meta.verified],
  ...[meta.closedBlocks, meta.probe, meta.water, meta.snapshot.of('office'), meta.withheld.of('office')],
  meta.leaseRequest.of('suratMasuk', 2026, 1),
] as const;

async function storeWith(notes: Readonly<Record<string, unknown>>) {
  const store = memoryStore();
  await store.write(['meta'], (tx) => {
    tx.put('meta', ...Object.entries(notes).map(([key, value]) => ({ key, value })));
    return Promise.resolve();
  });
  return store;
}

describe('the notes of the local replica', () => {
  it('of an earlier program are all read, each under its own key', async () => {
    const store = await storeWith(kept);
    for (const key of keys) expect(await readMeta<unknown>(store, key), key.name).toEqual(kept[key.name]);
    expect(keys.map(({ name }) => name).sort()).toEqual(Object.keys(kept).sort());
  });

  it.each([
    [meta.form, { key: 'k' }],
    [meta.canary, { rows: 3, packs: '1', columns: 1 }],
    [meta.cursors, { office: 229, 'position:p': null }],
    [meta.epoch, 5],
    [meta.late, '7'],
    [meta.lastPull, Number.NaN],
    [meta.skew, null],
    [meta.verified, 'e1'],
    [meta.closedBlocks, [5]],
    [meta.water, { epoch: 'e1', rv: -1, books: [], seal: 's'.repeat(43) }],
    [meta.snapshot.of('office'), { scope: 'office', upTo: 4, token: null }],
    [meta.withheld.of('office'), { scope: 'office', docs: { 'letter:a': 3 }, of: null }],
    [meta.leaseRequest.of('suratMasuk', 2026, 1), {}],
  ])('of another form count as absent: $name', async (key, value) => {
    const store = await storeWith({ [key.name]: value });
    expect(await readMeta<unknown>(store, key)).toBeNull();
  });

  it('of another form are still found by their family, so that they can be dropped', async () => {
    const store = await storeWith({ 'snapshot:position:p': 'x' });
    expect([await readFamily(store, meta.snapshot), await namedIn(store, meta.snapshot)]).toEqual([[], ['position:p']]);
  });

  it('a form of the store that a later program wrote is known by its number, whatever else it states', async () => {
    const store = await storeWith({ sealed: { format: 2, keys: ['a', 'b'], lifting: 'half' } });
    expect(await readMeta(store, meta.form)).toMatchObject({ format: 2 });
  });

  it('are written, listed by their family and dropped', async () => {
    const store = memoryStore();
    const progress = { scope: 'position:p', upTo: 4, token: 't', packs: 0, done: 0, total: 0 };
    await store.write(['meta'], (tx) => {
      writeMeta(tx, meta.snapshot.of('position:p'), progress);
      writeMeta(tx, meta.epoch, 'e');
      return Promise.resolve();
    });
    expect(await namedIn(store, meta.snapshot)).toEqual(['position:p']);
    expect(await readFamily(store, meta.snapshot)).toEqual([progress]);
    await store.write(['meta'], (tx) => Promise.resolve(dropMeta(tx, meta.snapshot.of('position:p'))));
    expect([await namedIn(store, meta.snapshot), await readMeta(store, meta.epoch)]).toEqual([[], 'e']);
  });

  it('[T30] stay readable where they hold ids, versions and times alone; the water and what is unknown do not', () => {
    const readable = keys.filter(({ name }) => isReadableMeta(name));
    expect(keys.filter((key) => !readable.includes(key)).map(({ name }) => name)).toEqual(['water']);
    expect(isReadableMeta('a note of a later program')).toBe(false);
  });
});
