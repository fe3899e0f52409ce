import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assertNever } from '../../shared/result.ts';
import { bodyLimits } from '../../shared/sync/bounds.ts';
import { bodyLimitAt, paths } from '../../shared/sync/protocol.ts';
import { askerOf, deskOf } from '../auth/callers.ts';
import type { Deps } from '../deps.ts';
import { takingTurns } from '../store/turns.ts';
import { exchange, type Reply } from '../sync/exchange.ts';
import { fail } from './answers.ts';
import { parsedLater } from './bounds.ts';

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

/**
 * Pushes worked on: enough that some are verified while others are written and others wait for the mark. A desk sends one
 * after the other; with two the next one is read while the one before is written.
 */
const pushes = { atOnce: 48, ofOne: 2 } as const;
const takingOperations: readonly string[] = [paths.push, paths.reconcile, paths.carried];

/** PROTOCOL.md over HTTP. Snapshots come deflated already. */
export function syncRoutes(app: FastifyInstance, deps: Deps): void {
  const answers = exchange(deps);
  const optionsOf = (path: string) => ({
    bodyLimit: bodyLimitAt(path),
    onRequest: (request: FastifyRequest, reply: FastifyReply) => largeFromKnown(deps, request, reply),
    ...(path === paths.snapshot ? ({ compress: false } as const) : {}),
  });
  for (const [path, answer] of Object.entries(answers)) {
    if (takingOperations.includes(path)) continue;
    app.post(path, optionsOf(path), async (request, reply) => send(reply, await answer(request, request.body)));
  }
  void app.register(async (inTurn) => {
    const parsed = parsedLater(inTurn);
    const turns = takingTurns(pushes);
    for (const path of takingOperations) {
      const answer = answers[path];
      if (!answer) continue;
      inTurn.post(path, optionsOf(path), async (request, reply) =>
        send(
          reply,
          await turns.take(await askerOfTurn(deps, request), async () => answer(request, await parsed(request))),
        ),
      );
    }
  });
}

/** Whose turn it is: each desk has its own, whoever names none that is known shares one with all others like him. */
async function askerOfTurn(deps: Deps, request: FastifyRequest): Promise<string> {
  const desk = await deps.store.read((tx) => deskOf(tx, request));
  return desk.ok && desk.value ? desk.value.id : 'nobody';
}

/** A body larger than a usual push is read only from somebody who may ask at all. */
async function largeFromKnown(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  if (length <= bodyLimits.hello) return undefined;
  const caller = await askerOf(deps, request, 'session');
  return caller.ok ? undefined : fail(reply, caller.error);
}
