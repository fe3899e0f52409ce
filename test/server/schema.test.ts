import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRegister } from '../../server/open-register.ts';
import { StartRefusal } from '../../server/start-refusal.ts';
import { oldestVersion, schemaVersion } from '../../server/store/sqlite/schema.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lembar-schema-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const file = () => join(dataDir, 'lembar.db');

async function opened(): Promise<void> {
  let made = 0;
  const ids = { next: () => `id-${++made}` };
  const { store, highWater } = await openRegister(
    { dataDir, stateDir: null },
    ids,
    { asked: false, now: 0 },
    () => undefined,
    { now: () => 0 },
    { demand: () => undefined },
  );
  await highWater.close();
  await store.close();
}

function inFile<T>(work: (db: Database.Database) => T): T {
  const db = new Database(file());
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const versionNow = (): unknown => inFile((db) => db.pragma('user_version', { simple: true }));

describe('the tables of the register', () => {
  it('of a version before the oldest are refused with what to do, and stay as they are', async () => {
    await opened();
    inFile((db) => db.pragma(`user_version = ${oldestVersion - 1}`));
    await expect(opened()).rejects.toThrow(StartRefusal);
    await expect(opened()).rejects.toThrow(/too old.*Start that version.*--data/);
    expect(versionNow()).toBe(oldestVersion - 1);
  });

  it('of a later version are refused with what to do, and stay as they are', async () => {
    await opened();
    inFile((db) => db.pragma(`user_version = ${schemaVersion + 1}`));
    await expect(opened()).rejects.toThrow(/newer version.*Start that version/);
    expect(versionNow()).toBe(schemaVersion + 1);
  });

  it('are opened again by the version that made them', async () => {
    await opened();
    await opened();
    expect(versionNow()).toBe(schemaVersion);
  });

  it('have a version of their own: whoever changes them raises schemaVersion and this sum with it', async () => {
    await opened();
    const sql = inFile((db) => db.prepare('SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name').all());
    const sum = createHash('sha256').update(JSON.stringify(sql)).digest('hex').slice(0, 16);
    expect([schemaVersion, sum]).toEqual([10, '03353bf7235e1e7e']);
  });
});
