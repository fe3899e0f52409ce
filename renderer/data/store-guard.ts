import type { Timers } from './ports.ts';

/** A transaction that neither completes nor aborts (seen on full disks) must not hang the program (PROTOCOL D6). */
const watchdogMs = 10_000;
/** Pauses before a lost connection is reopened; when the last try failed, the store counts as failed. */
const pausesMs = [50, 200, 800] as const;

/** The local store does not answer, or did not come back. Until it is reopened every call fails at once. */
export class StoreStuck extends Error {
  override readonly name = 'StoreStuck';
}

/** Error names of browsers that closed the connection or aborted its transaction by themselves. */
const lostNames: ReadonlySet<unknown> = new Set([
  'AbortError',
  'DatabaseClosedError',
  'InvalidStateError',
  'OpenFailedError',
  'UnknownError',
]);

/** Whether reopening the connection may help. Not for a full disk or a newer version of the tables. */
export function isLostConnection(error: unknown): boolean {
  const { name, message, inner } = Object(error) as { name?: unknown; message?: unknown; inner?: unknown };
  const cause = (inner as { name?: unknown } | undefined)?.name;
  if (cause === 'QuotaExceededError' || cause === 'VersionError') return false;
  return lostNames.has(name) || String(message).includes('Connection to Indexed Database server lost');
}

/** Error names of a store that a later program wrote, or that lies under another key. */
const unreadableNames: ReadonlySet<unknown> = new Set(['VersionError', 'UpgradeError', 'NotReadableError']);

/** Whether this program cannot read the store however often it tries: it stays for one that can. */
export function isUnreadable(error: unknown): boolean {
  const { name, inner } = Object(error) as { name?: unknown; inner?: unknown };
  return unreadableNames.has(name) || unreadableNames.has((inner as { name?: unknown } | undefined)?.name);
}

/** Whether an error comes from the store, not from a fault of the program. */
export function isStoreFault(error: unknown): boolean {
  return error instanceof StoreStuck || error instanceof DOMException || isLostConnection(error);
}

/** A connection to a database, which the guard opens and closes as it needs. */
export interface Connection {
  open(): Promise<void>;
  close(): void;
  /** Rejects when nothing can be written. */
  probe(signal: AbortSignal): Promise<void>;
}

export interface StoreGuard {
  /** Opens the connection; after a failure reopens it and tests whether it accepts writes. */
  open(): Promise<void>;
  /**
   * Runs `work` under the watchdog, and again on a new connection when the old one was lost, so effects outside the
   * store must be repeatable. `signal` says that the caller no longer waits.
   */
  run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  close(): void;
}

/** Keeps one connection alive, or reports quickly that it failed. */
export function storeGuard(timers: Timers, connection: Connection): StoreGuard {
  let failed = false;
  let closed = false;
  /** Identifies the connection: a caller that lost an earlier one does not close the present one. */
  let generation = 0;
  let opening: Promise<void> | null = null;

  const pause = (ms: number): Promise<void> => new Promise((resolve) => void timers.set(resolve, ms));

  const watched = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const given = new AbortController();
    let timer: unknown;
    const late = new Promise<never>((_, reject) => {
      timer = timers.set(() => {
        failed = true;
        given.abort();
        reject(new StoreStuck('the local store did not answer for 10 s'));
      }, watchdogMs);
    });
    try {
      return await Promise.race([work(given.signal), late]);
    } finally {
      timers.clear(timer);
    }
  };

  const reopen = (lost: number): Promise<void> => {
    if (generation !== lost && !opening) return Promise.resolve();
    opening ??= (async () => {
      generation++;
      connection.close();
      await watched(() => connection.open());
    })().finally(() => (opening = null));
    return opening;
  };

  /** Retries until it works, the fault is no lost connection, or the pauses are used up. */
  const insist = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    let before = generation;
    let fault: unknown;
    for (const [tries, ms] of [0, ...pausesMs].entries()) {
      try {
        if (tries > 0) {
          await pause(ms);
          if (closed) break;
          await reopen(before);
          before = generation;
        }
        return await watched(work);
      } catch (error) {
        fault = error;
        if (closed || !isLostConnection(error)) throw error;
      }
    }
    failed = true;
    throw fault;
  };

  return {
    async open() {
      closed = false;
      if (!failed) return insist(() => connection.open());
      connection.close();
      generation++;
      await watched(() => connection.open());
      await watched((signal) => connection.probe(signal));
      failed = false;
    },
    run: (work) =>
      failed ? Promise.reject(new StoreStuck('the local store failed and was not opened again')) : insist(work),
    close() {
      closed = true;
      connection.close();
    },
  };
}
