import type { Poke } from '../../shared/sync/protocol.ts';
import type { Tx } from '../store/store.ts';

/** The listeners for hints that something changed (PROTOCOL L6). */
export interface LiveHub {
  /** Something was committed, up to this version. */
  poke(epoch: string, rv: number): void;
  /** Returns the function that stops listening. */
  join(listener: LiveListener): () => void;
  /** Ends every channel whose session, account or desk has ended (PROTOCOL T6). */
  review(tx: Tx): Promise<void>;
  /** Ends every channel. */
  close(): void;
}

export interface LiveListener {
  /** Whether the account that opened it would be admitted now. */
  mayStay(tx: Tx): Promise<boolean>;
  poke(text: string): void;
  end(): void;
}

/** Hundreds of desks must not all ask in one instant: this many are notified at once, the next ones a moment later. */
const wave = { desks: 10, ms: 20 } as const;

export function liveHub(later: (work: () => void, ms: number) => void): LiveHub {
  const listeners = new Set<LiveListener>();
  let last: Poke | null = null;
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
      return () => {
        listeners.delete(listener);
      };
    },
    async review(tx) {
      for (const listener of [...listeners]) {
        if (await listener.mayStay(tx)) continue;
        listeners.delete(listener);
        listener.end();
      }
    },
    close() {
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
  };
}
