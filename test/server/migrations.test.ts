import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../../server/store/sqlite/migrations.ts';
import { openSqlite, type SqliteStore } from '../../server/store/sqlite/open.ts';
import { applicationId, oldestVersion, schemaVersion, tables } from '../../server/store/sqlite/schema.ts';

let folder: string;
const file = (): string => join(folder, 'lembar.db');
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lembar-migrations-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A register as the oldest version wrote it, with a desk, a session and who was signed in. */
function writeOldest(): void {
  const db = new Database(file());
  db.exec(tables);
  db.exec(`
    INSERT INTO sync_clock VALUES (1, 'e1', 7, 3, 0);
    INSERT INTO desk VALUES ('d', 'D01', 'Loket', 'm', 'tok', 1, 4, 'h4', 0, 0, 10, 5, 6, 'e1', 0, 0, NULL, 0);
    INSERT INTO desk_account VALUES ('d', 'tu', 1);
    INSERT INTO signed_in VALUES ('d', 'tu');
    INSERT INTO account VALUES ('tu', 'hash');
    INSERT INTO session VALUES ('s', 'tu', 'd', 6);
  `);
  db.pragma(`application_id = ${applicationId}`);
  db.pragma(`user_version = ${oldestVersion}`);
  db.close();
}

function opened(): SqliteStore {
  const store = openSqlite(file(), 'new');
  if (!store.ok) throw new Error(store.error);
  return store.value;
}

function shapeOf(path: string): unknown {
  const db = new Database(path, { readonly: true });
  const shape = db.prepare('SELECT name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name').all();
  const version = db.pragma('user_version', { simple: true });
  db.close();
  return { shape, version };
}

describe('a register of an earlier version', () => {
  it('is migrated with its content, and a copy from before is stored beside it', async () => {
    writeOldest();
    const store = opened();
    const seen = await store.read(async (tx) => ({
      clock: await tx.clock(),
      desk: await tx.desks.get('d'),
      session: await tx.accounts.session('s'),
      signedIn: await tx.desks.isSignedIn('d', 'tu'),
      under: await tx.desks.signedInUnder('d', 'tu'),
      had: await tx.keys.everHad('d', 'tu'),
    }));
    await store.close();
    expect(seen).toMatchObject({
      clock: { epoch: 'e1', rv: 7 },
      desk: { code: 'D01', lastSeq: 4, enrolledBy: null },
      session: { account: 'tu', desk: 'd', name: null },
      ...{ signedIn: true, under: null, had: false },
    });
    expect(shapeOf(`${file()}.before-${schemaVersion}`)).toMatchObject({ version: oldestVersion });
  });

  it('has in the end the tables of a new one', async () => {
    writeOldest();
    await opened().close();
    const fresh = join(folder, 'fresh.db');
    const store = openSqlite(fresh, 'e');
    if (store.ok) await store.value.close();
    expect(shapeOf(file())).toEqual(shapeOf(fresh));
    expect(existsSync(`${fresh}.before-${schemaVersion}`)).toBe(false);
  });

  it('stays as it was when a step fails', () => {
    writeOldest();
    const db = new Database(file());
    // Blocks a table that is to be made.
    db.exec('CREATE TABLE guess(x)');
    db.close();
    const before = shapeOf(file());
    expect(() => openSqlite(file(), 'e')).toThrow();
    expect(shapeOf(file())).toEqual(before);
  });

  it('stays as it was when the program is killed between the steps, and is migrated by the next start', async () => {
    writeOldest();
    const before = shapeOf(file());
    const killed = join(folder, 'killed.db');
    const db = new Database(file());
    db.pragma('journal_mode = WAL');
    // So that unfinished pages are on the disk already.
    db.pragma('cache_size = 1');
    db.exec('BEGIN IMMEDIATE');
    for (const { sql } of migrations) {
      db.exec(sql);
      await copyFile(file(), killed);
      await copyFile(`${file()}-wal`, `${killed}-wal`);
      expect(shapeOf(killed)).toEqual(before);
      const store = openSqlite(killed, 'new');
      if (!store.ok) throw new Error(store.error);
      expect((await store.value.read((tx) => tx.desks.get('d')))?.code).toBe('D01');
      await store.value.close();
      for (const end of ['', '-wal', '-shm']) await rm(`${killed}${end}`, { force: true });
    }
    db.exec('ROLLBACK');
    db.close();
  });

  it('has null where an empty text stood for what is not known', async () => {
    writeOldest();
    const db = new Database(file());
    db.exec("UPDATE desk SET reported = ''");
    db.close();
    const store = opened();
    expect(await store.read((tx) => tx.desks.get('d'))).toMatchObject({ reported: null, replaysAll: false });
    expect(await store.read((tx) => tx.accounts.sessionByName(''))).toBeNull();
    await store.close();
  });

  it('goes through named steps that follow each other', () => {
    expect(migrations.map(({ to }) => to)).toEqual(migrations.map((_, i) => oldestVersion + 1 + i));
    expect(new Set(migrations.map(({ name }) => name)).size).toBe(migrations.length);
    expect(schemaVersion).toBe(migrations.at(-1)?.to);
  });
});

describe('keys of accounts', () => {
  it('[T1] one of an account at a desk counts; those before are remembered as ended, and why', async () => {
    const store = opened();
    const key = (name: string) => store.read((tx) => tx.keys.get(name));
    await store.write(async (tx) => {
      await tx.keys.add({ key: 'a', desk: 'd', account: 'tu', since: 1 });
      await tx.keys.endAt('d', 'tu', 2, 'replaced');
      await tx.keys.add({ key: 'b', desk: 'd', account: 'tu', since: 2 });
      await tx.keys.add({ key: 'c', desk: 'e', account: 'tu', since: 2 });
      await tx.keys.add({ key: 'x', desk: 'd', account: 'kadis', since: 2 });
    });
    expect(await key('a')).toEqual({ key: 'a', desk: 'd', account: 'tu', since: 1, endedAt: 2, endedWhy: 'replaced' });
    await store.write((tx) => tx.keys.endOfAccount('tu', 'd', 3, 'password'));
    expect([(await key('b'))?.endedAt, (await key('c'))?.endedWhy]).toEqual([null, 'password']);
    await store.write((tx) => tx.keys.endOfDesk('d', 4, 'retired'));
    expect([(await key('b'))?.endedWhy, (await key('x'))?.endedWhy, (await key('a'))?.endedWhy]).toEqual([
      'retired',
      'retired',
      'replaced',
    ]);
    const second = store.write((tx) => tx.keys.add({ key: 'a', desk: 'z', account: 'z', since: 9 }));
    await expect(second).rejects.toThrow(/UNIQUE/);
    await store.close();
  });

  it('[T1] two of one account at one desk never count at once', async () => {
    const store = opened();
    await store.write((tx) => tx.keys.add({ key: 'a', desk: 'd', account: 'tu', since: 1 }));
    const second = store.write((tx) => tx.keys.add({ key: 'b', desk: 'd', account: 'tu', since: 1 }));
    await expect(second).rejects.toThrow(/UNIQUE/);
    await store.close();
  });
});
