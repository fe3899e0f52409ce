import type {} from '@fastify/cookie';
import type { FastifyReply } from 'fastify';

/** What a request states of itself, whatever its transport: HTTP, or a world in memory. */
export interface Asked {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly cookies: Readonly<Record<string, string | undefined>>;
}

const deskCookie = 'lembar_desk';
const sessionCookie = 'lembar_session';

/** With this in its name a browser takes a cookie from this host over TLS alone, and no other host can set it. */
const hostOnly = '__Host-';
const cookieName = (name: string, secure: boolean): string => (secure ? hostOnly + name : name);

/** A browser that was enrolled before has its cookie without the prefix; one with it takes precedence. */
const cookieOf = ({ cookies }: Asked, name: string): string | null => cookies[hostOnly + name] ?? cookies[name] ?? null;

/** The tokens a browser sends in its cookies. */
export function cookieTokens(request: Asked): { readonly desk: string | null; readonly session: string | null } {
  return { desk: cookieOf(request, deskCookie), session: cookieOf(request, sessionCookie) };
}

/** Gives a browser that was enrolled before the prefix its cookies under the new names. */
export function renameCookies(request: Asked, reply: FastifyReply, rules: CookieRules): void {
  const { desk, session } = cookieTokens(request);
  const isOld = request.cookies[hostOnly + deskCookie] === undefined || request.cookies[sessionCookie] !== undefined;
  if (!rules.secure || !isOld || desk === null || session === null) return;
  setCookies(reply, rules, { desk, session });
  for (const name of [deskCookie, sessionCookie]) reply.clearCookie(name, { path: '/' });
}

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
  tokens: { readonly desk?: string; readonly session?: string },
): void {
  const rules = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  if (tokens.desk !== undefined)
    reply.setCookie(cookieName(deskCookie, secure), tokens.desk, { ...rules, maxAge: deskSeconds });
  const maxAge = Math.floor(sessionMs / 1000);
  if (tokens.session !== undefined)
    reply.setCookie(cookieName(sessionCookie, secure), tokens.session, { ...rules, maxAge });
}

export function clearSessionCookie(reply: FastifyReply, { secure }: CookieRules): void {
  const rules = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  for (const name of new Set([cookieName(sessionCookie, secure), sessionCookie])) reply.clearCookie(name, rules);
}

/** Whether a request that may change something comes from our own page. Browsers send one of both headers with it. */
export function sameOrigin(request: Asked): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = request.headers['origin'];
  if (typeof origin !== 'string') return origin === undefined;
  return URL.canParse(origin) && new URL(origin).host === request.headers['host'];
}
