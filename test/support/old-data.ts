import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDesk, type DeskCore } from '../../main/desk/desk.ts';
import type { Stretch } from '../../main/desk/known-accounts.ts';
import { nodeDisk } from '../../main/desk/node-disk.ts';
import { outsideFile } from '../../main/desk/outside-file.ts';
import { nodeScanSpace } from '../../main/desk/scan-space.ts';
import { nodeTimers } from '../../main/desk/node-timers.ts';
import type { Upstream } from '../../main/desk/ports.ts';
import { keepDeskToken, memoryVault } from '../../main/desk/vaults.ts';
import { jsonFile } from '../../main/local/json-file.ts';
import type { Clock } from '../../shared/clock.ts';
import { makeIds } from '../../shared/ids.ts';
import type { Account } from '../../shared/people/people.ts';
import { refuse } from '../../shared/refusal.ts';
import { err } from '../../shared/result.ts';

const fixtures = join(import.meta.dirname, '../fixtures');
const written = join(fixtures, 'data-e92247e');

/** Data written by the program at commit e92247e; the README beside it describes them. */
export const oldData = {
  /** Some time after the programs were stopped. */
  clock: { now: () => Date.parse('2026-10-08T12:00:00.000+07:00') },
  password: 'lembar-demo',
  desk: { id: '01a11908-3ba3-7802-a7e7-d625c680b301', code: 'D03', name: 'Meja TU', inc: 1 },
  machine: '1'.repeat(32),
  scan: 'c09bdf0b22c76bd223fa2b3a455917b5b3e5c68d36ee779ff241c7abc8d854bb',
  carried: join(written, 'lembar-D03-2026-10-08.lembar'),
  /** Agenda numbers at the server, by year. */
  numbers: { 2025: [1], 2026: [427, 428, 429, 430, 431, 432, 439, 440] },
  /** Number of the pending letter of the desk. */
  waiting: 433,
} as const;

export interface OldFolder {
  readonly server: string;
  readonly desk: string;
  remove(): Promise<void>;
}

/** A copy of the folders of server and desk: opening them changes them. */
export async function copyOldData(from = written): Promise<OldFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'lembar-old-'));
  const [server, desk] = [join(folder, 'server'), join(folder, 'desk')];
  await cp(join(from, 'server'), server, { recursive: true });
  await cp(join(from, 'desk'), desk, { recursive: true });
  return { server, desk, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The settings of a desk's folder: its token, who is signed in, the accounts it knows. */
export function readDeskFile(desk: string): { readonly deskToken: string; readonly current: Account } {
  const file = jsonFile(join(desk, 'desk.json'), (error) => {
    throw error;
  });
  return file.read() as { deskToken: string; current: Account };
}

/** The machine a desk was enrolled on, and its clock. */
export interface OldMachine {
  readonly clock: Clock;
  readonly machine: string;
  /** Absent: passwords are stretched at their full cost. */
  readonly stretch?: Stretch;
}

/** The desk's program on a copy of its folder, on the machine it was enrolled on; without a network unless one is given. */
export async function openOldDesk(
  desk: string,
  upstream: Upstream = () => Promise.reject(new Error('no network')),
  { clock, machine, stretch }: OldMachine = oldData,
): Promise<DeskCore> {
  const file = jsonFile(join(desk, 'desk.json'), (error) => {
    throw error;
  });
  const random = (length: number): Uint8Array => randomBytes(length);
  const noHost = () => Promise.resolve(err(refuse('HOST_CANNOT_PRINT')));
  // The space reserved for a full disk has nothing to do with old data and takes time to write.
  const { reserve: _, ...disk } = await nodeDisk(join(desk, 'journal'));
  return createDesk({
    ...{ host: 'local', version: 'test', machine, disk, file, clock, random },
    outside: outsideFile(join(desk, 'numbers.json')),
    scanSpace: nodeScanSpace(join(desk, 'scans')),
    vault: keepDeskToken(memoryVault(), file),
    upstream,
    ids: makeIds(clock, random),
    timers: nodeTimers,
    services: { prints: false, print: noHost, openExternal: noHost },
    ...(stretch ? { stretch } : {}),
  });
}

interface OldDatabase {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly {
    readonly name: string;
    readonly keyPath: string;
    readonly autoIncrement: boolean;
    readonly rows: readonly unknown[];
  }[];
}

/** Bytes are stored in the file as `{"$bytes": base64}`. */
function revive(_key: string, value: unknown): unknown {
  const { $bytes } = Object(value) as { $bytes?: unknown };
  return typeof $bytes === 'string' ? new Uint8Array(Buffer.from($bytes, 'base64')) : value;
}

function done(request: IDBRequest | IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
    if (request instanceof IDBTransaction) request.oncomplete = () => resolve();
    else request.onsuccess = () => resolve();
  });
}

/** Puts the desk's browser databases into this process's IndexedDB as the browser had them; returns their names. */
export async function putOldDatabases(from = written): Promise<readonly string[]> {
  const text = await readFile(join(from, 'browser/indexeddb.json'), 'utf8');
  const { databases } = JSON.parse(text, revive) as { databases: readonly OldDatabase[] };
  for (const { name, version, stores } of databases) {
    await done(indexedDB.deleteDatabase(name));
    const opening = indexedDB.open(name, version);
    opening.onupgradeneeded = () => {
      for (const { name: store, keyPath, autoIncrement } of stores) {
        opening.result.createObjectStore(store, { keyPath, autoIncrement });
      }
    };
    await done(opening);
    const names = stores.map((store) => store.name);
    const writing = opening.result.transaction(names, 'readwrite');
    for (const store of stores) for (const row of store.rows) writing.objectStore(store.name).put(row);
    await done(writing);
    opening.result.close();
  }
  return databases.map(({ name }) => name);
}

/** The content of that browser's local storage. */
export async function oldStorage(): Promise<Map<string, string>> {
  const { localStorage } = JSON.parse(await readFile(join(written, 'browser/indexeddb.json'), 'utf8')) as {
    readonly localStorage: Readonly<Record<string, string>>;
  };
  return new Map(Object.entries(localStorage));
}
