import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { ErrorCode } from '../../shared/sync/protocol.ts';

/** The HTTP status of each code. */
export const statusOf: Readonly<Record<ErrorCode, number>> = {
  BAD_REQUEST: 400,
  NOT_SIGNED_IN: 401,
  DESK_UNKNOWN: 401,
  WRONG_PASSWORD: 401,
  DESK_RETIRED: 403,
  FORBIDDEN: 403,
  ACCOUNT_DISABLED: 403,
  WRONG_CODE: 403,
  NOT_FOUND: 404,
  GAP: 409,
  FORK: 409,
  ALREADY_SET_UP: 409,
  USERNAME_TAKEN: 409,
  BOOK_CLOSED: 409,
  NUMBERING_CLOSED: 409,
  TOO_MANY_BLOCKS: 409,
  NOT_IN_RECOVERY: 409,
  TOO_LARGE: 413,
  WEAK_PASSWORD: 422,
  UPGRADE: 426,
  TOO_MANY_TRIES: 429,
  INTERNAL: 500,
};

/** Ends a request with a code of the protocol. */
export function fail(reply: FastifyReply, code: ErrorCode, more: { readonly expect?: number } = {}): FastifyReply {
  return reply.code(statusOf[code]).send({ code, ...more });
}

/** The body as the schema knows it; null when it is something else. */
export function bodyOf<T>(request: FastifyRequest, schema: z.ZodType<T>): T | null {
  const parsed = schema.safeParse(request.body);
  return parsed.success ? parsed.data : null;
}
