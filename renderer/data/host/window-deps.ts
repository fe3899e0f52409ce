import type { Announcer, Codec, Locks, Timers } from '../ports.ts';

/** Straight through the stream: a Blob in between would take a round trip to the browser process for every pack. */
function through(stream: CompressionStream | DecompressionStream, bytes: Uint8Array): Response {
  const writer = stream.writable.getWriter();
  // Bad bytes are reported at the reading end.
  writer.write(bytes as BufferSource).catch(() => undefined);
  writer.close().catch(() => undefined);
  return new Response(stream.readable);
}

/** deflate-raw by the browser itself. */
export const windowCodec: Codec = {
  inflate: (bytes) => through(new DecompressionStream('deflate-raw'), bytes).text(),
  deflate: async (text) =>
    new Uint8Array(await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(text)).arrayBuffer()),
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
  // Posted after the present task: a clerk must not wait until other windows are notified.
  let pending: unknown[] = [];
  const post = (): void => {
    const messages = pending;
    pending = [];
    for (const message of messages) channel.postMessage(message);
  };
  addEventListener('pagehide', post);
  channel.onmessage = ({ data }) => {
    for (const listener of [...listeners]) listener(data);
  };
  return {
    post: (message) => {
      if (pending.push(message) === 1) setTimeout(post, 0);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      post();
      removeEventListener('pagehide', post);
      channel.close();
    },
  };
}
