import type { FastifyInstance } from 'fastify';
import { paths } from '../../shared/sync/protocol.ts';
import { askerIn } from '../auth/callers.ts';
import type { Deps } from '../deps.ts';
import type { Tx } from '../store/store.ts';
import { agencyScope } from '../sync/scope-rows.ts';
import { asking } from './answers.ts';

const heartbeatMs = 20_000;
/** An event, because a page never receives comments: it closes a channel that was silent for 50 s. */
const heartbeat = 'event: hb\ndata: 1\n\n';

/**
 * Hints for whoever has one scope alone: of what changed elsewhere nobody there learns, not even that it did (PROTOCOL P20).
 * A new epoch is everybody's.
 */
export async function pokeOfScope(
  { store }: Pick<Deps, 'store'>,
  scope: string,
  poke: (text: string) => void,
): Promise<(text: string) => void> {
  let seen = await store.read((tx) => tx.clock());
  const isNews = (): Promise<boolean> =>
    store.read(async (tx) => {
      const now = await tx.clock();
      const before = seen;
      seen = now;
      if (now.epoch !== before.epoch) return true;
      return (await tx.scopes.changed(scope, before.rv, { rows: 1, chars: 1 })).length > 0;
    });
  return (text) => {
    void isNews().then(
      (is) => is && poke(text),
      // A hint that is lost costs time alone.
      () => undefined,
    );
  };
}

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
      const write = (text: string): void => void raw.write(text);
      const { method, headers, cookies } = request;
      const mayStay = async (tx: Tx): Promise<boolean> =>
        (await askerIn(tx, deps, { method, headers, cookies }, 'anyone')).ok;
      const leave = deps.live.join({
        desk: desk?.id ?? null,
        session: session.tokenHash,
        mayStay,
        poke: desk?.agency ? await pokeOfScope(deps, agencyScope(desk.agency), write) : write,
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
