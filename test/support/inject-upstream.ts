import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import type { Upstream } from '../../main/desk/ports.ts';
import { paths } from '../../shared/sync/protocol.ts';

/** Where desks of the tests find their server. */
export const serverAddress = 'http://lembar.test';

const kept = ['content-type', 'cache-control', 'retry-after', 'location', 'upload-offset'];

/**
 * The wire of a desk to a server in this process that does not listen. `app`: null while it is stopped. `busy` is
 * called with every request under way.
 */
export function injectUpstream(app: () => FastifyInstance | null, busy: <T>(work: Promise<T>) => Promise<T>): Upstream {
  return async ({ url, method, headers, body, signal }) => {
    const server = app();
    if (!server) throw new Error('ECONNREFUSED');
    const path = url.slice(serverAddress.length);
    const isLive = path.startsWith(paths.live);
    const answer = await busy(
      server.inject({
        method: method as 'GET',
        url: path,
        headers,
        ...(body ? { payload: Buffer.from(body) } : {}),
        ...(isLive ? { payloadAsStream: true, ...(signal ? { signal } : {}) } : {}),
      }),
    );
    if (signal?.aborted) throw new Error('ECONNRESET');
    const back = kept.flatMap((name) =>
      answer.headers[name] === undefined ? [] : [[name, String(answer.headers[name])]],
    );
    const bytes = isLive ? Readable.toWeb(answer.stream()) : new Blob([answer.rawPayload as BlobPart]).stream();
    return {
      status: answer.statusCode,
      headers: Object.fromEntries(back) as Record<string, string>,
      body: bytes as ReadableStream<Uint8Array>,
    };
  };
}
