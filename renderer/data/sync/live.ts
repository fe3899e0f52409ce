import type { World } from '../ports.ts';
import type { Poke } from '../../../shared/sync/protocol.ts';
import { backOff } from './back-off.ts';

/** The server sends a heartbeat every 20 s; after this long without one the channel counts as dead. */
const silenceMs = 50_000;

export interface LiveChannel {
  /** Opens the channel unless it is open; one that broke recently is opened when its wait is over. */
  open(): void;
  /** Whether hints would arrive; polling may then be rare. */
  up(): boolean;
  close(): void;
}

interface Line {
  hangUp: () => void;
}

/**
 * The live channel of the leader window (PROTOCOL L6). `onPoke`: something changed at the server, or may have;
 * `onBreak`: it broke for the first time since it last worked. A channel that is merely blocked is retried with growing
 * pauses.
 */
export function makeLive(
  { server, timers, chance }: Pick<World, 'server' | 'timers' | 'chance'>,
  onPoke: (hint: Poke | null) => void,
  onBreak: () => void,
): LiveChannel {
  let current: Line | null = null;
  let heard = false;
  let faults = 0;
  let silence: unknown = null;
  /** The timer of a broken channel's pause; the channel is opened afterwards if that was requested. */
  let resting: unknown = null;
  let asked = false;

  const unwatch = (): void => {
    if (silence !== null) timers.clear(silence);
    silence = null;
  };
  const rest = (ms: number): void => {
    asked = false;
    resting = timers.set(() => {
      resting = null;
      if (asked) open();
    }, ms);
  };
  // Events of a channel that was given up are ignored.
  const broken = (line: Line): void => {
    if (current !== line) return;
    unwatch();
    current = null;
    heard = false;
    faults++;
    rest(backOff(faults, chance()));
    if (faults === 1) onBreak();
  };
  const watch = (line: Line): void => {
    unwatch();
    silence = timers.set(() => {
      line.hangUp();
      broken(line);
    }, silenceMs);
  };
  const alive = (line: Line): void => {
    if (current !== line) return;
    heard = true;
    faults = 0;
    watch(line);
  };
  const open = (): void => {
    asked = true;
    if (current || resting !== null) return;
    const line: Line = { hangUp: () => undefined };
    current = line;
    watch(line);
    const sign = (): void => alive(line);
    const poke = (hint: Poke | null): void => {
      sign();
      onPoke(hint);
    };
    // Changes during the outage were not announced, so opening is a hint by itself.
    const up = (): void => poke(null);
    line.hangUp = server.live(poke, up, () => broken(line), sign);
  };

  return {
    open,
    up: () => heard,
    close() {
      unwatch();
      if (resting !== null) timers.clear(resting);
      resting = null;
      current?.hangUp();
      current = null;
      heard = false;
    },
  };
}
