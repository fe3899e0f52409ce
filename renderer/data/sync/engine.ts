/*
 * The sync engine of an optimistic client: entries are journalled and shown at once, and rounds exchange them with the
 * server in the background. A round pushes the pending operations, pulls the server's rows, rebases what is still
 * pending onto them (PROTOCOL L4) and verifies the replica by its sums (L9). Its states are those of `Transition`:
 *
 *   idle --> handshake --> push --> pull --> verify --> leases --> idle
 *             |  ^   ^      |       | ^ |      |
 *             v  |   |      |       | | |      | a sum differs: repaired, then pulled again (L9)
 *          replay or |      |       | +-|------+
 *          restart   +------+       |   |
 *          (E2, E4)   GAP or FORK   |   +--> leases, when no verification is due
 *                                   +------> handshake, once, when the server has another epoch (L8)
 *
 *   idle --> push when no handshake is due; push --> restart at a second FORK (E4); push --> idle in safe mode (D6);
 *   no leases while numbering is closed (N4).
 *   Any state --fault--> offline (back-off, P7) or paused (a person has to act), and from there --> handshake.
 */
import type { Poke } from '../../../shared/sync/protocol.ts';
import type { Replica } from '../replica.ts';
import type { PauseReason } from '../office.ts';
import type { NetFault } from '../ports.ts';
import { isStoreless, leaveSafeMode } from '../safe-mode.ts';
import { sendScans } from '../scans-after-round.ts';
import { rereadAll, type WindowMessage } from '../windows.ts';
import { backOff, firstRetryMs } from './back-off.ts';
import type { RoundMemory } from './handshake.ts';
import { makeLive } from './live.ts';
import { syncRound } from './round.ts';
import type { SyncStatus } from './sync-status.ts';

/** Interval of pulls without a poke, in case every hint was lost (PROTOCOL L6); longer while the live channel works. */
const pollMs = 60_000;
const pollWithLiveMs = 300_000;

export interface Engine {
  /** An operation is pending: sync soon. */
  kick(): void;
  /** Syncs now; resolves when the round is over. */
  now(): Promise<void>;
  /** Whether the server answered recently and nothing has failed since. */
  reachable(): boolean;
  /** Whether this window is the leader: it holds the lock. */
  leads(): boolean;
  /** The first exchange of this window as the leader is over; never for one that follows. */
  readonly led: Promise<void>;
  /** The server's epoch at the last handshake. */
  epoch(): string | null;
  stop(): Promise<void>;
}

/** What a fault means for the queue: it waits for a person, or for time. Nothing is ever dropped (PROTOCOL P7). */
export function pauseFor({ status, code }: NetFault): PauseReason | null {
  if (code === 'DESK_RETIRED' || code === 'DESK_UNKNOWN') return 'desk-retired';
  if (status === 401) return 'signed-out';
  if (status === 403) return 'forbidden';
  if (status === 426) return 'upgrade';
  return code === 'FORK' ? 'fork' : null;
}

/** Runs the rounds in the leader window; started by entries, pokes, timers and the network coming back. */
export function startEngine(replica: Replica, status: SyncStatus): Engine {
  const { world } = replica;
  const memory: RoundMemory = {
    hello: null,
    handshake: false,
    handshakeAt: 0,
    countedAt: 0,
    stated: new Set(),
    readTo: null,
  };
  const stopped = new AbortController();
  let timer: unknown = null;
  let running: Promise<void> | null = null;
  let again = false;
  /** An entry or a hint came since the present round began. */
  let wanted = false;
  /** Hints received since the present round began. */
  const hints: Poke[] = [];
  let failures = 0;
  let answered = false;
  /** When the next round is due. */
  let due = 0;

  const schedule = (ms: number): void => {
    if (stopped.signal.aborted) return;
    due = world.clock.now() + ms;
    if (timer !== null) world.timers.clear(timer);
    timer = world.timers.set(() => void exchange(), ms);
  };

  /** An entry was made: sync now; while the server is unreachable this only shortens the wait (PROTOCOL P7). */
  const soon = (): void => {
    // It may be too late for the round under way, so another one follows.
    wanted = true;
    if (running) return;
    const ms = failures === 0 ? 0 : firstRetryMs;
    if (failures === 0 || due > world.clock.now() + ms) schedule(ms);
  };

  /** Hints without news cost no request, above all those caused by this desk's own push (PROTOCOL L6). */
  const isNews = ({ epoch, rv }: Poke): boolean => {
    const { readTo } = memory;
    return rv === null || readTo?.rv == null || epoch !== readTo.epoch || rv > readTo.rv;
  };
  const onHint = (hint: Poke | null): void => {
    if (hint === null || hint.rv === null || hint.epoch !== memory.hello?.epoch) return soon();
    // The round under way may read that far by itself.
    if (running) hints.push(hint);
    else if (isNews(hint)) soon();
  };
  // The channel broke: check once whether the server is gone. A round under way may have its answers from before.
  const onBreak = (): void => {
    if (running) wanted = true;
    else schedule(world.chance() * firstRetryMs);
  };
  const live = makeLive(world, onHint, onBreak);

  const fail = (fault: NetFault): void => {
    answered = false;
    memory.handshake = false;
    const pause = pauseFor(fault);
    failures++;
    world.log?.(pause ? 'paused' : 'offline');
    if (pause) status.set({ phase: 'paused', pause, reachable: false });
    else status.set({ phase: 'offline', pause: null, reachable: false });
    // Full jitter; while somebody has to act, check once a minute whether it was done.
    schedule(pause ? pollMs : backOff(failures, world.chance()));
  };

  const round = async (): Promise<void> => {
    wanted = false;
    hints.length = 0;
    if (isStoreless(replica, status) && (await leaveSafeMode(replica))) status.set({ safeMode: false });
    status.set({ phase: 'working' });
    const result = await syncRound(replica, memory, status);
    if (stopped.signal.aborted) return;
    if (!result.ok) return fail(result.error);
    failures = 0;
    answered = true;
    status.set({ phase: 'idle', pause: null, reachable: true });
    world.log?.('idle');
    if (hints.some(isNews)) wanted = true;
    live.open();
    sendScans(replica).catch((error: unknown) => world.report('scans', error));
    schedule(wanted ? 0 : live.up() ? pollWithLiveMs : pollMs);
  };

  const exchange = (): Promise<void> => {
    if (stopped.signal.aborted) return Promise.resolve();
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        try {
          await round();
        } catch (error) {
          world.report('sync', error);
          // The local store failed in the middle: what was committed is kept, the round is tried again later.
          status.set({ safeMode: true });
          fail({ status: 0, code: 'STORE_FAILED' });
        }
      } while (again && !stopped.signal.aborted);
      running = null;
      if (wanted && failures === 0) schedule(0);
    })();
    return running;
  };

  let leading = false;
  let ledFirst = (): void => undefined;
  const led = new Promise<void>((resolve) => (ledFirst = resolve));
  /** Another window was the leader before, and may have ended before it announced its last write. */
  let followed = false;
  const takeOver = async (): Promise<void> => {
    try {
      await rereadAll(replica);
      world.announcer.post({ kind: 'reread' } satisfies WindowMessage);
    } catch (error) {
      world.report('take over', error);
      status.set({ safeMode: true });
    }
  };
  const lead = world.locks
    .hold(`sync:${replica.world.account.id}`, stopped.signal, async () => {
      leading = true;
      status.set({ leaderSilent: false });
      if (followed) await takeOver();
      await exchange();
      ledFirst();
      await new Promise<void>((resolve) => {
        if (stopped.signal.aborted) resolve();
        stopped.signal.addEventListener('abort', () => resolve());
      });
      leading = false;
    })
    .catch((error: unknown) => {
      leading = false;
      // Stopped while still waiting for the lock: the rejection is expected.
      if (!stopped.signal.aborted) world.report('lock', error);
    });
  // Another window asks: only the leader talks to the server.
  const unlisten = world.announcer.listen((message) => {
    const { kind } = message as WindowMessage;
    if (kind === 'sync') followed = true;
    if (leading && kind === 'kick') soon();
  });

  const askLeader = (): void => world.announcer.post({ kind: 'kick' } satisfies WindowMessage);

  return {
    kick: () => (leading ? soon() : askLeader()),
    now: () => {
      if (leading) return exchange();
      askLeader();
      return Promise.resolve();
    },
    // A window that is not the leader knows it from the leader's status.
    reachable: () => (leading ? answered : status.get().reachable),
    leads: () => leading,
    led,
    epoch: () => memory.hello?.epoch ?? null,
    stop: async () => {
      stopped.abort();
      if (timer !== null) world.timers.clear(timer);
      live.close();
      unlisten();
      await running;
      await lead;
    },
  };
}
