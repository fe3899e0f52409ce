import type { Wire } from './local-window.ts';
import { readPoke } from '../sync/read-poke.ts';
import { errorBody, paths } from '../../../shared/sync/protocol.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { NetFault, Server } from '../ports.ts';

/** A request without an answer within this time has failed; its operations are sent again, which is idempotent. */
const patienceMs = 30_000;

type Fetch = Wire['fetch'];

async function faultOf(response: Response): Promise<NetFault> {
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const body = isJson ? errorBody.safeParse(await response.json().catch(() => null)) : null;
  // 502 and 503 come from the desk when nobody answers, HTML from a captive portal: neither is the server's answer.
  if (!body?.success) return { status: 0, code: 'NOT_OUR_SERVER' };
  const { code, expect } = body.data;
  const status = response.status >= 502 ? 0 : response.status;
  return expect === undefined ? { status, code } : { status, code, expect };
}

/** The server through this page's own origin; the desk core or the cookie adds the credentials. */
export function httpServer(fetch: Fetch, account: string, openEvents: (url: string) => EventSource): Server {
  const send = async (path: string, body: unknown): Promise<Result<Response, NetFault>> => {
    try {
      const response = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-lembar-account': account },
        body: JSON.stringify(body),
        cache: 'no-store',
        signal: AbortSignal.timeout(patienceMs),
      });
      return response.ok ? ok(response) : err(await faultOf(response));
    } catch {
      return err({ status: 0, code: 'SERVER_UNREACHABLE' });
    }
  };
  return {
    call: async (path, body) => {
      const answer = await send(path, body);
      if (!answer.ok) return answer;
      try {
        return ok((await answer.value.json()) as unknown);
      } catch {
        return err({ status: 0, code: 'NOT_OUR_SERVER' });
      }
    },
    bytes: async (path, body) => {
      const answer = await send(path, body);
      if (!answer.ok) return answer;
      try {
        return ok(new Uint8Array(await answer.value.arrayBuffer()));
      } catch {
        return err({ status: 0, code: 'SERVER_UNREACHABLE' });
      }
    },
    live: (onPoke, onUp, onDown, onBeat) => {
      const events = openEvents(`${paths.live}?account=${encodeURIComponent(account)}`);
      events.addEventListener('poke', ({ data }: MessageEvent<string>) => onPoke(readPoke(data)));
      events.addEventListener('hb', onBeat);
      events.addEventListener('open', onUp);
      events.addEventListener('error', () => {
        // The engine decides when to retry; the browser's own retry knows neither back-off nor pause.
        events.close();
        onDown();
      });
      return () => events.close();
    },
  };
}
