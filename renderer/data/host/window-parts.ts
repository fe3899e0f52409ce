import type { Announcer, Codec, Locks, Timers } from '../ports.ts';

/** deflate-raw by the browser itself, outside the main thread's way. */
export const windowCodec: Codec = {
  inflate: (bytes) =>
    new Response(new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text(),
  deflate: async (text) =>
    new Uint8Array(
      await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer(),
    ),
};

export const windowTimers: Timers = {
  set: (work, ms) => setTimeout(work, ms),
  clear: (handle) => clearTimeout(handle as number),
};

export const windowLocks: Locks = {
  hold: (name, signal, work) => navigator.locks.request(`lembar:${name}`, signal ? { signal } : {}, work),
};

export function windowAnnouncer(name: string): Announcer {
  const channel = new BroadcastChannel(name);
  const listeners = new Set<(message: unknown) => void>();
  channel.onmessage = ({ data }) => {
    for (const listener of [...listeners]) listener(data);
  };
  return {
    post: (message) => channel.postMessage(message),
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => channel.close(),
  };
}
