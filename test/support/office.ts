import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { createDesk, type DeskCore } from '../../main/desk/desk.ts';
import { nodeUpstream } from '../../main/desk/upstream.ts';
import { keepDeskToken, memoryVault } from '../../main/desk/vaults.ts';
import { memoryStore } from '../../renderer/data/memory-store.ts';
import type { Office } from '../../renderer/data/office.ts';
import { openOffice } from '../../renderer/data/open-office.ts';
import type { Announcer, Locks, NetFault, Server } from '../../renderer/data/ports.ts';
import type { Store } from '../../renderer/data/store.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import { makeIds } from '../../shared/ids.ts';
import type { Account } from '../../shared/people/people.ts';
import { refuse } from '../../shared/refusal.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { memoryFile } from './desk-parts.ts';
import { memoryDisk, type MemoryDisk } from './memory-disk.ts';
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

/** `/api` through the desk core, as the renderer of the local desk reaches it. */
function serverThrough(core: DeskCore, account: string): Server {
  const headers = { 'content-type': 'application/json', 'x-lembar-account': account };
  const send = async (path: string, body: unknown): Promise<Result<Response, NetFault>> => {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const { status, headers: back, body: stream } = await core.forward({ path, method: 'POST', headers, body: bytes });
    const response = new Response(stream, { status, headers: { ...back } });
    if (response.ok) return ok(response);
    const json = back['content-type']?.includes('json')
      ? ((await response.json().catch(() => null)) as { code?: string } | null)
      : null;
    return err({ status: json === null || status >= 502 ? 0 : status, code: json?.code ?? 'NOT_OUR_SERVER' });
  };
  return {
    call: async (path, body) => {
      const answer = await send(path, body);
      if (!answer.ok) return answer;
      return answer.value.json().then(
        (value: unknown) => ok(value),
        () => err({ status: 0, code: 'NOT_OUR_SERVER' }),
      );
    },
    bytes: async (path, body) => {
      const answer = await send(path, body);
      return answer.ok ? ok(new Uint8Array(await answer.value.arrayBuffer())) : answer;
    },
    live: (onPoke, onUp, onDown, onBeat) => {
      const gone = new AbortController();
      void (async () => {
        try {
          const request = { path: paths.live, method: 'GET', headers, body: null, signal: gone.signal };
          const { status, body } = await core.forward(request);
          if (status === 200) {
            onUp();
            for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
              onBeat();
              if (new TextDecoder().decode(chunk).includes('event: poke')) onPoke();
            }
          }
        } catch {
          // Broken, as a wire may be.
        }
        if (!gone.signal.aborted) onDown();
      })();
      return () => gone.abort();
    },
  };
}

/** Locks and announcements among the windows of one desk, without a browser. */
function windowsOf(): { locks: Locks; announcer: () => Announcer } {
  const tails = new Map<string, Promise<unknown>>();
  const listeners = new Set<{ listen: (message: unknown) => void; own: object }>();
  return {
    locks: {
      hold: (name, signal, work) => {
        const before = tails.get(name) ?? Promise.resolve();
        const next = before.then(() => {
          if (signal?.aborted) throw new Error('gave up');
          return work();
        });
        tails.set(
          name,
          next.catch(() => undefined),
        );
        if (!signal) return next;
        // As `navigator.locks` does: who gives up waiting is told at once.
        const aborted = new Promise<never>((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('gave up'))),
        );
        let begun = false;
        void before.then(() => (begun = true));
        return Promise.race([next, aborted.catch((error: unknown) => (begun ? next : Promise.reject(error as Error)))]);
      },
    },
    announcer: () => {
      const own = {};
      return {
        post: (message) => {
          for (const other of [...listeners]) if (other.own !== own) other.listen(structuredClone(message));
        },
        listen: (listen) => {
          const entry = { listen, own };
          listeners.add(entry);
          return () => void listeners.delete(entry);
        },
        close: () => undefined,
      };
    },
  };
}

export interface TestDesk {
  readonly office: Office;
  readonly core: DeskCore;
  readonly wire: Wire;
  readonly disk: MemoryDisk;
  readonly store: Store;
  readonly account: Account;
  /** Ends the program and starts it again on the same disk and store; `storeLost`: IndexedDB was wiped meanwhile. */
  restart(how?: { storeLost?: boolean; powerCut?: boolean }): Promise<TestDesk>;
  /** A second window of the same desk and account. */
  window(): Promise<Office>;
  close(): Promise<void>;
}

export interface TestOffice {
  readonly server: RunningServer;
  readonly clock: MovableClock;
  readonly dataDir: string;
  desk(username: string, options?: { deskName?: string; store?: Store }): Promise<TestDesk>;
  close(): Promise<void>;
}

export const password = 'lembar-demo';
const start = Date.UTC(2026, 9, 8, 1, 0);

interface DeskFolder {
  readonly disk: MemoryDisk;
  readonly file: ReturnType<typeof memoryFile>;
  readonly store: Store;
  readonly wire: Wire;
}

async function openDesk(place: TestOffice, username: string, name: string, folder: DeskFolder): Promise<TestDesk> {
  const { clock } = place;
  const ids = makeIds(clock, (length) => randomBytes(length));
  const core = await createDesk({
    host: 'local',
    version: 'test',
    machine: name,
    disk: folder.disk,
    file: folder.file,
    vault: keepDeskToken(memoryVault(), folder.file),
    upstream: folder.wire.upstream,
    clock,
    ids,
    random: (length) => randomBytes(length),
    services: { prints: false, print: noHost, openExternal: noHost },
  });
  const info = await core.desk.describe();
  const signed =
    info.ok && info.value.desk
      ? await core.desk.signIn(username, password)
      : await core.desk.enrol({ server: place.server.address, deskName: name, username, password });
  if (!signed.ok) throw new Error(`${username}: ${signed.error.code}`);
  const { account } = signed.value;
  const windows = windowsOf();
  const opened: Office[] = [];
  const window = async (): Promise<Office> => {
    const office = await openOffice({
      server: serverThrough(core, account.id),
      desk: core.desk,
      store: folder.store,
      account,
      clock,
      ids,
      timers: { set: (work, ms) => setTimeout(work, ms), clear: (handle) => clearTimeout(handle as NodeJS.Timeout) },
      locks: windows.locks,
      announcer: windows.announcer(),
      codec: {
        inflate: (bytes) => Promise.resolve(inflateRawSync(bytes).toString('utf8')),
        deflate: (text) => Promise.resolve(new Uint8Array(deflateRawSync(text))),
      },
      chance: Math.random,
      appVersion: 'test',
      builtAt: Date.UTC(2026, 0, 1),
      report: () => undefined,
    });
    if (!office.ok) throw new Error(office.error.code);
    opened.push(office.value);
    return office.value;
  };
  const office = await window();
  const close = async (): Promise<void> => {
    for (const one of opened.reverse()) await one.close();
    await core.close();
  };
  return {
    office,
    core,
    wire: folder.wire,
    disk: folder.disk,
    store: folder.store,
    account,
    window,
    close,
    restart: async ({ storeLost = false, powerCut = false } = {}) => {
      await close();
      return openDesk(place, username, name, {
        ...folder,
        disk: powerCut ? folder.disk.powerCut() : folder.disk,
        store: storeLost ? memoryStore() : folder.store,
      });
    },
  };
}

/** A whole office: a real server on a real file, and desks with the real engine, a wire in the test's hand between. */
export async function openTestOffice(options: { blockSize?: number; demo?: boolean } = {}): Promise<TestOffice> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lembar-office-'));
  const clock = movableClock(start);
  const server = await startServer({
    port: 0,
    dataDir,
    rendererDir: null,
    demo: options.demo ?? true,
    clock,
    blockSize: options.blockSize ?? 50,
  });
  const desks: TestDesk[] = [];
  const place: TestOffice = {
    server,
    clock,
    dataDir,
    desk: async (username, { deskName = `Meja ${username}`, store = memoryStore() } = {}) => {
      const desk = await openDesk(place, username, deskName, {
        disk: memoryDisk(),
        file: memoryFile(),
        store,
        wire: faultyWire(nodeUpstream),
      });
      desks.push(desk);
      return desk;
    },
    close: async () => {
      for (const desk of desks) await desk.close().catch(() => undefined);
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return place;
}
