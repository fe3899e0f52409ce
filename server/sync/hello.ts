import type { Clock } from '../../shared/clock.ts';
import type { HelloAnswer, HelloRequest } from '../../shared/sync/protocol.ts';
import { openBooks } from '../numbers/books.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { enterIncarnation } from './incarnation.ts';

/** Whether the desk's last operation is the one the server knows at that place (PROTOCOL P2, N5). */
async function forked(tx: Tx, desk: DeskRow, { lastSeq, lastHash }: HelloRequest): Promise<boolean> {
  if (lastSeq === 0 || lastSeq > desk.lastSeq) return false;
  const op = await tx.desks.op(desk.id, desk.inc, lastSeq);
  return op !== null && op.hash !== lastHash;
}

/** The first words of a desk: where both stand, and whether it may go on. */
export async function hello(
  tx: Tx,
  found: DeskRow,
  scopes: readonly string[],
  request: HelloRequest,
  clock: Clock,
): Promise<HelloAnswer> {
  const desk = found.retired ? found : await enterIncarnation(tx, found, request.inc);
  const { epoch, rv } = await tx.clock();
  const state = found.retired ? 'retired' : desk === null || (await forked(tx, desk, request)) ? 'fork' : 'ok';
  const known = desk ?? found;
  return {
    epoch,
    rvNow: rv,
    serverTime: clock.now(),
    lastSeq: known.lastSeq,
    lastHash: known.lastHash,
    scopes: [...scopes],
    state,
    blockSize: known.blockSize,
    openBooks: [...openBooks(clock)],
  };
}
