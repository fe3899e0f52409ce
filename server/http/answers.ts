import type { FastifyReply, FastifyRequest, RouteGenericInterface } from 'fastify';
import type { z } from 'zod';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import { askerOf, type CallerFor, type Need } from '../auth/callers.ts';
import type { Deps } from '../deps.ts';

/** The HTTP status of each code. */
export const statusOf: Readonly<Record<ErrorCode, number>> = {
  BAD_REQUEST: 400,
  NOT_SIGNED_IN: 401,
  DESK_UNKNOWN: 401,
  WRONG_PASSWORD: 401,
  DESK_RETIRED: 403,
  CARRY_UNSIGNED: 403,
  FORBIDDEN: 403,
  ACCOUNT_DISABLED: 403,
  AGENCY_ACCOUNT: 403,
  AGENCY_DESK: 403,
  WRONG_CODE: 403,
  NOT_FOUND: 404,
  GAP: 409,
  FORK: 409,
  ALREADY_SET_UP: 409,
  USERNAME_TAKEN: 409,
  KEY_ENDED: 409,
  BOOK_CLOSED: 409,
  NUMBERING_CLOSED: 409,
  TOO_MANY_BLOCKS: 409,
  COPY_UNCONFIRMED: 409,
  NOT_IN_RECOVERY: 409,
  NOT_AS_SHOWN: 409,
  TOO_LARGE: 413,
  WEAK_PASSWORD: 422,
  UPGRADE: 426,
  TOO_MANY_TRIES: 429,
  TOO_MANY_DESKS: 429,
  INTERNAL: 500,
  BUSY: 503,
};

/** Refusals of a person, a desk or a right: who reads the log sees that somebody tries. */
const noted: ReadonlySet<ErrorCode> = new Set([
  'WRONG_PASSWORD',
  'WRONG_CODE',
  'TOO_MANY_TRIES',
  'TOO_MANY_DESKS',
  'ACCOUNT_DISABLED',
  'AGENCY_ACCOUNT',
  'AGENCY_DESK',
  'DESK_RETIRED',
  'DESK_UNKNOWN',
  'NOT_SIGNED_IN',
  'KEY_ENDED',
  'COPY_UNCONFIRMED',
  'FORBIDDEN',
]);

/** Neither name nor address: what was typed as a name may be a password, and who sits where concerns nobody else. */
function noteRefusal({ request }: FastifyReply, code: ErrorCode): void {
  if (noted.has(code)) request.log.warn({ code, method: request.method, route: request.routeOptions.url }, 'refused');
}

/** Ends a request with a code of the protocol. `waitMs`: how long a retry is pointless. */
export function fail(
  reply: FastifyReply,
  code: ErrorCode,
  { waitMs, expect }: { readonly expect?: number; readonly waitMs?: number } = {},
): FastifyReply {
  noteRefusal(reply, code);
  if (waitMs !== undefined) reply.header('retry-after', String(Math.ceil(waitMs / 1000)));
  return reply.code(statusOf[code]).send({ code, ...(expect === undefined ? {} : { expect }) });
}

/** A route that authorises its caller first (PROTOCOL T5). */
export function asking<N extends Need, R extends RouteGenericInterface = RouteGenericInterface>(
  deps: Deps,
  need: N,
  work: (caller: CallerFor<N>, request: FastifyRequest<R>, reply: FastifyReply) => Promise<unknown>,
): (request: FastifyRequest<R>, reply: FastifyReply) => Promise<unknown> {
  return async (request, reply) => {
    const caller = await askerOf(deps, request, need);
    return caller.ok ? work(caller.value, request, reply) : fail(reply, caller.error);
  };
}

/** The code for a decision that does not fit: older programs do not name, by this field, what they were shown. */
export function unfitDecision(request: FastifyRequest, field: string): ErrorCode {
  const { body } = request;
  return typeof body === 'object' && body !== null && !(field in body) ? 'UPGRADE' : 'BAD_REQUEST';
}

/** The body parsed by the schema; null when it does not fit. */
export function bodyOf<T>(request: FastifyRequest, schema: z.ZodType<T>): T | null {
  const parsed = schema.safeParse(request.body);
  return parsed.success ? parsed.data : null;
}
