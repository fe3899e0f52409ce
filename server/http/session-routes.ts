import type { FastifyInstance } from 'fastify';
import { paths } from '../../shared/sync/protocol.ts';
import { enrolRequest, signInRequest, type EnrolAnswer, type SessionAnswer } from '../../shared/sync/session-api.ts';
import { callerOf, deskOf } from '../auth/callers.ts';
import { checkPassword, enrolDesk, identityOf, openSession } from '../auth/sign-in.ts';
import { openBooks } from '../numbers/books.ts';
import type { Parts } from '../parts.ts';
import { bodyOf, fail } from './answers.ts';
import { clearSessionCookie, sameOrigin, setCookies, wantsCookies } from './cookies.ts';

/** A password costs some 100 ms of a core; nobody needs this many a minute from one address. */
export const guarded = { config: { rateLimit: { max: 240, timeWindow: 60_000 } } } as const;

/** Enrolment of a desk, sign-in, "who am I" and sign-out. */
export function sessionRoutes(app: FastifyInstance, parts: Parts): void {
  app.post(paths.enrol, guarded, async (request, reply) => {
    const body = bodyOf(request, enrolRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const cookies = wantsCookies(request);
    if (cookies && !sameOrigin(request)) return fail(reply, 'FORBIDDEN');
    const account = await checkPassword(parts, body, request.ip);
    if (!account.ok) return fail(reply, account.error);
    const made = await parts.store.write(async (tx) => {
      const { desk, token } = await enrolDesk(tx, parts, { name: body.deskName, machine: body.machine });
      return { desk, token, session: await openSession(tx, parts, account.value, desk) };
    });
    // The mark knows the desk before the desk does: an older register put in place lets it in by the mark alone (E2).
    await parts.committed(openBooks(parts.clock));
    request.log.info({ desk: made.desk.code, account: account.value.id }, 'desk enrolled');
    const answer: EnrolAnswer = { ...made.session, desk: identityOf(made.desk), deskToken: made.token };
    if (!cookies) return answer;
    setCookies(reply, parts.settings, { desk: made.token, session: made.session.token });
    return { ...answer, token: '', deskToken: '' };
  });

  app.post(paths.session, guarded, async (request, reply) => {
    const body = bodyOf(request, signInRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const cookies = wantsCookies(request);
    if (cookies && !sameOrigin(request)) return fail(reply, 'FORBIDDEN');
    const desk = await parts.store.read((tx) => deskOf(tx, request));
    if (!desk.ok) return fail(reply, desk.error);
    if (desk.value?.retired) return fail(reply, 'DESK_RETIRED');
    const account = await checkPassword(parts, body, request.ip);
    if (!account.ok) return fail(reply, account.error);
    const answer: SessionAnswer = await parts.store.write((tx) => openSession(tx, parts, account.value, desk.value));
    if (!cookies) return answer;
    setCookies(reply, parts.settings, { session: answer.token });
    return { ...answer, token: '' };
  });

  app.get(paths.session, async (request, reply) => {
    const caller = await callerOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    const { account, session, desk } = caller.value;
    const expiresAt = session.lastUsed + parts.settings.sessionMs;
    return { account, expiresAt, desk: desk ? identityOf(desk) : null };
  });

  app.delete(paths.session, async (request, reply) => {
    const caller = await callerOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    await parts.store.write((tx) => tx.accounts.endSession(caller.value.session.tokenHash));
    clearSessionCookie(reply, parts.settings);
    return {};
  });
}
