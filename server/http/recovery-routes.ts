import type { FastifyInstance } from 'fastify';
import { confirmRemovalRequest, trustPaths, type RecoveryAnswer } from '../../shared/sync/trust-api.ts';
import { adminOf } from '../auth/callers.ts';
import { numberingIs } from '../numbers/numbering.ts';
import type { Parts } from '../parts.ts';
import type { Tx } from '../store/store.ts';
import { confirmRemoval, heldRemovals } from '../sync/held.ts';
import { acceptJump, recoveryState } from '../sync/recovery.ts';
import { bodyOf, fail } from './answers.ts';

/** Removals nobody confirmed yet, with the desks that hold them back. */
async function openRemovals(tx: Tx): Promise<RecoveryAnswer['held']> {
  const desks = new Map((await tx.desks.all()).map(({ id, code, name }) => [id, { id, code, name }]));
  return (await heldRemovals(tx))
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
export function recoveryRoutes(app: FastifyInstance, parts: Parts): void {
  app.get(trustPaths.recovery, async (request, reply) => {
    const caller = await adminOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    return parts.store.read(async (tx): Promise<RecoveryAnswer> => ({
      ...(await recoveryState(tx)),
      held: await openRemovals(tx),
    }));
  });

  app.post(trustPaths.jump, async (request, reply) => {
    const caller = await adminOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    const counted = await parts.store.write(async (tx) =>
      (await numberingIs(tx)) === 'closed' ? acceptJump(tx, caller.value.account.id, parts.clock) : null,
    );
    // Twice would leave two thousand numbers out.
    if (!counted) return fail(reply, 'NOT_IN_RECOVERY');
    await parts.committed(counted);
    request.log.warn({ account: caller.value.account.id }, 'numbering opened by a jump');
    return {};
  });

  app.post(trustPaths.confirmRemoval, async (request, reply) => {
    const body = bodyOf(request, confirmRemovalRequest);
    if (!body) return fail(reply, 'BAD_REQUEST');
    const caller = await adminOf(parts, request);
    if (!caller.ok) return fail(reply, caller.error);
    if (!(await parts.store.write((tx) => confirmRemoval(tx, body.scope, body)))) return fail(reply, 'NOT_FOUND');
    // The desk hears of it when it asks the next time: let it ask now.
    await parts.committed([]);
    return {};
  });
}
