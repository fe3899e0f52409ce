import type { FastifyInstance } from 'fastify';
import { todayWib } from '../../shared/dates/wib.ts';
import { judgeRequest, trustPaths, type PutAside } from '../../shared/sync/trust-api.ts';
import { writeAs } from '../auth/callers.ts';
import type { Parts } from '../parts.ts';
import { acceptQuarantined, listQuarantined, refuseQuarantined } from '../sync/late.ts';
import { shownTo } from '../sync/put-aside-view.ts';
import { scopesOf } from '../sync/scope-rows.ts';
import { asking, bodyOf, fail } from './answers.ts';

/** Entries put aside, and the verdict of an administrator on each of them (PROTOCOL P13). */
export function quarantineRoutes(app: FastifyInstance, parts: Parts): void {
  app.get(
    trustPaths.quarantine,
    asking(parts, 'admin', ({ masters, account }) => {
      const scopes = scopesOf(masters, account, todayWib(parts.clock.now()));
      return parts.store.read(async (tx) => {
        const entries: PutAside[] = [];
        for (const entry of await listQuarantined(tx)) entries.push(await shownTo(tx, entry, scopes));
        return { entries };
      });
    }),
  );

  app.post(trustPaths.quarantine, async (request, reply) => {
    const body = bodyOf(request, judgeRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const judged = await writeAs(parts, request, 'admin', (tx, { account }) =>
      body.decision === 'accept'
        ? acceptQuarantined(tx, parts.push, body.opId, account.id)
        : refuseQuarantined(tx, parts.push, body.opId, account.id, body.reason),
    );
    if (!judged.ok) return fail(reply, judged.error);
    if (!judged.value) return fail(reply, 'NOT_FOUND');
    await parts.committed(judged.value.counted);
    const { status, code } = judged.value.result;
    return { status, code: code ?? null };
  });
}
