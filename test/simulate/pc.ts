import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { createDesk, type DeskCore } from '../../main/desk/desk.ts';
import type { SettingsFile, Vault } from '../../main/desk/ports.ts';
import { keepDeskToken } from '../../main/desk/vaults.ts';
import type { Office } from '../../renderer/data/office.ts';
import { openOffice } from '../../renderer/data/open-office.ts';
import type { Desk } from '../../shared/desk/desk.ts';
import type { Account } from '../../shared/people/people.ts';
import { refuse } from '../../shared/refusal.ts';
import { err } from '../../shared/result.ts';
import { memoryDrafts } from '../support/memory-drafts.ts';
import { makeLifetime, type Lifetime } from './lifetime.ts';
import { windowServer } from './pc-server.ts';
import type { Chance } from './random.ts';
import { simDisk, type SimDisk } from './sim-disk.ts';
import type { SimNet } from './sim-net.ts';
import { simStore, type SimStore } from './sim-store.ts';
import type { Timeline } from './timeline.ts';
import type { WorldCrypto } from './world-crypto.ts';
import { windowHub, type WindowHub } from './windows.ts';

/** What survives the programs of a PC and is part of a copy of its profile. */
export interface Profile {
  disk: SimDisk;
  settings: Record<string, unknown>;
  secrets: Map<string, string>;
  /** By account. */
  stores: Map<string, SimStore>;
  /** The highest burned numbers, stored outside of the journal's folder. */
  outside: Readonly<Record<string, number>>;
}

export interface PcWindow {
  readonly n: number;
  readonly lifetime: Lifetime;
  readonly office: Office;
  readonly account: Account;
}

export interface Program {
  readonly lifetime: Lifetime;
  readonly core: DeskCore;
  readonly hub: WindowHub;
  readonly windows: PcWindow[];
}

/** One PC with its program on it, as an office has them. */
export interface Pc {
  readonly name: string;
  readonly net: SimNet;
  profile: Profile;
  machine: string;
  /** What the PC's clock shows beyond the true time, ms. */
  clockOff: number;
  /** With a keychain, sessions outlive the program. */
  readonly keychain: boolean;
  program: Program | null;
  /** Starts the program: the desk core alone, windows come with the accounts. */
  start(): Promise<Program>;
  /** Opens a window for an account that is signed in. Null when the office cannot be opened now. */
  openWindow(account: Account): Promise<PcWindow | null>;
  /** Ends the program in an instant; `powerCut`: and the PC with it. */
  kill(how: { readonly powerCut: boolean }): void;
  copyProfile(): Profile;
}

export interface PcWorld {
  readonly timeline: Timeline;
  readonly chance: Chance;
  /** True time, ms since 1970. */
  readonly clock: { now(): number };
  /** Size of a journal file. */
  readonly fileBytes: number;
  /** Whether a power cut leaves pieces of what was being written. */
  readonly torn: boolean;
  readonly crypto: WorldCrypto;
  /** Faults the program reported; never what was typed. */
  readonly report: (pc: string, where: string, error: unknown) => void;
}

const codec = {
  inflate: (bytes: Uint8Array) => Promise.resolve(inflateRawSync(bytes).toString('utf8')),
  deflate: (text: string) => Promise.resolve(new Uint8Array(deflateRawSync(text, { level: 1 }))),
};

/** Calls of a window to the desk core: a window that ended gets no answer. */
function deskFor(lifetime: Lifetime, desk: Desk): Desk {
  const methods = Object.entries(desk).map(([name, method]) => [
    name,
    (...args: unknown[]) => lifetime.only((method as (...values: unknown[]) => Promise<unknown>)(...args)),
  ]);
  return Object.fromEntries(methods) as Desk;
}

export function newProfile(timeline: Timeline, chance: Chance): Profile {
  return { disk: simDisk(timeline, chance), settings: {}, secrets: new Map(), stores: new Map(), outside: {} };
}

export function makePc(world: PcWorld, name: string, keychain: boolean, net: SimNet): Pc {
  const { timeline, chance } = world;
  // Streams of their own: how often one part asks must not change what another one gets.
  const [disks, stores, engine] = [chance.fork('disk'), chance.fork('store'), chance.fork('engine')];
  const nonces = chance.fork('nonce');
  const clock = { now: () => world.clock.now() + pc.clockOff };
  const ids = { next: () => `${name}-${chance.hex(12)}` };
  const noHost = () => Promise.resolve(err(refuse('HOST_CANNOT_PRINT')));
  let counter = 0;

  const vaultOf = (profile: Profile, file: SettingsFile): Vault => {
    const secrets = keychain ? profile.secrets : new Map<string, string>();
    const vault: Vault = {
      durable: keychain,
      read: (key) => Promise.resolve(secrets.get(key) ?? null),
      write: (key, value) => Promise.resolve(void secrets.set(key, value)),
      remove: (key) => Promise.resolve(void secrets.delete(key)),
    };
    return keychain ? vault : keepDeskToken(vault, file);
  };

  const storeOf = (account: string): SimStore => {
    const sealing = world.crypto.sealing(account, (length) => nonces.bytes(length));
    const known = pc.profile.stores.get(account) ?? simStore(timeline, stores, sealing);
    pc.profile.stores.set(account, known);
    return known;
  };

  const pc: Pc = {
    name,
    net,
    keychain,
    profile: newProfile(timeline, disks),
    machine: `mesin-${name}`,
    clockOff: 0,
    program: null,
    async start() {
      const lifetime = makeLifetime();
      const { profile } = pc;
      const file: SettingsFile = {
        read: () => profile.settings,
        write: (value) => {
          if (lifetime.alive) profile.settings = structuredClone(value);
        },
      };
      const core = await createDesk({
        host: 'electron',
        version: 'sim',
        machine: pc.machine,
        disk: profile.disk.open(lifetime),
        outside: {
          read: () => profile.outside,
          write: async (marks) => {
            await timeline.pass(disks.between(1, 50));
            if (lifetime.alive) profile.outside = marks;
          },
        },
        fileBytes: world.fileBytes,
        file,
        vault: vaultOf(profile, file),
        upstream: (request) => lifetime.only(net.upstream(request)),
        timers: {
          set: (work, ms) => timeline.after(ms, () => lifetime.alive && work()),
          clear: (stop) => (stop as () => void)(),
        },
        clock,
        ids,
        random: (length) => chance.bytes(length),
        signing: world.crypto.signing,
        services: { prints: false, print: noHost, openExternal: noHost },
        stretch: (password, salt) =>
          Promise.resolve(Buffer.concat([Buffer.from(password.padEnd(32)).subarray(0, 16), salt])),
      });
      const program = { lifetime, core, hub: windowHub(timeline), windows: [] };
      pc.program = program;
      return program;
    },
    async openWindow(account) {
      const { program } = pc;
      if (!program) return null;
      const lifetime = program.lifetime.child();
      const report = (where: string, error: unknown): void => world.report(name, where, error);
      const opened = await openOffice({
        server: windowServer(program.core, account.id, timeline, lifetime),
        desk: deskFor(lifetime, program.core.desk),
        store: storeOf(account.id).open(lifetime, report),
        drafts: memoryDrafts(),
        account,
        clock,
        ids,
        timers: {
          set: (work, ms) => timeline.after(ms, () => lifetime.alive && work()),
          clear: (stop) => (stop as () => void)(),
        },
        locks: program.hub.locks(lifetime),
        announcer: program.hub.announcer(account.id, lifetime),
        codec,
        chance: () => engine.next(),
        appVersion: 'sim',
        builtAt: Date.UTC(2026, 0, 1),
        report,
      });
      if (!opened.ok) return null;
      const window: PcWindow = { n: counter++, lifetime, office: opened.value, account };
      program.windows.push(window);
      lifetime.onEnd(() => program.windows.splice(program.windows.indexOf(window), 1));
      return window;
    },
    kill({ powerCut }) {
      pc.program?.lifetime.end();
      pc.program = null;
      if (powerCut) pc.profile.disk.powerCut(world.torn ? chance : null);
      net.cut();
    },
    copyProfile: () => ({
      disk: pc.profile.disk.copy(),
      settings: structuredClone(pc.profile.settings),
      secrets: new Map(pc.profile.secrets),
      stores: new Map([...pc.profile.stores].map(([account, store]) => [account, store.copy()])),
      outside: pc.profile.outside,
    }),
  };
  return pc;
}
