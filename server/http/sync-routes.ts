import type { FastifyInstance, FastifyReply } from 'fastify';
import { assertNever } from '../../shared/result.ts';
import { paths } from '../../shared/sync/protocol.ts';
import type { Parts } from '../parts.ts';
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
export function syncRoutes(app: FastifyInstance, parts: Parts): void {
  for (const [path, answer] of Object.entries(exchange(parts))) {
    const options = path === paths.snapshot ? ({ compress: false } as const) : {};
    app.post(path, options, async (request, reply) => send(reply, await answer(request, request.body)));
  }
}
