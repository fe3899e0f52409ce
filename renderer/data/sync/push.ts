import { err, ok, type Result } from '../../../shared/result.ts';
import type { Operation } from '../../../shared/sync/operation.ts';
import { paths, protocolVersion, pushAnswer, pushLimit, type PushAnswer } from '../../../shared/sync/protocol.ts';
import { applyResults } from '../apply.ts';
import type { Filing } from '../filing.ts';
import type { NetFault } from '../ports.ts';
import { ask } from './ask.ts';

/** As many operations from the front as one push may carry; always at least one (PROTOCOL P6). */
export function cutBatch(ops: readonly Operation[], limit: number): readonly Operation[] {
  const batch: Operation[] = [];
  let size = 0;
  for (const op of ops.slice(0, limit)) {
    size += JSON.stringify(op).length;
    if (batch.length > 0 && size > pushLimit.characters) break;
    batch.push(op);
  }
  return batch;
}

/** Sends what the desk has not had answered, batch by batch, in sequence order; nothing leaves without a result. */
export async function pushPending(filing: Filing, epoch: string | null): Promise<Result<PushAnswer | null, NetFault>> {
  const { desk, server, appVersion } = filing.world;
  let limit: number = pushLimit.operations;
  let last: PushAnswer | null = null;
  for (;;) {
    const pending = await desk.pending(limit);
    if (!pending.ok) return err({ status: 0, code: pending.error.code });
    const batch = cutBatch(pending.value, limit);
    const first = batch[0];
    if (!first) return ok(last);
    const body = { proto: protocolVersion, app: appVersion, epoch, inc: first.inc, ops: batch };
    const answer = await ask(server, paths.push, body, pushAnswer);
    if (!answer.ok) {
      if (answer.error.status === 413 && batch.length > 1) {
        limit = Math.max(1, batch.length >> 1);
        continue;
      }
      return answer;
    }
    last = answer.value;
    if (last.results.length === 0) return err({ status: 0, code: 'NOT_OUR_SERVER' });
    // The store first: if the program ends between the two, the same results come again and change nothing.
    await applyResults(filing, last.results);
    const settled = await desk.settle(last.results, last.serverTime);
    if (!settled.ok) return err({ status: 0, code: settled.error.code });
  }
}
