import type { FastifyInstance } from 'fastify';
import { todayWib } from '../../shared/dates/wib.ts';
import { judgeRequest, trustPaths, type QuarantinedEntry } from '../../shared/sync/trust-api.ts';
import { writeAs } from '../auth/callers.ts';
import type { Deps } from '../deps.ts';
import { acceptQuarantined, listQuarantined, refuseQuarantined } from '../sync/late.ts';
import { viewOfQuarantined } from '../sync/quarantine-view.ts';
import { scopesOf } from '../sync/scope-rows.ts';
import { asking, bodyOf, fail, unfitDecision } from './answers.ts';

/** Quarantined entries, and the decision of an administrator on each of them (PROTOCOL P13). */
export function quarantineRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(
    trustPaths.quarantine,
    asking(deps, 'admin', ({ masters, account }) => {
      const scopes = scopesOf(masters, account, todayWib(deps.clock.now()));
      return deps.store.read(async (tx) => {
        const entries: QuarantinedEntry[] = [];
        for (const entry of await listQuarantined(tx)) entries.push(await viewOfQuarantined(tx, entry, scopes));
        return { entries };
      });
    }),
  );

  app.post(trustPaths.quarantine, async (request, reply) => {
    const body = bodyOf(request, judgeRequest);
    if (!body) return fail(reply, unfitDecision(request, 'hash'));
    const judged = await writeAs(deps, request, 'admin', (tx, { account }) =>
      body.decision === 'accept'
        ? acceptQuarantined(tx, deps.push, body, account.id)
        : refuseQuarantined(tx, deps.push, body, account.id, body.reason),
    );
    if (!judged.ok) return fail(reply, judged.error);
    if (!judged.value.ok) return fail(reply, judged.value.error);
    const { counted, result } = judged.value.value;
    await deps.committed(counted);
    const { status, code } = result;
    return { status, code: code ?? null };
  });
}
