import Database from 'better-sqlite3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { meta, type MetaKey } from '../../server/store/meta.ts';
import { openSqlite, type SqliteStore } from '../../server/store/sqlite/open.ts';

const keyA = 'ab'.repeat(32);
const keyB = 'cd'.repeat(32);
const keys: readonly MetaKey<unknown>[] = Object.values(meta);

/** What lay in registers of earlier programs, and what it says. */
const kept: Readonly<Record<string, readonly [text: string, value: unknown]>> = {
  register: ['r1', 'r1'],
  seal: [keyA, keyA],
  'seal-older': [JSON.stringify([keyB, 'no key', 5]), [keyB]],
  epochs: ['["e1","e2"]', ['e1', 'e2']],
  restored: ['1791424800000', 1_791_424_800_000],
  'restored-found-by': ['desk-1', 'desk-1'],
  numbering: ['closed', 'closed'],
  'outside-mark': ['1791424800000', 1_791_424_800_000],
  demo: ['1', '1'],
  open: ['1', '1'],
  excerpts: ['agencyCase 1', 'agencyCase 1'],
};

describe('the notes of the register', () => {
  let folder: string;
  let store: SqliteStore;
  const file = (): string => join(folder, 'lembar.db');
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lembar-meta-'));
    const opened = openSqlite(file(), 'e');
    if (!opened.ok) throw new Error(opened.error);
    store = opened.value;
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const read = <T>(key: MetaKey<T>): Promise<T | null> => store.read((tx) => tx.meta(key));
  const write = (name: string, text: string): void => {
    const db = new Database(file());
    db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(name, text);
    db.close();
  };

  it('of an earlier program are all read, each under its own key', async () => {
    for (const [name, [text]] of Object.entries(kept)) write(name, text);
    for (const key of keys) expect(await read(key), key.name).toEqual(kept[key.name]?.[1]);
    expect(keys.map(({ name }) => name).sort()).toEqual(Object.keys(kept).sort());
  });

  it.each([
    [meta.register, ''],
    [meta.seal, keyA.slice(1)],
    [meta.olderSeals, '[half'],
    [meta.epochs, '{}'],
    [meta.restoredAt, 'yesterday'],
    [meta.restoredFoundBy, ''],
    [meta.numbering, 'half'],
    [meta.outsideMark, '"1"'],
    [meta.demo, 'yes'],
    [meta.open, ''],
  ])('of another form count as absent: $name', async (key, text) => {
    write(key.name, text);
    expect(await read<unknown>(key)).toBeNull();
  });

  it('are read as they were written, and gone once they are removed', async () => {
    await store.write(async (tx) => {
      await tx.setMeta(meta.epochs, ['e1']);
      await tx.setMeta(meta.restoredFoundBy, 'desk-1');
    });
    expect([await read(meta.epochs), await read(meta.restoredFoundBy)]).toEqual([['e1'], 'desk-1']);
    await store.write((tx) => tx.setMeta(meta.restoredFoundBy, null));
    expect(await read(meta.restoredFoundBy)).toBeNull();
  });
});
