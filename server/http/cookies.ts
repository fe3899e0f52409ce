import type {} from '@fastify/cookie';
import type { FastifyReply } from 'fastify';

/** What a request states of itself, whatever its transport: HTTP, or a world in memory. */
export interface Asked {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly cookies: Readonly<Record<string, string | undefined>>;
}

export const deskCookie = 'lembar_desk';
export const sessionCookie = 'lembar_session';

/** Some ten years: the identity of a browser as a desk does not end by itself. */
const deskSeconds = 3650 * 86_400;

/** The browser edition asks for cookies, which no script can read, instead of tokens. */
export function wantsCookies(request: Asked): boolean {
  return request.headers['x-lembar-browser'] === '1';
}

export interface CookieRules {
  readonly secure: boolean;
  readonly sessionMs: number;
}

export function setCookies(
  reply: FastifyReply,
  { secure, sessionMs }: CookieRules,
  tokens: { readonly desk?: string; readonly session: string },
): void {
  const rules = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  if (tokens.desk !== undefined) reply.setCookie(deskCookie, tokens.desk, { ...rules, maxAge: deskSeconds });
  reply.setCookie(sessionCookie, tokens.session, { ...rules, maxAge: Math.floor(sessionMs / 1000) });
}

export function clearSessionCookie(reply: FastifyReply, { secure }: CookieRules): void {
  reply.clearCookie(sessionCookie, { path: '/', httpOnly: true, sameSite: 'strict', secure });
}

/** Whether a request that may change something comes from our own page. Browsers send one of both headers with it. */
export function sameOrigin(request: Asked): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = request.headers['origin'];
  if (typeof origin !== 'string') return origin === undefined;
  return URL.canParse(origin) && new URL(origin).host === request.headers['host'];
}
