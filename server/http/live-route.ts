import type { FastifyInstance } from 'fastify';
import { paths } from '../../shared/sync/protocol.ts';
import { callerOf } from '../auth/callers.ts';
import type { Parts } from '../parts.ts';
import { fail } from './answers.ts';

const heartbeatMs = 20_000;
/** An event, because a page never hears of comments: it hangs up a channel it has heard nothing of for 50 s. */
const heartbeat = 'event: hb\ndata: 1\n\n';

/** The live channel: server-sent events that say "something changed" and nothing else (PROTOCOL L6). */
export function liveRoute(app: FastifyInstance, parts: Parts): void {
  app.get(paths.live, { compress: false }, async (request, reply) => {
    const caller = await callerOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    if (caller.value.desk?.retired) return fail(reply, 'DESK_RETIRED');
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write(heartbeat);
    const beat = setInterval(() => raw.write(heartbeat), heartbeatMs);
    const leave = parts.live.join({ poke: (text) => raw.write(text), end: () => raw.end() });
    raw.on('close', () => {
      clearInterval(beat);
      leave();
    });
    return reply;
  });
}
