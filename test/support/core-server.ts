import type { DeskCore } from '../../main/desk/desk.ts';
import type { NetFault, Server } from '../../renderer/data/ports.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { paths } from '../../shared/sync/protocol.ts';
import { pokesIn } from './pokes.ts';

/** `/api` through the desk core, as the renderer of the local desk reaches it. */
export function serverThrough(core: DeskCore, account: string): Server {
  const headers = { 'content-type': 'application/json', 'x-lembar-account': account };
  const send = async (path: string, body: unknown): Promise<Result<Response, NetFault>> => {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const { status, headers: back, body: stream } = await core.forward({ path, method: 'POST', headers, body: bytes });
    const response = new Response(stream, { status, headers: { ...back } });
    if (response.ok) return ok(response);
    const json = back['content-type']?.includes('json')
      ? ((await response.json().catch(() => null)) as { code?: string } | null)
      : null;
    return err({ status: json === null || status >= 502 ? 0 : status, code: json?.code ?? 'NOT_OUR_SERVER' });
  };
  return {
    call: async (path, body) => {
      const answer = await send(path, body);
      if (!answer.ok) return answer;
      return answer.value.json().then(
        (value: unknown) => ok(value),
        () => err({ status: 0, code: 'NOT_OUR_SERVER' }),
      );
    },
    bytes: async (path, body) => {
      const answer = await send(path, body);
      return answer.ok ? ok(new Uint8Array(await answer.value.arrayBuffer())) : answer;
    },
    live: (onPoke, onUp, onDown, onBeat) => {
      const gone = new AbortController();
      void (async () => {
        try {
          const request = { path: paths.live, method: 'GET', headers, body: null, signal: gone.signal };
          const { status, body } = await core.forward(request);
          if (status === 200) {
            onUp();
            for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
              onBeat();
              for (const hint of pokesIn(chunk)) onPoke(hint);
            }
          }
        } catch {
          // The connection broke.
        }
        if (!gone.signal.aborted) onDown();
      })();
      return () => gone.abort();
    },
  };
}
