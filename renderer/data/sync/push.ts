import { err, ok, type Result } from '../../../shared/result.ts';
import { cutBatch } from '../../../shared/sync/cut-batch.ts';
import type { Operation } from '../../../shared/sync/operation.ts';
import { paths, protocolVersion, pushAnswer, pushLimit, type PushAnswer } from '../../../shared/sync/protocol.ts';
import { applyResults } from '../apply.ts';
import type { Replica } from '../replica.ts';
import type { NetFault } from '../ports.ts';
import { ask } from './ask.ts';
import { keepWater } from './water.ts';

/**
 * Stores answers in the store first, then in the journal, so that a program that ends between the two gets the same
 * answers again. In safe mode only the journal receives them, and the store takes them from it later (PROTOCOL D6).
 */
export async function takeResults(
  replica: Replica,
  { results, serverTime, epoch, rvNow, water }: Omit<PushAnswer, 'ackSeq'>,
  storeless: boolean,
): Promise<Result<null, NetFault>> {
  await keepWater(replica, water, storeless);
  if (!storeless) await applyResults(replica, results, epoch, rvNow);
  const settled = await replica.world.desk.settle(results, serverTime);
  return settled.ok ? ok(null) : err({ status: 0, code: settled.error.code });
}

/** How often and how long entries wait for the block of another desk: somewhat longer than the register makes them. */
const heldMs = 400;
const mostWaits = 15;

/** The end of a push: everything is sent, or a block of this desk is in the way and has to be given back first. */
export type PushEnd = { readonly kind: 'sent' } | { readonly kind: 'own-block'; readonly lease: string };

/** Sends the pending operations, batch by batch, in sequence order; none leaves the outbox without a result. */
export async function pushPending(
  replica: Replica,
  epoch: string | null,
  storeless: boolean,
): Promise<Result<PushEnd, NetFault>> {
  const { desk, server, timers, appVersion } = replica.world;
  let waits = 0;
  let limit: number = pushLimit.operations;
  for (;;) {
    const pending = await desk.pending(limit);
    if (!pending.ok) return err({ status: 0, code: pending.error.code });
    const batch: readonly Operation[] = cutBatch(pending.value, limit);
    const first = batch[0];
    if (!first) return ok({ kind: 'sent' });
    const body = { proto: protocolVersion, app: appVersion, epoch, inc: first.inc, ops: batch, waits: true };
    const answer = await ask(server, paths.push, body, pushAnswer);
    if (!answer.ok) {
      if (answer.error.status === 413 && batch.length > 1) {
        limit = Math.max(1, batch.length >> 1);
        continue;
      }
      return answer;
    }
    const { held, results } = answer.value;
    if (results.length === 0 && !held) return err({ status: 0, code: 'NOT_OUR_SERVER' });
    const taken = await takeResults(replica, answer.value, storeless);
    if (!taken.ok) return taken;
    if (!held) continue;
    if (held.own) return ok({ kind: 'own-block', lease: held.lease });
    // PROTOCOL N14: another desk was asked to move its numbers out of the way; the entries keep their provisional code.
    if (++waits > mostWaits) return ok({ kind: 'sent' });
    await new Promise<void>((resolve) => void timers.set(resolve, heldMs));
  }
}
