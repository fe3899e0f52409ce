import type { Clock } from '../../shared/clock.ts';
import type { Desk } from '../../shared/desk/desk.ts';
import type { Ids } from '../../shared/ids.ts';
import type { Account } from '../../shared/people/people.ts';
import type { Result } from '../../shared/result.ts';
import type { Poke } from '../../shared/sync/protocol.ts';
import type { Drafts } from './sealed-drafts.ts';
import type { Store } from './store.ts';

/** Why a request brought no answer of the protocol. `status` 0: no answer, or not one of this protocol. */
export interface NetFault {
  readonly status: number;
  readonly code: string;
  readonly expect?: number;
}

/** The server, reached through this page's own origin. Never throws; a fault is a value. */
export interface Server {
  call(path: string, body: unknown): Promise<Result<unknown, NetFault>>;
  bytes(path: string, body: unknown): Promise<Result<Uint8Array, NetFault>>;
  /**
   * Opens the live channel; `onPoke` per hint, null when it cannot be read, `onBeat` per heartbeat in between, `onDown`
   * once when it breaks. Returns the closer.
   */
  live(onPoke: (hint: Poke | null) => void, onUp: () => void, onDown: () => void, onBeat: () => void): () => void;
}

export interface Timers {
  set(work: () => void, ms: number): unknown;
  clear(handle: unknown): void;
}

/** One holder at a time among all windows of this origin (`navigator.locks`). */
export interface Locks {
  /** Runs `work` once the lock is free; `signal` cancels the waiting. */
  hold<T>(name: string, signal: AbortSignal | null, work: () => Promise<T>): Promise<T>;
}

/** Notifies the other windows of changes (`BroadcastChannel`). */
export interface Announcer {
  post(message: unknown): void;
  listen(listener: (message: unknown) => void): () => void;
  close(): void;
}

/** A few small values of this PC: settings, the present account. */
export interface BrowserStorage {
  read(name: string): unknown;
  write(name: string, value: unknown): void;
}

/** deflate-raw, as the server packs snapshots. */
export interface Codec {
  inflate(bytes: Uint8Array): Promise<string>;
  deflate(text: string): Promise<Uint8Array>;
}

/** A state that the sync engine enters (see `sync/engine.ts`). */
export type Transition =
  'handshake' | 'replay' | 'restart' | 'push' | 'pull' | 'verify' | 'leases' | 'idle' | 'offline' | 'paused';

/** Everything the office needs of its environment. */
export interface World {
  readonly server: Server;
  readonly desk: Desk;
  readonly store: Store;
  readonly drafts: Drafts;
  readonly account: Account;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly timers: Timers;
  readonly locks: Locks;
  readonly announcer: Announcer;
  readonly codec: Codec;
  /** 0 up to 1, for jitter. */
  readonly chance: () => number;
  readonly appVersion: string;
  /** Start of the year this program was built in, ms since 1970: a clock before it is wrong. */
  readonly builtAt: number;
  /** Reports a fault that cannot be shown to anybody at that moment; never contains what was typed. */
  readonly report: (where: string, error: unknown) => void;
  /** Called at every transition of the sync engine, for debugging; absent by default. */
  readonly log?: (transition: Transition) => void;
}
