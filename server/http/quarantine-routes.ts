import type { FastifyInstance } from 'fastify';
import { todayWib } from '../../shared/dates/wib.ts';
import { judgeRequest, trustPaths, type PutAside } from '../../shared/sync/trust-api.ts';
import { adminOf } from '../auth/callers.ts';
import type { Parts } from '../parts.ts';
import { acceptQuarantined, listQuarantined, refuseQuarantined } from '../sync/late.ts';
import { shownTo } from '../sync/put-aside-view.ts';
import { scopesOf } from '../sync/scope-rows.ts';
import { bodyOf, fail } from './answers.ts';

/** Entries put aside, and the verdict of an administrator on each of them (PROTOCOL P13). */
export function quarantineRoutes(app: FastifyInstance, parts: Parts): void {
  app.get(trustPaths.quarantine, async (request, reply) => {
    const caller = await adminOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    const { masters, account } = caller.value;
    const scopes = scopesOf(masters, account, todayWib(parts.clock.now()));
    return parts.store.read(async (tx) => {
      const entries: PutAside[] = [];
      for (const entry of await listQuarantined(tx)) entries.push(await shownTo(tx, entry, scopes));
      return { entries };
    });
  });

  app.post(trustPaths.quarantine, async (request, reply) => {
    const body = bodyOf(request, judgeRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const caller = await adminOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    const by = caller.value.account.id;
    const judged =
      body.decision === 'accept'
        ? await acceptQuarantined(parts.push, body.opId, by)
        : await refuseQuarantined(parts.push, body.opId, by, body.reason);
    if (!judged) return fail(reply, 'NOT_FOUND');
    await parts.committed(judged.counted);
    const { status, code } = judged.result;
    return { status, code: code ?? null };
  });
}
