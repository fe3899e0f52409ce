import { parseIsoWib } from '../../../shared/dates/wib.ts';
import { syncChange, type Changes } from '../changes.ts';
import type { SyncState } from '../office.ts';
import type { World } from '../ports.ts';
import { clockState } from './clock-state.ts';

/** The state of the exchange, changed in one place and announced when it changed. */
export interface SyncStatus {
  get(): SyncState;
  set(part: Partial<SyncState>): void;
  /** Counts what waits and what asks for attention, from the store. */
  recount(): Promise<void>;
  /** Whether entries of this account lie put aside at the server, as counted last. */
  putAside(): boolean;
}

export const initialSync: SyncState = {
  phase: 'offline',
  pause: null,
  reachable: false,
  waiting: 0,
  oldest: null,
  lastPull: null,
  first: null,
  attention: 0,
  safeMode: false,
  skewMs: null,
  clock: 'right',
  numbering: 'open',
  held: 0,
  leaderSilent: false,
};

export function makeSyncStatus(
  { store, clock, builtAt }: Pick<World, 'store' | 'clock' | 'builtAt'>,
  changes: Changes,
): SyncStatus {
  let state = { ...initialSync, clock: clockState(null, clock.now(), builtAt) };
  const set = (part: Partial<SyncState>): void => {
    const skewMs = part.skewMs === undefined ? state.skewMs : part.skewMs;
    const next = { ...state, ...part, clock: clockState(skewMs, clock.now(), builtAt) };
    if ((Object.keys(next) as (keyof SyncState)[]).every((name) => next[name] === state[name])) return;
    state = next;
    changes.emit(syncChange);
  };
  let putAside = false;
  return {
    get: () => state,
    set,
    putAside: () => putAside,
    recount: async () => {
      try {
        const first = state.lastPull === null;
        const [outbox, attention, kept, skew] = await Promise.all([
          store.all('outbox'),
          store.all('attention'),
          first ? store.get('meta', 'lastPull') : undefined,
          first ? store.get('meta', 'skew') : undefined,
        ]);
        const waiting = outbox.filter(({ doneRv }) => doneRv === null);
        const unseen = attention.filter(({ seen }) => !seen);
        putAside = attention.some((item) => item.status === 'quarantined');
        const oldest = waiting[0] ? parseIsoWib(waiting[0].op.at.wall) : null;
        const lastPull = state.lastPull ?? (kept?.value as number | undefined) ?? null;
        const skewMs = state.skewMs ?? (skew?.value as number | undefined) ?? null;
        set({ waiting: waiting.length, oldest, attention: unseen.length, lastPull, skewMs });
      } catch {
        set({ safeMode: true });
      }
    },
  };
}
