import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assertNever } from '../../shared/result.ts';
import { bodyLimits } from '../../shared/sync/bounds.ts';
import { bodyLimitAt, paths } from '../../shared/sync/protocol.ts';
import { askerOf } from '../auth/callers.ts';
import type { Deps } from '../deps.ts';
import { exchange, type Reply } from '../sync/exchange.ts';
import { fail } from './answers.ts';

function send(reply: FastifyReply, answer: Reply): FastifyReply {
  switch (answer.kind) {
    case 'json':
      return reply.send(answer.body);
    case 'text':
      return reply.type('application/json; charset=utf-8').send(answer.text);
    case 'bytes':
      return reply.type('application/octet-stream').header('cache-control', 'no-store').send(Buffer.from(answer.bytes));
    case 'fail':
      return fail(reply, answer.code, answer.expect === undefined ? {} : { expect: answer.expect });
    default:
      return assertNever(answer, 'answer');
  }
}

/** PROTOCOL.md over HTTP. Snapshots come deflated already. */
export function syncRoutes(app: FastifyInstance, deps: Deps): void {
  for (const [path, answer] of Object.entries(exchange(deps))) {
    const onRequest = (request: FastifyRequest, reply: FastifyReply) => largeFromKnown(deps, request, reply);
    const options = { bodyLimit: bodyLimitAt(path), onRequest };
    const packed = path === paths.snapshot ? ({ compress: false } as const) : {};
    app.post(path, { ...options, ...packed }, async (request, reply) =>
      send(reply, await answer(request, request.body)),
    );
  }
}

/** A body larger than a usual push is read only from somebody who may ask at all. */
async function largeFromKnown(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  if (length <= bodyLimits.hello) return undefined;
  const caller = await askerOf(deps, request, 'session');
  return caller.ok ? undefined : fail(reply, caller.error);
}
