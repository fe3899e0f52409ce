import type { DeskCore } from '../../main/desk/desk.ts';
import type { UpstreamAnswer } from '../../main/desk/ports.ts';
import type { NetFault, Server } from '../../renderer/data/ports.ts';
import { errorBody, paths } from '../../shared/sync/protocol.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { pokesIn } from '../support/pokes.ts';
import { bytesOf } from './arrived.ts';
import { textOf } from './bytes-text.ts';
import type { Lifetime } from './lifetime.ts';
import type { Timeline } from './timeline.ts';

/** The timeout of the window's own requests (renderer/data/host/http-server.ts). */
const patienceMs = 30_000;

const unreachable: NetFault = { status: 0, code: 'SERVER_UNREACHABLE' };
const foreign: NetFault = { status: 0, code: 'NOT_OUR_SERVER' };

function parsed(bytes: Uint8Array): Result<unknown, NetFault> {
  try {
    return ok(JSON.parse(textOf(bytes)));
  } catch {
    return err(foreign);
  }
}

function faultOf(answer: UpstreamAnswer, bytes: Uint8Array): NetFault {
  const isJson = answer.headers['content-type']?.includes('json') === true;
  const read = isJson ? parsed(bytes) : null;
  const body = read?.ok ? errorBody.safeParse(read.value) : null;
  if (!body?.success) return foreign;
  const { code, expect } = body.data;
  const status = answer.status >= 502 ? 0 : answer.status;
  return expect === undefined ? { status, code } : { status, code, expect };
}

/** The server as a window reaches it: through the desk core, without a browser in between. */
export function windowServer(core: DeskCore, account: string, timeline: Timeline, lifetime: Lifetime): Server {
  const headers = { 'content-type': 'application/json', 'x-lembar-account': account };

  const exchange = async (path: string, body: unknown): Promise<Result<Uint8Array, NetFault>> => {
    try {
      const answer = await core.forward({ path, method: 'POST', headers, body: Buffer.from(JSON.stringify(body)) });
      const bytes = await bytesOf(answer);
      return answer.status === 200 ? ok(bytes) : err(faultOf(answer, bytes));
    } catch {
      return err(unreachable);
    }
  };
  const send = (path: string, body: unknown): Promise<Result<Uint8Array, NetFault>> =>
    lifetime.only(
      new Promise((resolve) => {
        const stop = timeline.after(patienceMs, () => resolve(err(unreachable)));
        void exchange(path, body).then((answer) => {
          stop();
          resolve(answer);
        });
      }),
    );

  return {
    call: async (path, body) => {
      const answer = await send(path, body);
      return answer.ok ? parsed(answer.value) : answer;
    },
    bytes: send,
    live: (onPoke, onUp, onDown) => {
      const gone = new AbortController();
      lifetime.onEnd(() => gone.abort());
      const listen = async (): Promise<void> => {
        const request = { path: paths.live, method: 'GET', headers, body: null, signal: gone.signal };
        const { status, body } = await core.forward(request);
        if (status !== 200) return;
        if (lifetime.alive) onUp();
        for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
          for (const hint of pokesIn(part)) if (lifetime.alive) onPoke(hint);
        }
      };
      void listen()
        .catch(() => undefined)
        .then(() => {
          if (lifetime.alive && !gone.signal.aborted) onDown();
        });
      return () => gone.abort();
    },
  };
}
