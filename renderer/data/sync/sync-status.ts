import { parseIsoWib } from '../../../shared/dates/wib.ts';
import { syncChange, type Changes } from '../changes.ts';
import { meta, readMeta } from '../meta.ts';
import type { SyncState } from '../office.ts';
import type { World } from '../ports.ts';
import { clockState } from './clock-state.ts';

/** The state of the sync, changed in one place and announced when it changed. */
export interface SyncStatus {
  get(): SyncState;
  set(part: Partial<SyncState>): void;
  /** Counts pending entries and attention items; a store that cannot be read means safe mode. */
  recount(): Promise<void>;
  /** Whether entries of this account are quarantined at the server, as counted last. */
  quarantined(): boolean;
}

export const initialSync: SyncState = {
  phase: 'offline',
  pause: null,
  reachable: false,
  pending: 0,
  oldest: null,
  lastPull: null,
  first: null,
  attention: 0,
  safeMode: false,
  storeIsNewer: false,
  skewMs: null,
  clock: 'right',
  numbering: 'open',
  numbers: [],
  withheld: 0,
  leaderSilent: false,
};

export function makeSyncStatus(
  { store, clock, builtAt, report }: Pick<World, 'store' | 'clock' | 'builtAt' | 'report'>,
  changes: Changes,
): SyncStatus {
  let state = { ...initialSync, clock: clockState(null, clock.now(), builtAt) };
  const set = (part: Partial<SyncState>): void => {
    const skewMs = part.skewMs === undefined ? state.skewMs : part.skewMs;
    // What did not change keeps its identity, so that nobody is notified of it.
    const numbers =
      part.numbers && JSON.stringify(part.numbers) !== JSON.stringify(state.numbers) ? part.numbers : state.numbers;
    const next = { ...state, ...part, numbers, clock: clockState(skewMs, clock.now(), builtAt) };
    if ((Object.keys(next) as (keyof SyncState)[]).every((name) => next[name] === state[name])) return;
    state = next;
    changes.emit(syncChange);
  };
  let quarantined = false;
  const read = async (first: boolean) => {
    try {
      return await Promise.all([
        store.all('outbox'),
        store.all('attention'),
        store.all('lost'),
        first ? readMeta(store, meta.lastPull) : null,
        first ? readMeta(store, meta.skew) : null,
      ]);
    } catch (error) {
      report('recount', error);
      set({ safeMode: true });
      return null;
    }
  };
  const count = ([outbox, attention, lost, kept, skew]: NonNullable<Awaited<ReturnType<typeof read>>>): void => {
    try {
      const pending = outbox.filter(({ doneRv }) => doneRv === null);
      const unseen = [...attention, ...lost].filter(({ seen }) => !seen);
      quarantined = attention.some((item) => item.status === 'quarantined');
      const oldest = pending[0] ? parseIsoWib(pending[0].op.at.wall) : null;
      const lastPull = state.lastPull ?? kept;
      const skewMs = state.skewMs ?? skew;
      set({ pending: pending.length, oldest, attention: unseen.length, lastPull, skewMs });
    } catch (error) {
      // A fault of the program: entries are taken as before, only the numbers shown are those of the last count.
      report('recount', error);
    }
  };
  return {
    get: () => state,
    set,
    quarantined: () => quarantined,
    recount: async () => {
      const found = await read(state.lastPull === null);
      if (found) count(found);
    },
  };
}
