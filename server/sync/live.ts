/** Everyone who listens for hints that something changed (PROTOCOL L6). */
export interface LiveHub {
  poke(epoch: string, rv: number): void;
  /** Returns the way to stop listening. */
  join(listener: LiveListener): () => void;
  /** Ends every channel. */
  close(): void;
}

export interface LiveListener {
  poke(text: string): void;
  end(): void;
}

export function liveHub(): LiveHub {
  const listeners = new Set<LiveListener>();
  return {
    poke(epoch, rv) {
      const text = `event: poke\ndata: ${JSON.stringify({ epoch, rv })}\n\n`;
      for (const listener of listeners) listener.poke(text);
    },
    join(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close() {
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
  };
}
