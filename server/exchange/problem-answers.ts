import type { FastifyReply } from 'fastify';
import { exchangeHeaders } from '../../shared/exchange/api.ts';
import { problem, problemKind, type ProblemCode } from '../../shared/exchange/problems.ts';

/** Ends a request with a problem (RFC 9457). `detail` says more than the usual sentence. */
export function refuseWith(
  reply: FastifyReply,
  code: ProblemCode,
  more: Readonly<Record<string, unknown>> = {},
): FastifyReply {
  const { status } = problemKind(code);
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="lembar"');
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .header(exchangeHeaders.error, `${status >= 500 ? 'Server' : 'Client'}.${code}`)
    .send(JSON.stringify(problem(code, more)));
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text inside HTML. */
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? '');
