import { jsonFault, requestBounds } from '../../shared/sync/bounds.ts';
import { bodyLimitAt } from '../../shared/sync/protocol.ts';
import type { DeskCore } from '../desk/desk.ts';

function refused(status: number, code: string): Response {
  return Response.json({ code }, { status });
}

async function bodyOf(request: Request, limit: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same bytes, chunk by chunk; cancelling the reader ends the request to the server too. */
function tied(body: ReadableStream<Uint8Array>, request: AbortController): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(out) {
      const { done, value } = await reader.read();
      if (done) out.close();
      else out.enqueue(value);
    },
    async cancel(reason) {
      request.abort();
      await reader.cancel(reason).catch(() => undefined);
    },
  });
}

/**
 * Forwards the page's `/api` calls to the desk core, which adds the token. Answers stream, the live channel among them;
 * Electron gives no signal when a page drops a request but stops reading, and that ends it here.
 */
export function apiRoad(forward: DeskCore['forward']): (request: Request, path: string) => Promise<Response> {
  return async (request, path) => {
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    const body = hasBody ? await bodyOf(request, bodyLimitAt(path.split('?', 1)[0] ?? path)) : null;
    if (hasBody && body === null) return refused(413, 'TOO_LARGE');
    if (body && jsonFault(body.toString(), requestBounds) !== null) return refused(400, 'BAD_REQUEST');
    const running = new AbortController();
    const answer = await forward({
      path,
      method: request.method,
      headers: Object.fromEntries(request.headers),
      body,
      signal: running.signal,
    });
    const empty = answer.status === 204 || answer.status === 304;
    if (empty) await answer.body.cancel();
    return new Response(empty ? null : tied(answer.body, running), { status: answer.status, headers: answer.headers });
  };
}
