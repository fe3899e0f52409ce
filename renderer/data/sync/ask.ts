import type { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { NetFault, Server } from '../ports.ts';

/** Sends a request to the server and parses its answer; an answer that is not of this protocol is a fault like none. */
export async function ask<T>(
  server: Server,
  path: string,
  body: unknown,
  shape: z.ZodType<T>,
): Promise<Result<T, NetFault>> {
  const answer = await server.call(path, body);
  if (!answer.ok) return answer;
  const parsed = shape.safeParse(answer.value);
  return parsed.success ? ok(parsed.data) : err({ status: 0, code: 'NOT_OUR_SERVER' });
}
