import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import pino from 'pino';
import { createDesk, type DeskCore } from '../../main/desk/desk.ts';
import type { OutsideMarks } from '../../main/desk/ports.ts';
import { nodeTimers } from '../../main/desk/node-timers.ts';
import { keepDeskToken, memoryVault } from '../../main/desk/vaults.ts';
import { memoryStore } from '../../renderer/data/memory-store.ts';
import type { Office } from '../../renderer/data/office.ts';
import { openOffice } from '../../renderer/data/open-office.ts';
import type { World } from '../../renderer/data/ports.ts';
import type { Store } from '../../renderer/data/store.ts';
import { openServer, type OpenedServer } from '../../server/start.ts';
import { makeIds } from '../../shared/ids.ts';
import type { Account } from '../../shared/people/people.ts';
import { refuse } from '../../shared/refusal.ts';
import { err } from '../../shared/result.ts';
import { copyStore } from './copy-store.ts';
import { serverThrough } from './core-server.ts';
import { memoryFile, quickStretch } from './desk-parts.ts';
import { windowsOf, type DeskWindows } from './desk-windows.ts';
import { injectUpstream, serverAddress } from './inject-upstream.ts';
import { memoryDisk, type MemoryDisk } from './memory-disk.ts';
import { memorySpace, type MemorySpace } from './memory-space.ts';
import { faultyWire, type Wire } from './faulty-wire.ts';
import { quickPasswords } from './register.ts';
import { virtualTime, type MovableClock, type VirtualTime } from './virtual-time.ts';
import { memoryDrafts } from './memory-drafts.ts';

const times = new WeakMap<Office, VirtualTime>();

/** The time of a window of a test office. */
export function timeOf(office: Office): VirtualTime {
  const time = times.get(office);
  if (!time) throw new Error('this window belongs to no test office');
  return time;
}

/** A window whose time passes while its answers are awaited. */
function driven(office: Office, time: VirtualTime): Office {
  const methods = Object.entries(office).map(([name, method]) => [
    name,
    (...args: unknown[]) => {
      const answer = (method as (...values: unknown[]) => unknown)(...args);
      return answer instanceof Promise ? time.drive(answer) : answer;
    },
  ]);
  const window = Object.fromEntries(methods) as Office;
  times.set(window, time);
  return window;
}

/** A cut wire counts as a fault of the request it cut. */
const log = pino({ level: 'silent' });
const noHost = () => Promise.resolve(err(refuse('HOST_CANNOT_PRINT')));

/** What can be copied off a PC and restored: the journal's folder, the settings, the browser's store. */
interface DeskFolder {
  readonly disk: MemoryDisk;
  readonly file: ReturnType<typeof memoryFile>;
  readonly store: Store;
}

export interface TestDesk extends DeskFolder {
  /** Folder of its scans. */
  readonly room: MemorySpace;
  readonly office: Office;
  readonly core: DeskCore;
  readonly wire: Wire;
  readonly account: Account;
  /** Locks and messages its windows share. */
  readonly windows: DeskWindows;
  /** Ends the program and starts it again on the same disk and store; `storeLost`: IndexedDB was wiped meanwhile. */
  restart(how?: { storeLost?: boolean; powerCut?: boolean; folder?: Partial<DeskFolder> }): Promise<TestDesk>;
  /** Ends the program and opens the desk core alone on the same disk: nobody signs in. */
  coreAlone(folder?: Partial<DeskFolder>): Promise<DeskCore>;
  /** Everything that lies on this PC, as a backup or a disk image has it. */
  image(): Promise<DeskFolder>;
  /** A second window of the same desk and account; `store`: as that window's browser gives it. */
  window(store?: Store): Promise<Office>;
  /** The window of another account, which signs in at this desk; the former one is signed out. */
  windowOf(username: string): Promise<Office>;
  close(): Promise<void>;
}

export interface TestOffice {
  readonly clock: MovableClock;
  /** Lets this much time pass, ms. */
  pass(ms: number): Promise<void>;
  readonly dataDir: string;
  /** `folder`: starts on the image of another PC. */
  desk(
    username: string,
    options?: { deskName?: string; store?: Store; folder?: DeskFolder; machine?: string },
  ): Promise<TestDesk>;
  /** Stops the server, does `work` on its folder and starts it again. */
  whileStopped(work: () => Promise<void>): Promise<void>;
  /**
   * Takes a backup of the register; the returned function restores it. `mark`: the high-water mark stays as it is then.
   */
  backup(): Promise<(how?: { mark?: 'kept' }) => Promise<void>>;
  close(): Promise<void>;
}

export const password = 'lembar-demo';
const start = Date.UTC(2026, 9, 8, 1, 0);

interface Pc extends DeskFolder {
  readonly room: MemorySpace;
  /** The copy of its numbers outside of the journal's folder, which no image of that folder contains. */
  readonly outside: OutsideMarks;
  readonly name: string;
  readonly machine: string;
  readonly wire: Wire;
  readonly time: VirtualTime;
  readonly report: World['report'];
}

function openCore({ clock }: TestOffice, { disk, file, machine, outside, room, wire }: Pc): Promise<DeskCore> {
  return createDesk({
    host: 'local',
    version: 'test',
    machine,
    disk,
    outside,
    file,
    vault: keepDeskToken(memoryVault(), file),
    upstream: wire.upstream,
    timers: nodeTimers,
    scanSpace: room,
    clock,
    ids: makeIds(clock, (length) => randomBytes(length)),
    random: (length) => randomBytes(length),
    services: { prints: false, print: noHost, openExternal: noHost },
    stretch: quickStretch,
  });
}

async function openDesk(place: TestOffice, username: string, pc: Pc): Promise<TestDesk> {
  const { clock } = place;
  const { disk, file, store, wire } = pc;
  const ids = makeIds(clock, (length) => randomBytes(length));
  const core = await openCore(place, pc);
  const info = await core.desk.describe();
  const signed =
    info.ok && info.value.desk
      ? await core.desk.signIn(username, password)
      : await core.desk.enrol({ server: serverAddress, deskName: pc.name, username, password });
  if (!signed.ok) throw new Error(`${username}: ${signed.error.code}`);
  const { account } = signed.value;
  const windows = windowsOf();
  const opened: Office[] = [];
  const window = async (own = store, of = account, among = windows): Promise<Office> => {
    const opening = openOffice({
      server: serverThrough(core, of.id),
      desk: core.desk,
      store: own,
      drafts: memoryDrafts(),
      account: of,
      clock,
      ids,
      timers: pc.time.timers,
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
    const office = await pc.time.drive(opening);
    if (!office.ok) throw new Error(office.error.code);
    const shown = driven(office.value, pc.time);
    opened.push(shown);
    return shown;
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
    coreAlone: async (folder = {}) => {
      await close();
      return openCore(place, { ...pc, ...folder });
    },
    restart: async ({ storeLost = false, powerCut = false, folder = {} } = {}) => {
      await close();
      const kept = { disk: powerCut ? disk.powerCut() : disk, store: storeLost ? memoryStore() : store };
      return openDesk(place, username, { ...pc, ...kept, ...folder });
    },
  };
}

function memoryMarks(): OutsideMarks {
  let kept: Readonly<Record<string, number>> = {};
  return {
    read: () => kept,
    write: (marks) => {
      kept = { ...marks };
      return Promise.resolve();
    },
  };
}

/** The register and its mark. */
const registerFiles = ['lembar.db', 'lembar.high.json'];
let filled: Promise<readonly Buffer[]> | null = null;

/** The register of the demonstration office, filled once for all offices of this process. */
function demoRegister(): Promise<readonly Buffer[]> {
  filled ??= (async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'lembar-demo-'));
    const clock = { now: () => start };
    const server = await openServer({ dataDir, rendererDir: null, demo: true, clock, passwords: quickPasswords, log });
    await server.close();
    const register = await Promise.all(registerFiles.map((name) => readFile(join(dataDir, name))));
    await rm(dataDir, { recursive: true });
    return register;
  })();
  return filled;
}

/**
 * A whole office in virtual time: the real server on a real file, and desks with the real engine; between them a wire
 * the test controls, inside this process.
 */
export async function openTestOffice(
  options: { blockSize?: number; demo?: boolean; report?: World['report'] } = {},
): Promise<TestOffice> {
  const { blockSize = 50, demo = true, report = () => undefined } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'lembar-office-'));
  const register = demo ? await demoRegister() : [];
  for (const [i, bytes] of register.entries()) await writeFile(join(dataDir, registerFiles[i] ?? ''), bytes);
  const time = virtualTime(start);
  const { clock } = time;
  const serve = (): Promise<OpenedServer> =>
    openServer({ dataDir, rendererDir: null, demo: false, clock, blockSize, passwords: quickPasswords, log });
  let server: OpenedServer | null = await serve();
  const stop = async (): Promise<void> => {
    const closing = server;
    server = null;
    await closing?.close();
  };
  const pause = async (work: () => Promise<void>): Promise<void> => {
    await stop();
    await work();
    server = await serve();
  };
  const upstream = injectUpstream(() => server?.app ?? null, time.busy);
  const desks: TestDesk[] = [];
  const backups: string[] = [];
  const place: TestOffice = {
    clock,
    pass: time.pass,
    dataDir,
    desk: async (username, { deskName = `Meja ${username}`, store, folder, machine = deskName } = {}) => {
      const desk = await openDesk(place, username, {
        disk: folder?.disk ?? memoryDisk(),
        file: folder?.file ?? memoryFile(),
        room: memorySpace(),
        outside: memoryMarks(),
        store: store ?? folder?.store ?? memoryStore(),
        ...{ name: deskName, machine, wire: faultyWire(upstream), time, report },
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
      await stop();
      for (const folder of [dataDir, ...backups]) await rm(folder, { recursive: true, force: true });
    },
  };
  return place;
}
