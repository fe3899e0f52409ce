import type { FastifyInstance } from 'fastify';
import { paths } from '../../shared/sync/protocol.ts';
import { askerIn } from '../auth/callers.ts';
import type { Deps } from '../deps.ts';
import type { Tx } from '../store/store.ts';
import { asking } from './answers.ts';

const heartbeatMs = 20_000;
/** An event, because a page never receives comments: it closes a channel that was silent for 50 s. */
const heartbeat = 'event: hb\ndata: 1\n\n';

/** The live channel: server-sent events that only signal that something changed (PROTOCOL L6, T6). */
export function liveRoute(app: FastifyInstance, deps: Deps): void {
  app.get(
    paths.live,
    { compress: false },
    asking(deps, 'anyone', async ({ desk, session }, request, reply) => {
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
        (await askerIn(tx, deps, { method, headers, cookies }, 'anyone')).ok;
      const leave = deps.live.join({
        desk: desk?.id ?? null,
        session: session.tokenHash,
        mayStay,
        poke: (text) => raw.write(text),
        end: () => raw.end(),
      });
      /** A session also expires, of which there is no event. */
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
      // It may have ended between the check and its registration with the hub.
      await askAgain();
      return reply;
    }),
  );
}
