import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { createDesk, type DeskCore } from '../../main/desk/desk.ts';
import { nodeTimers } from '../../main/desk/node-timers.ts';
import { nodeUpstream } from '../../main/desk/upstream.ts';
import { keepDeskToken, memoryVault } from '../../main/desk/vaults.ts';
import { memoryStore } from '../../renderer/data/memory-store.ts';
import type { Office } from '../../renderer/data/office.ts';
import { openOffice } from '../../renderer/data/open-office.ts';
import type { Timers, World } from '../../renderer/data/ports.ts';
import type { Store } from '../../renderer/data/store.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import { makeIds } from '../../shared/ids.ts';
import type { Account } from '../../shared/people/people.ts';
import { refuse } from '../../shared/refusal.ts';
import { err } from '../../shared/result.ts';
import { copyStore } from './copy-store.ts';
import { serverThrough } from './core-server.ts';
import { memoryFile } from './desk-parts.ts';
import { windowsOf, type DeskWindows } from './desk-windows.ts';
import { memoryDisk, type MemoryDisk } from './memory-disk.ts';
import { memoryRoom, type MemoryRoom } from './memory-room.ts';
import { faultyWire, type Wire } from './faulty-wire.ts';

/** Time the test moves by hand, running along with the real one. */
export interface MovableClock {
  now(): number;
  set(instant: number): void;
}

export function movableClock(start: number): MovableClock {
  let base = start;
  let from = performance.now();
  return {
    now: () => Math.floor(base + performance.now() - from),
    set: (instant) => {
      base = instant;
      from = performance.now();
    },
  };
}

const noHost = () => Promise.resolve(err(refuse('fault', 'HOST_CANNOT_PRINT')));

/** What of a PC can be copied away and put back: the journal's folder, the settings, the browser's store. */
interface DeskFolder {
  readonly disk: MemoryDisk;
  readonly file: ReturnType<typeof memoryFile>;
  readonly store: Store;
}

export interface TestDesk extends DeskFolder {
  /** Folder of its scans. */
  readonly room: MemoryRoom;
  readonly office: Office;
  readonly core: DeskCore;
  readonly wire: Wire;
  readonly account: Account;
  /** Locks and messages its windows share. */
  readonly windows: DeskWindows;
  /** Ends the program and starts it again on the same disk and store; `storeLost`: IndexedDB was wiped meanwhile. */
  restart(how?: { storeLost?: boolean; powerCut?: boolean; folder?: Partial<DeskFolder> }): Promise<TestDesk>;
  /** Everything that lies on this PC, as a backup or a disk image has it. */
  image(): Promise<DeskFolder>;
  /** A second window of the same desk and account; `store`: as that window's browser gives it. */
  window(store?: Store): Promise<Office>;
  /** The window of another account, which signs in at this desk; who was there before is signed out. */
  windowOf(username: string): Promise<Office>;
  close(): Promise<void>;
}

export interface TestOffice {
  readonly server: RunningServer;
  readonly clock: MovableClock;
  readonly dataDir: string;
  /** `folder`: begins on the image of another PC. */
  desk(
    username: string,
    options?: { deskName?: string; store?: Store; folder?: DeskFolder; machine?: string },
  ): Promise<TestDesk>;
  /** Stops the server, does `work` on its folder and starts it again at the same address. */
  whileStopped(work: () => Promise<void>): Promise<void>;
  /** Takes a backup of the register; what it returns puts it back. `mark`: the high-water mark stays as it is then. */
  backup(): Promise<(how?: { mark?: 'kept' }) => Promise<void>>;
  close(): Promise<void>;
}

export const password = 'lembar-demo';
const start = Date.UTC(2026, 9, 8, 1, 0);

interface Pc extends DeskFolder {
  readonly room: MemoryRoom;
  readonly name: string;
  readonly machine: string;
  readonly wire: Wire;
  readonly timers: Timers;
  readonly report: World['report'];
}

async function openDesk(place: TestOffice, username: string, pc: Pc): Promise<TestDesk> {
  const { clock } = place;
  const { disk, file, store, wire } = pc;
  const ids = makeIds(clock, (length) => randomBytes(length));
  const core = await createDesk({
    host: 'local',
    version: 'test',
    machine: pc.machine,
    disk,
    file,
    vault: keepDeskToken(memoryVault(), file),
    upstream: wire.upstream,
    timers: nodeTimers,
    scanRoom: pc.room,
    clock,
    ids,
    random: (length) => randomBytes(length),
    services: { prints: false, print: noHost, openExternal: noHost },
  });
  const info = await core.desk.describe();
  const signed =
    info.ok && info.value.desk
      ? await core.desk.signIn(username, password)
      : await core.desk.enrol({ server: place.server.address, deskName: pc.name, username, password });
  if (!signed.ok) throw new Error(`${username}: ${signed.error.code}`);
  const { account } = signed.value;
  const windows = windowsOf();
  const opened: Office[] = [];
  const window = async (own = store, of = account, among = windows): Promise<Office> => {
    const office = await openOffice({
      server: serverThrough(core, of.id),
      desk: core.desk,
      store: own,
      account: of,
      clock,
      ids,
      timers: pc.timers,
      locks: among.locks,
      announcer: among.announcer(),
      codec: {
        inflate: (bytes) => Promise.resolve(inflateRawSync(bytes).toString('utf8')),
        deflate: (text) => Promise.resolve(new Uint8Array(deflateRawSync(text))),
      },
      chance: Math.random,
      appVersion: 'test',
      builtAt: Date.UTC(2026, 0, 1),
      report: pc.report,
    });
    if (!office.ok) throw new Error(office.error.code);
    opened.push(office.value);
    return office.value;
  };
  const office = await window();
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      for (const one of opened.reverse()) await one.close();
      await core.close();
    })();
    return closing;
  };
  return {
    room: pc.room,
    ...{ office, core, wire, disk, file, store, account, windows, close },
    window: (own) => window(own),
    windowOf: async (other) => {
      const given = await core.desk.signIn(other, password);
      if (!given.ok) throw new Error(`${other}: ${given.error.code}`);
      return window(memoryStore(), given.value.account, windowsOf());
    },
    image: async () => ({
      disk: disk.powerCut(Number.MAX_SAFE_INTEGER),
      file: memoryFile(structuredClone(file.read())),
      store: await copyStore(store),
    }),
    restart: async ({ storeLost = false, powerCut = false, folder = {} } = {}) => {
      await close();
      const kept = { disk: powerCut ? disk.powerCut() : disk, store: storeLost ? memoryStore() : store };
      return openDesk(place, username, { ...pc, ...kept, ...folder });
    },
  };
}

/**
 * A whole office: a real server on a real file, and desks with the real engine, a wire in the test's hand between.
 * `wait`: how long the windows' timers really take, ms; absent: what they ask for.
 */
export async function openTestOffice(
  options: { blockSize?: number; demo?: boolean; wait?: (ms: number) => number; report?: World['report'] } = {},
): Promise<TestOffice> {
  const { blockSize = 50, demo = true, wait = (ms) => ms, report = () => undefined } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'lembar-office-'));
  const clock = movableClock(start);
  const timers: Timers = {
    set: (work, ms) => setTimeout(work, wait(ms)),
    clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
  };
  const serve = (port: number): Promise<RunningServer> =>
    startServer({ port, dataDir, rendererDir: null, demo, clock, blockSize });
  let server = await serve(0);
  const pause = async (work: () => Promise<void>): Promise<void> => {
    const port = Number(new URL(server.address).port);
    await server.close();
    await work();
    server = await serve(port);
  };
  const desks: TestDesk[] = [];
  const backups: string[] = [];
  const place: TestOffice = {
    get server() {
      return server;
    },
    clock,
    dataDir,
    desk: async (username, { deskName = `Meja ${username}`, store, folder, machine = deskName } = {}) => {
      const desk = await openDesk(place, username, {
        disk: folder?.disk ?? memoryDisk(),
        file: folder?.file ?? memoryFile(),
        room: memoryRoom(),
        store: store ?? folder?.store ?? memoryStore(),
        ...{ name: deskName, machine, wire: faultyWire(nodeUpstream), timers, report },
      });
      desks.push(desk);
      return desk;
    },
    whileStopped: pause,
    backup: async () => {
      const copy = await mkdtemp(join(tmpdir(), 'lembar-backup-'));
      backups.push(copy);
      await pause(() => cp(dataDir, copy, { recursive: true }));
      return ({ mark } = {}) =>
        pause(async () => {
          const isMark = (path: string): boolean => path.endsWith('lembar.high.json');
          await rm(join(dataDir, 'lembar.db-wal'), { force: true });
          await cp(copy, dataDir, { recursive: true, filter: (path) => mark !== 'kept' || !isMark(path) });
        });
    },
    close: async () => {
      for (const desk of desks) await desk.close().catch(() => undefined);
      await server.close();
      for (const folder of [dataDir, ...backups]) await rm(folder, { recursive: true, force: true });
    },
  };
  return place;
}
