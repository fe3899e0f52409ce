import type { FastifyInstance } from 'fastify';
import { paths } from '../../shared/sync/protocol.ts';
import { askerIn } from '../auth/callers.ts';
import type { Deps } from '../deps.ts';
import type { Tx } from '../store/store.ts';
import { asking } from './answers.ts';

const heartbeatMs = 20_000;
/** An event, because a page never hears of comments: it hangs up a channel it has heard nothing of for 50 s. */
const heartbeat = 'event: hb\ndata: 1\n\n';

/** The live channel: server-sent events that say "something changed" and nothing else (PROTOCOL L6, T6). */
export function liveRoute(app: FastifyInstance, deps: Deps): void {
  app.get(
    paths.live,
    { compress: false },
    asking(deps, 'session', async (_caller, request, reply) => {
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      raw.write(heartbeat);
      const { method, headers, cookies } = request;
      const mayStay = async (tx: Tx): Promise<boolean> =>
        (await askerIn(tx, deps, { method, headers, cookies }, 'session')).ok;
      const leave = deps.live.join({ mayStay, poke: (text) => raw.write(text), end: () => raw.end() });
      /** A session also ends by time, of which nobody tells. */
      const askAgain = async (): Promise<boolean> => {
        const stays = await deps.store.read(mayStay).catch(() => false);
        if (!stays) raw.end();
        return stays;
      };
      const beat = setInterval(() => {
        void askAgain().then((stays) => stays && raw.write(heartbeat));
      }, heartbeatMs);
      raw.on('close', () => {
        clearInterval(beat);
        leave();
      });
      // It may have ended between the question and the moment from which the hub knows of it.
      await askAgain();
      return reply;
    }),
  );
}
