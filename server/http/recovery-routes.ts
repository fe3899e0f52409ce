import type { FastifyInstance } from 'fastify';
import { confirmRemovalRequest, trustPaths, type RecoveryAnswer } from '../../shared/sync/trust-api.ts';
import { writeAs } from '../auth/callers.ts';
import { numberingIs } from '../numbers/numbering.ts';
import type { Deps } from '../deps.ts';
import type { Tx } from '../store/store.ts';
import { confirmRemoval, withheldRemovals } from '../sync/withheld.ts';
import { acceptJump, recoveryState } from '../sync/recovery.ts';
import { asking, bodyOf, fail } from './answers.ts';

/** Removals nobody confirmed yet, with the desks that withhold them. */
async function openRemovals(tx: Tx): Promise<RecoveryAnswer['held']> {
  const desks = new Map((await tx.desks.all()).map(({ id, code, name }) => [id, { id, code, name }]));
  return (await withheldRemovals(tx))
    .filter(({ confirmed }) => !confirmed)
    .map(({ scope, account, remove, of, desk }) => ({
      scope,
      account,
      remove,
      of,
      desk: desks.get(desk) ?? { id: desk, code: '', name: '' },
    }));
}

/** What administrators see and decide after a restore (PROTOCOL N4, L12). */
export function recoveryRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(
    trustPaths.recovery,
    asking(deps, 'admin', () =>
      deps.store.read(async (tx): Promise<RecoveryAnswer> => ({
        ...(await recoveryState(tx)),
        held: await openRemovals(tx),
      })),
    ),
  );

  app.post(trustPaths.jump, async (request, reply) => {
    const jumped = await writeAs(deps, request, 'admin', async (tx, { account }) => {
      const closed = (await numberingIs(tx)) === 'closed';
      return closed ? { counted: await acceptJump(tx, account.id, deps.clock), account: account.id } : null;
    });
    if (!jumped.ok) return fail(reply, jumped.error);
    // Twice would leave two thousand numbers out.
    if (!jumped.value) return fail(reply, 'NOT_IN_RECOVERY');
    await deps.committed(jumped.value.counted);
    request.log.warn({ account: jumped.value.account }, 'numbering opened by a jump');
    return {};
  });

  app.post(trustPaths.confirmRemoval, async (request, reply) => {
    const body = bodyOf(request, confirmRemovalRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const confirmed = await writeAs(deps, request, 'admin', (tx) => confirmRemoval(tx, body.scope, body));
    if (!confirmed.ok) return fail(reply, confirmed.error);
    if (!confirmed.value) return fail(reply, 'NOT_FOUND');
    // The desk learns of it with its next request: notify it to ask now.
    await deps.committed([]);
    return {};
  });
}
