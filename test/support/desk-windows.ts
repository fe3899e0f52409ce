import type { Announcer, Locks } from '../../renderer/data/ports.ts';

export interface DeskWindows {
  readonly locks: Locks;
  announcer(): Announcer;
}

/** Locks and announcements among the windows of one desk, without a browser. */
export function windowsOf(): DeskWindows {
  const tails = new Map<string, Promise<unknown>>();
  const listeners = new Set<{ listen: (message: unknown) => void; own: object }>();
  return {
    locks: {
      hold: (name, signal, work) => {
        const before = tails.get(name) ?? Promise.resolve();
        const next = before.then(() => {
          if (signal?.aborted) throw new Error('gave up');
          return work();
        });
        tails.set(
          name,
          next.catch(() => undefined),
        );
        if (!signal) return next;
        // As `navigator.locks` does: a cancelled request is rejected at once.
        const aborted = new Promise<never>((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('gave up'))),
        );
        let begun = false;
        void before.then(() => (begun = true));
        return Promise.race([next, aborted.catch((error: unknown) => (begun ? next : Promise.reject(error as Error)))]);
      },
    },
    announcer: () => {
      const own = {};
      return {
        post: (message) => {
          for (const other of [...listeners]) if (other.own !== own) other.listen(structuredClone(message));
        },
        listen: (listen) => {
          const entry = { listen, own };
          listeners.add(entry);
          return () => void listeners.delete(entry);
        },
        close: () => undefined,
      };
    },
  };
}
