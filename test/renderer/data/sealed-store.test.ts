import { describe, expect, it } from 'vitest';
import { lostSomething } from '../../../renderer/data/canary.ts';
import { memoryStore } from '../../../renderer/data/memory-store.ts';
import { meta, readMeta } from '../../../renderer/data/meta.ts';
import { sealedStore } from '../../../renderer/data/sealed-store.ts';
import { makeSealing, storeKeyBytes, type Sealing } from '../../../renderer/data/sealing.ts';
import { tableNames, type Store, type StoredRow, type TableName, type Tables } from '../../../renderer/data/store.ts';

const sealingOf = (n: number): Sealing =>
  makeSealing(new Uint8Array(32).fill(n), (length) => crypto.getRandomValues(new Uint8Array(length)));
const row = (id: string, scopes: readonly string[], subject: string, view?: true): StoredRow => ({
  ...{ key: `letter:${id}`, type: 'letter', id, rv: 1, scopes, doc: { subject } },
  ...(view ? { view } : {}),
});
const put = <T extends TableName>(store: Store, table: T, ...records: readonly Tables[T][]): Promise<void> =>
  store.write([table], (tx) => Promise.resolve(tx.put(table, ...records)));
const entry = (seq: number, text: string): Tables['outbox'] => ({
  ...{ seq, opId: `o${seq}`, key: 'letter:a', doneRv: null },
  op: { opId: `o${seq}`, args: { text } } as never,
});

async function rawText(store: Store): Promise<string> {
  const bytes = (_key: string, value: unknown): unknown =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;
  return JSON.stringify(await Promise.all(tableNames.map((table) => store.all(table))), bytes);
}

/** One of everything that contains text, and what of it may be read. */
async function fill(store: Store): Promise<void> {
  await put(store, 'rows', row('o', ['office'], 'kata-terbuka'), row('p', ['position:p'], 'kata-jabatan'));
  await put(store, 'rows', row('b', ['office', 'position:p'], 'kata-dua'), row('u', [], 'kata-baru', true));
  await put(store, 'rows', row('v', ['office'], 'kata-lipatan', true));
  await put(store, 'shadows', { key: 'letter:p', rv: 1, scopes: ['position:p'], doc: { subject: 'kata-bayangan' } });
  await put(store, 'outbox', entry(1, 'kata-menunggu'));
  const [scope, key] = ['position:p', 'position:p|000000'];
  await put(store, 'packs', { key, scope, bytes: new TextEncoder().encode('kata-paket') });
  await put(store, 'columns', { key, scope, lines: '["kata-baris"]' });
  await put(store, 'attention', { opId: 'x', args: { text: 'kata-perhatian' } } as never);
  await put(store, 'meta', { key: 'new note', value: 'kata-catatan' });
  await put(store, 'meta', { key: 'cursors', value: { office: 4, 'position:p': 3 } });
}
const secret = ['jabatan', 'dua', 'baru', 'lipatan', 'bayangan', 'menunggu', 'paket', 'baris', 'perhatian', 'catatan'];
const readable = (text: string): readonly string[] => secret.filter((word) => text.includes(`kata-${word}`));

async function openOver(under: Store, sealing: Sealing | null, reports: string[] = []): Promise<Store> {
  const store = sealedStore(under, sealing, (where, error) => reports.push(`${where}: ${String(error)}`));
  await store.open();
  return store;
}

describe('a store under a key', () => {
  it('[T30] keeps readable what the whole office may read, and nothing else', async () => {
    const under = memoryStore();
    const store = await openOver(under, sealingOf(1));
    await fill(store);
    const text = await rawText(under);
    expect(readable(text)).toEqual([]);
    expect(text).toContain('kata-terbuka');
    expect(readable(await rawText(store))).toEqual(secret);
    // What the engine reads without opening anything.
    expect(await under.get('rows', 'letter:v')).toMatchObject({ rv: 1, scopes: ['office'], view: true });
    expect(await under.get('outbox', 1)).toMatchObject({ opId: 'o1', key: 'letter:a', doneRv: null });
  });

  it('[T31] opens a record at its own place alone, and takes what does not open for lost', async () => {
    const under = memoryStore();
    const reports: string[] = [];
    const store = await openOver(under, sealingOf(1), reports);
    await put(store, 'rows', row('a', ['position:p'], 'satu'), row('b', ['position:p'], 'dua'));
    await put(store, 'rows', row('c', ['position:p'], 'tiga'), row('d', ['position:p'], 'empat'));
    const at = async (id: string) => (await under.get('rows', `letter:${id}`)) as StoredRow & { sealed: Uint8Array };
    await put(under, 'rows', { ...(await at('a')), key: 'letter:b' });
    await put(under, 'rows', { ...(await at('c')), sealed: (await at('c')).sealed.with(30, 0) } as StoredRow);
    await put(under, 'rows', row('d', ['position:p'], 'ditanam'));
    expect((await store.all('rows')).map(({ key, doc }) => [key, doc])).toEqual([['letter:a', { subject: 'satu' }]]);
    expect(await under.keys('rows')).toEqual(['letter:a']);
    expect(reports).toEqual(['sealed store: Error: 3 of rows cannot be opened']);
  });

  it('[T31] a lost record frees its key inside a transaction', async () => {
    const under = memoryStore();
    const store = await openOver(under, sealingOf(1));
    await put(store, 'outbox', entry(1, 'a'));
    await put(under, 'outbox', { ...(await under.get('outbox', 1)), sealed: new Uint8Array(60) } as never);
    await store.write(['outbox'], async (tx) => {
      expect(await tx.get('outbox', 1)).toBeUndefined();
      tx.add('outbox', entry(1, 'b'));
    });
    expect(await store.get('outbox', 1)).toEqual(entry(1, 'b'));
  });

  it('[T32] seals a plain store when it is first opened with a key, however often that is interrupted', async () => {
    const plain = memoryStore();
    await fill(plain);
    await put(plain, 'rows', ...Array.from({ length: 450 }, (_, i) => row(`n${i}`, ['position:p'], 'kata-dua')));
    let left = 0;
    const under: Store = {
      ...plain,
      write: (tables, work) =>
        left-- > 0 ? plain.write(tables, work) : Promise.reject(new DOMException('the program ended', 'AbortError')),
    };
    let tries = 0;
    for (; tries < 50; tries++) {
      left = tries;
      const opened = await openOver(under, sealingOf(1)).catch(() => null);
      if (opened) break;
      expect(await readMeta(plain, meta.form)).toEqual(tries === 0 ? null : expect.objectContaining({ lifting: true }));
    }
    expect(tries).toBeGreaterThan(5);
    expect(readable(await rawText(plain))).toEqual([]);
    const store = await openOver(plain, sealingOf(1));
    expect(readable(await rawText(store))).toEqual(secret);
    expect(await store.get('meta', 'cursors')).toMatchObject({ value: { office: 4, 'position:p': 3 } });
  });

  it('[T33] under another key the secret part is lost, its scopes are read from their start and the sums are requested', async () => {
    const under = memoryStore();
    const before = await openOver(under, sealingOf(1));
    await fill(before);
    await put(before, 'meta', { key: 'snapshot:position:p', value: 1 }, { key: 'snapshot:office', value: 2 });
    const store = await openOver(under, sealingOf(2));
    expect((await store.all('rows')).map(({ key }) => key)).toEqual(['letter:o']);
    for (const table of ['shadows', 'outbox', 'packs', 'columns', 'attention'] as const) {
      expect(await under.keys(table)).toEqual([]);
    }
    const notes = new Map((await store.all('meta')).map(({ key, value }) => [key, value]));
    expect(notes.get('cursors')).toEqual({ office: 4 });
    expect([notes.has('snapshot:position:p'), notes.has('snapshot:office')]).toEqual([false, true]);
    expect(lostSomething(await readMeta(store, meta.canary), { rows: 1, packs: 0, columns: 0 })).toBe(true);
  });

  it('[T34] is neither read nor changed by a window without its key, nor by one with the former key', async () => {
    const under = memoryStore();
    const old = await openOver(under, sealingOf(1));
    const keyless = await openOver(memoryStore(), null);
    await put(keyless, 'rows', row('p', ['position:p'], 'plain'));
    const store = await openOver(under, sealingOf(2));
    await put(store, 'rows', row('p', ['position:p'], 'baru'));
    const raw = await rawText(under);
    await expect(openOver(under, null)).rejects.toThrow('another key');
    await expect(put(old, 'rows', row('q', ['position:p'], 'lama'))).rejects.toThrow('another key');
    expect(await old.get('rows', 'letter:p')).toBeUndefined();
    expect(await rawText(under)).toBe(raw);
    expect((await store.get('rows', 'letter:p'))?.doc).toEqual({ subject: 'baru' });
  });

  it('[T34] without a key is kept as before, without a mark', async () => {
    const under = memoryStore();
    const store = await openOver(under, null);
    await fill(store);
    expect(readable(await rawText(under))).toEqual(secret);
    expect(await readMeta(under, meta.form)).toBeNull();
  });

  it('takes a store key of 32 bytes in base64url and no other', () => {
    const bytes = new Uint8Array(32).fill(251);
    expect(storeKeyBytes(Buffer.from(bytes).toString('base64url'))).toEqual(bytes);
    expect(() => storeKeyBytes('c2hvcnQ')).toThrow('32 bytes');
  });
});
