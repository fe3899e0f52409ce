import { parseIsoWib } from '../../../shared/dates/wib.ts';
import { syncChange, type Changes } from '../changes.ts';
import type { SyncState } from '../office.ts';
import type { Store } from '../store.ts';

/** The state of the exchange, changed in one place and announced when it changed. */
export interface SyncStatus {
  get(): SyncState;
  set(part: Partial<SyncState>): void;
  /** Counts what waits and what asks for attention, from the store. */
  recount(): Promise<void>;
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

export function makeSyncStatus(store: Store, changes: Changes): SyncStatus {
  let state = initialSync;
  const set = (part: Partial<SyncState>): void => {
    const next = { ...state, ...part };
    if ((Object.keys(next) as (keyof SyncState)[]).every((name) => next[name] === state[name])) return;
    state = next;
    changes.emit(syncChange);
  };
  return {
    get: () => state,
    set,
    recount: async () => {
      try {
        const [outbox, attention, kept] = await Promise.all([
          store.all('outbox'),
          store.all('attention'),
          state.lastPull === null ? store.get('meta', 'lastPull') : undefined,
        ]);
        const waiting = outbox.filter(({ doneRv }) => doneRv === null);
        const unseen = attention.filter(({ seen }) => !seen);
        const oldest = waiting[0] ? parseIsoWib(waiting[0].op.at.wall) : null;
        const lastPull = state.lastPull ?? (kept?.value as number | undefined) ?? null;
        set({ waiting: waiting.length, oldest, attention: unseen.length, lastPull });
      } catch {
        set({ safeMode: true });
      }
    },
  };
}
