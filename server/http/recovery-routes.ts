import type { FastifyInstance } from 'fastify';
import { err, ok, type Result } from '../../shared/result.ts';
import { confirmRemovalRequest, jumpRequest, trustPaths, type RecoveryAnswer } from '../../shared/sync/trust-api.ts';
import type { ErrorCode } from '../../shared/sync/protocol.ts';
import { writeAs } from '../auth/callers.ts';
import type { BookName } from '../numbers/books.ts';
import { numberingIs } from '../numbers/numbering.ts';
import type { Deps } from '../deps.ts';
import type { Tx } from '../store/store.ts';
import { confirmRemoval, withheldRemovals } from '../sync/withheld.ts';
import { acceptJump, recoveryState } from '../sync/recovery.ts';
import { asking, bodyOf, fail, unfitDecision } from './answers.ts';

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
    const body = bodyOf(request, jumpRequest);
    if (!body) return fail(reply, unfitDecision(request, 'epoch'));
    type Jump = Result<{ readonly counted: readonly BookName[]; readonly account: string }, ErrorCode>;
    const jumped = await writeAs(deps, request, 'admin', async (tx, { account }): Promise<Jump> => {
      // Twice would leave two thousand numbers out.
      if ((await numberingIs(tx)) === 'open') return err('NOT_IN_RECOVERY');
      // Restored once more since: he was not shown which desks this restore waits for.
      if ((await tx.clock()).epoch !== body.epoch) return err('NOT_AS_SHOWN');
      return ok({ counted: await acceptJump(tx, account.id, deps.clock), account: account.id });
    });
    if (!jumped.ok) return fail(reply, jumped.error);
    if (!jumped.value.ok) return fail(reply, jumped.value.error);
    const { counted, account } = jumped.value.value;
    await deps.committed(counted);
    request.log.warn({ account }, 'numbering opened by a jump');
    return {};
  });

  app.post(trustPaths.confirmRemoval, async (request, reply) => {
    const body = bodyOf(request, confirmRemovalRequest);
    if (!body) return fail(reply, unfitDecision(request, 'remove'));
    const confirmed = await writeAs(deps, request, 'admin', (tx) => confirmRemoval(tx, body));
    if (!confirmed.ok) return fail(reply, confirmed.error);
    if (!confirmed.value.ok) return fail(reply, confirmed.value.error);
    // The desk learns of it with its next request: notify it to ask now.
    await deps.committed([]);
    return {};
  });
}
