import type { Announcer, Locks } from '../../renderer/data/ports.ts';
import { frozen } from './frozen.ts';
import type { Lifetime } from './lifetime.ts';
import type { Timeline } from './timeline.ts';

/** What the windows of one program share: locks and announcements, as a browser gives them. */
export interface WindowHub {
  locks(lifetime: Lifetime): Locks;
  announcer(name: string, lifetime: Lifetime): Announcer;
}

interface Waiting {
  readonly lifetime: Lifetime;
  readonly start: () => void;
}

export function windowHub(timeline: Timeline): WindowHub {
  const queues = new Map<string, Waiting[]>();
  const listeners = new Set<{ name: string; own: object; lifetime: Lifetime; hear: (message: unknown) => void }>();

  /** Lets the next living window in; the first of a queue holds the lock. */
  const leave = (name: string, who: Waiting): void => {
    const queue = queues.get(name) ?? [];
    const rest = queue.filter((waiting) => waiting !== who && waiting.lifetime.alive);
    queues.set(name, rest);
    // The holder may be gone although it was another request of its window that left.
    if (rest[0] !== queue[0]) rest[0]?.start();
  };

  const hold = <T>(name: string, signal: AbortSignal | null, work: () => Promise<T>, lifetime: Lifetime): Promise<T> =>
    new Promise((resolve, reject) => {
      let begun = false;
      const who: Waiting = {
        lifetime,
        start: () => {
          begun = true;
          void work()
            .then(resolve, reject)
            .finally(() => leave(name, who));
        },
      };
      const queue = (queues.get(name) ?? []).filter((waiting) => waiting.lifetime.alive);
      queue.push(who);
      queues.set(name, queue);
      lifetime.onEnd(() => leave(name, who));
      signal?.addEventListener('abort', () => {
        if (begun) return;
        leave(name, who);
        reject(new DOMException('gave up', 'AbortError'));
      });
      if (queue[0] === who) who.start();
    });

  return {
    locks: (lifetime) => ({ hold: (name, signal, work) => lifetime.only(hold(name, signal, work, lifetime)) }),
    announcer: (name, lifetime) => {
      const own = {};
      return {
        post: (message) => {
          if (!lifetime.alive) return;
          const others = [...listeners].filter((other) => other.name === name && other.own !== own);
          if (others.length === 0) return;
          const said = frozen(message);
          for (const other of others) {
            timeline.after(1, () => {
              if (other.lifetime.alive && listeners.has(other)) other.hear(said);
            });
          }
        },
        listen: (hear) => {
          const entry = { name, own, lifetime, hear };
          listeners.add(entry);
          return () => void listeners.delete(entry);
        },
        close: () => undefined,
      };
    },
  };
}
