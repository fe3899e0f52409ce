import type { Clock } from '../../shared/clock.ts';
import type { Poke } from '../../shared/sync/protocol.ts';
import type { Tx } from '../store/store.ts';

/** The listeners for hints that something changed (PROTOCOL L6). */
export interface LiveHub {
  /** Something was committed, up to this version. */
  poke(epoch: string, rv: number): void;
  /** Returns the function that stops listening. */
  join(listener: LiveListener): () => void;
  /** Whether a channel of the desk is open. */
  reaches(desk: string): boolean;
  /** When the last channel of the desk ended, ms; null: none has. */
  leftAt(desk: string): number | null;
  /** A hint for one desk alone, without a version: something is asked of it. */
  hint(desk: string): void;
  /** Ends every channel whose session, account or desk has ended (PROTOCOL T6). */
  review(tx: Tx): Promise<void>;
  /** Ends every channel. */
  close(): void;
}

export interface LiveListener {
  /** The desk it belongs to; absent or null: to none. */
  readonly desk?: string | null;
  /** The session that opened it. */
  readonly session: string;
  /** Whether the account that opened it would be admitted now. */
  mayStay(tx: Tx): Promise<boolean>;
  poke(text: string): void;
  end(): void;
}

/** Channels of one session: its window has one, and another for a moment when the network changed. */
const mostOfSession = 4;

/** Hundreds of desks must not all ask in one instant: this many are notified at once, the next ones a moment later. */
const wave = { desks: 10, ms: 20 } as const;

export function liveHub(later: (work: () => void, ms: number) => void, clock: Clock): LiveHub {
  const listeners = new Set<LiveListener>();
  const left = new Map<string, number>();
  let last: Poke | null = null;
  const of = (desk: string): readonly LiveListener[] => [...listeners].filter((listener) => listener.desk === desk);
  const drop = (listener: LiveListener): void => {
    if (listeners.delete(listener) && listener.desk != null) left.set(listener.desk, clock.now());
  };
  const sendPoke = (waiting: readonly LiveListener[], text: string): void => {
    for (const listener of waiting.slice(0, wave.desks)) if (listeners.has(listener)) listener.poke(text);
    const rest = waiting.slice(wave.desks);
    if (rest.length > 0) later(() => sendPoke(rest, text), wave.ms);
  };
  return {
    poke(epoch, rv) {
      const asBefore = last?.epoch === epoch && last.rv === rv;
      last = { epoch, rv };
      const hint: Poke = { epoch, rv: asBefore ? null : rv };
      const text = `event: poke\ndata: ${JSON.stringify(hint)}\n\n`;
      sendPoke([...listeners], text);
    },
    join(listener) {
      listeners.add(listener);
      const ofSession = [...listeners].filter(({ session }) => session === listener.session);
      for (const oldest of ofSession.slice(0, -mostOfSession)) {
        drop(oldest);
        oldest.end();
      }
      return () => drop(listener);
    },
    reaches: (desk) => of(desk).length > 0,
    leftAt: (desk) => left.get(desk) ?? null,
    hint(desk) {
      const text = `event: poke\ndata: ${JSON.stringify({ epoch: last?.epoch ?? '', rv: null } satisfies Poke)}\n\n`;
      sendPoke(of(desk), text);
    },
    async review(tx) {
      for (const listener of [...listeners]) {
        if (await listener.mayStay(tx)) continue;
        drop(listener);
        listener.end();
      }
    },
    close() {
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
  };
}
