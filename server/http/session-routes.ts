import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { paths } from '../../shared/sync/protocol.ts';
import {
  deskProofRequest,
  deskProofText,
  enrolRequest,
  passwordRequest,
  signInRequest,
  type DeskProofAnswer,
} from '../../shared/sync/session-api.ts';
import { givesWeakPassword } from '../auth/common-passwords.ts';
import { askerOf, deskTokenHash, endOf, writeAs } from '../auth/callers.ts';
import { changePassword } from '../auth/change-password.ts';
import { sourceOf } from '../auth/guesses.ts';
import { enrol, identityOf, signIn, storeKeyFor } from '../auth/sign-in.ts';
import { openBooks } from '../numbers/books.ts';
import type { Deps } from '../deps.ts';
import { asking, bodyOf, fail } from './answers.ts';
import { clearSessionCookie, renameCookies, sameOrigin, setCookies, wantsCookies } from './cookies.ts';

/** A password costs some 100 ms of a core, and nobody needs this many a minute from one address. */
const often = { max: 240, timeWindow: 60_000 } as const;
const byAddress = (request: FastifyRequest): string => sourceOf(request.ip);
export const guarded = { config: { rateLimit: { ...often, keyGenerator: byAddress } } } as const;
/**
 * A desk is counted separately, so that a stranger at the office's address does not use up its share; and at each
 * address, so that neither does who has its token elsewhere.
 */
const byDesk = (request: FastifyRequest): string => `${deskTokenHash(request) ?? ''} ${byAddress(request)}`;
const guardedDesk = { config: { rateLimit: { ...often, keyGenerator: byDesk } } } as const;

/** Enrolment of a desk, sign-in, "who am I" and sign-out. */
export function sessionRoutes(app: FastifyInstance, deps: Deps): void {
  app.post(paths.enrol, guarded, async (request, reply) => {
    const body = bodyOf(request, enrolRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const cookies = wantsCookies(request);
    if (cookies && !sameOrigin(request)) return fail(reply, 'FORBIDDEN');
    const made = await enrol(deps, body, request, byAddress(request));
    if (!made.ok) return fail(reply, made.error.code, made.error);
    // The mark records the desk before it is answered: an older restored register admits it by the mark alone (E2).
    await deps.committed(openBooks(deps.clock));
    const answer = made.value;
    const { desk, account } = answer;
    const what = body.again === undefined ? 'desk enrolled' : 'desk enrolled again, its old token ended';
    request.log.info({ desk: desk.code, account: account.id }, what);
    // Who was signed in there with the old token is heard no more.
    if (body.again !== undefined) await deps.ended();
    if (!cookies) return answer;
    setCookies(reply, deps.settings, { desk: answer.deskToken, session: answer.token });
    return { ...answer, token: '', deskToken: '' };
  });

  app.post(paths.session, guardedDesk, async (request, reply) => {
    const body = bodyOf(request, signInRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const cookies = wantsCookies(request);
    if (cookies && !sameOrigin(request)) return fail(reply, 'FORBIDDEN');
    const opened = await signIn(deps, body, request, byAddress(request));
    if (!opened.ok) return fail(reply, opened.error.code, opened.error);
    const answer = opened.value;
    if (!cookies) return answer;
    setCookies(reply, deps.settings, { session: answer.token });
    return { ...answer, token: '' };
  });

  app.post(paths.deskProof, guarded, async (request, reply) => {
    const body = bodyOf(request, deskProofRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const desk = await deps.store.read((tx) => tx.desks.get(body.desk));
    if (!desk) return fail(reply, 'DESK_UNKNOWN');
    const proof = createHmac('sha256', desk.tokenHash).update(deskProofText(desk.id, body.nonce)).digest('hex');
    return { proof } satisfies DeskProofAnswer;
  });

  app.get(
    paths.session,
    asking(deps, 'anyone', async ({ account, session, desk }, request, reply) => {
      if (wantsCookies(request)) renameCookies(request, reply, deps.settings);
      const expiresAt = endOf(session, deps.settings.sessionMs);
      const answer = { account, expiresAt, desk: desk ? identityOf(desk) : null };
      // A page that is loaded again has no key in its memory, and keeps none (PROTOCOL T46).
      if (!wantsCookies(request) || !desk) return answer;
      return { ...answer, ...(await storeKeyFor(deps, desk, account.id)) };
    }),
  );

  app.post(paths.password, guardedDesk, async (request, reply) => {
    const caller = await askerOf(deps, request, 'anyone');
    if (!caller.ok) return fail(reply, caller.error);
    if (await givesWeakPassword(request.body, 'next')) return fail(reply, 'WEAK_PASSWORD');
    const body = bodyOf(request, passwordRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const changed = await changePassword(deps, request, caller.value, body, byAddress(request));
    if (!changed.ok) return fail(reply, changed.error.code, changed.error);
    await deps.ended();
    request.log.info({ account: caller.value.account.id }, 'password changed by its owner');
    return {};
  });

  app.delete(paths.session, async (request, reply) => {
    const ended = await writeAs(deps, request, 'anyone', (tx, { session }) =>
      tx.accounts.endSession(session.tokenHash),
    );
    if (!ended.ok) return fail(reply, ended.error);
    await deps.ended();
    clearSessionCookie(reply, deps.settings);
    return {};
  });
}
