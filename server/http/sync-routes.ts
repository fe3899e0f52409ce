import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assertNever } from '../../shared/result.ts';
import { bodyLimits } from '../../shared/sync/bounds.ts';
import { bodyLimitAt, paths } from '../../shared/sync/protocol.ts';
import { askerOf, nobody, requesterOf } from '../auth/callers.ts';
import type { Deps } from '../deps.ts';
import { takingTurns, type Turns } from '../store/turns.ts';
import { exchange, type Reply } from '../sync/exchange.ts';
import { fail } from './answers.ts';
import { setCookies, type CookieRules } from './cookies.ts';
import { parsedLater } from './bounds.ts';
import { holdingBody } from './waiting-bodies.ts';

function send(reply: FastifyReply, answer: Reply, rules: CookieRules): FastifyReply {
  switch (answer.kind) {
    case 'json':
      if (answer.deskToken !== undefined) setCookies(reply, rules, { desk: answer.deskToken });
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
/** Handshakes and blocks of numbers are short, and share their transactions. */
const handshakes = { atOnce: 96, ofOne: 2 } as const;
/** What is read holds the one reader up: few at once leave it to a letter soon. A desk reads one page after the other. */
const readings = { atOnce: 8, ofOne: 2 } as const;

const takingOperations: readonly string[] = [paths.push, paths.reconcile, paths.carried];
const reading: readonly string[] = [paths.pull, paths.snapshot, paths.buckets, paths.bucket];

/** PROTOCOL.md over HTTP, each desk in its turn (P17). Snapshots come deflated already. */
export function syncRoutes(app: FastifyInstance, deps: Deps): void {
  const answers = exchange(deps);
  const optionsOf = (path: string) => ({
    bodyLimit: bodyLimitAt(path),
    onRequest: (request: FastifyRequest, reply: FastifyReply) => largeFromKnown(deps, request, reply),
    ...(path === paths.snapshot ? ({ compress: false } as const) : {}),
  });
  void app.register(async (inTurn) => {
    const parsed = parsedLater(inTurn);
    const turns = { taking: takingTurns(pushes), reading: takingTurns(readings), others: takingTurns(handshakes) };
    const turnsAt = (path: string): Turns => {
      if (takingOperations.includes(path)) return turns.taking;
      return reading.includes(path) ? turns.reading : turns.others;
    };
    for (const [path, answer] of Object.entries(answers)) {
      const { take } = turnsAt(path);
      inTurn.post(path, optionsOf(path), (request, reply) =>
        holdingBody(request, async () =>
          send(
            reply,
            await take((await requesterOf(deps, request)) ?? nobody, async () =>
              answer(request, await parsed(request)),
            ),
            deps.settings,
          ),
        ),
      );
    }
  });
}

/** A body larger than a usual push is read only from somebody who may ask at all. */
async function largeFromKnown(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  if (length <= bodyLimits.hello) return undefined;
  const caller = await askerOf(deps, request, 'anyone');
  return caller.ok ? undefined : fail(reply, caller.error);
}
