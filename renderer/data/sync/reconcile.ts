import type { PastPiece } from '../../../shared/desk/desk.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { cutBatch } from '../../../shared/sync/cut-batch.ts';
import { paths, protocolVersion, pushAnswer, pushLimit, type HelloAnswer } from '../../../shared/sync/protocol.ts';
import type { ReconcileRequest } from '../../../shared/sync/recovery-api.ts';
import type { Replica } from '../replica.ts';
import type { NetFault } from '../ports.ts';
import { ask } from './ask.ts';
import { takeResults } from './push.ts';

/** What is replayed of one incarnation; the blocks and `done` go with the last request. */
async function requestOf(
  replica: Replica,
  piece: PastPiece,
  limit: number,
  { life: incarnation, oldEpoch }: Pick<ReconcileRequest, 'life' | 'oldEpoch'>,
): Promise<Result<ReconcileRequest, NetFault>> {
  const ops = cutBatch(piece.ops, limit);
  const done = !piece.more && ops.length === piece.ops.length;
  const leases = done ? await replica.world.desk.leases() : ok([]);
  if (!leases.ok) return err({ status: 0, code: leases.error.code });
  return ok({
    proto: protocolVersion,
    app: replica.world.appVersion,
    inc: piece.inc,
    start: piece.start,
    life: incarnation?.inc === piece.inc ? incarnation : null,
    oldEpoch,
    ops: [...ops],
    leases: [...leases.value],
    done,
  });
}

/**
 * Replays to a restored server what it lost: every answered operation after the last it knows, in order, with its
 * answer, and with the last request the blocks of numbers this desk holds (PROTOCOL E2, E3). Interrupted, it resumes
 * from where the server then is.
 */
export async function reconcile(
  replica: Replica,
  hello: HelloAnswer,
  incarnation: ReconcileRequest['life'],
  oldEpoch: string | null,
  storeless: boolean,
): Promise<Result<null, NetFault>> {
  const { desk, server } = replica.world;
  let after = hello.lastSeq;
  let limit: number = pushLimit.operations;
  for (;;) {
    const piece = await desk.past(after, limit);
    if (!piece.ok) return err({ status: 0, code: piece.error.code });
    const request = await requestOf(replica, piece.value, limit, { life: incarnation, oldEpoch });
    if (!request.ok) return request;
    const { ops, done } = request.value;
    const answer = await ask(server, paths.reconcile, request.value, pushAnswer);
    if (!answer.ok) {
      // Another window of this desk has replayed everything meanwhile.
      if (answer.error.code === 'NOT_IN_RECOVERY') return ok(null);
      if (answer.error.status !== 413 || ops.length <= 1) return answer;
      limit = Math.max(1, ops.length >> 1);
      continue;
    }
    const taken = await takeResults(replica, answer.value, storeless);
    if (!taken.ok) return taken;
    if (done) return ok(null);
    after = piece.value.ops[ops.length - 1]?.op.seq ?? after;
  }
}
