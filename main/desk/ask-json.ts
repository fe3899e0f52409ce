import type { Timers, Upstream, UpstreamAnswer, UpstreamRequest } from './ports.ts';

export interface JsonAnswer {
  readonly status: number;
  /** Null when the body is no JSON, such as the page of a captive portal. */
  readonly body: unknown;
}

/** Limits of time and size of an answer; one beyond them counts as no answer. */
export interface Bounds {
  readonly ms: number;
  readonly bytes: number;
}

/** Reads the bytes of an answer; rejects when there are more than `most`. */
export async function readBytes(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse({ headers }: UpstreamAnswer, bytes: Uint8Array): unknown {
  if (!headers['content-type']?.includes('json')) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return null;
  }
}

/** Resolves with null when the work takes longer than that. */
export function within<T>(timers: Timers, ms: number, work: Promise<T>, onLate: () => void): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = timers.set(() => {
      onLate();
      resolve(null);
    }, ms);
    work.then(resolve, reject).finally(() => timers.clear(timer));
  });
}

/**
 * Asks for JSON. Null when no answer, or too long a one, arrived in time; the limit covers the whole body, so a server
 * that trickles bytes gains nothing.
 */
export async function askJson(
  upstream: Upstream,
  timers: Timers,
  request: UpstreamRequest,
  { ms, bytes }: Bounds,
): Promise<JsonAnswer | null> {
  const patience = new AbortController();
  const ask = async (): Promise<JsonAnswer | null> => {
    const answer = await upstream({ ...request, signal: patience.signal });
    return { status: answer.status, body: parse(answer, await readBytes(answer.body, bytes)) };
  };
  try {
    return await within(timers, ms, ask(), () => patience.abort());
  } catch {
    return null;
  }
}
