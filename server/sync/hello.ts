import type { Clock } from '../../shared/clock.ts';
import type { HelloAnswer, HelloRequest } from '../../shared/sync/protocol.ts';
import { openBooks } from '../numbers/books.ts';
import type { DeskRow, Tx } from '../store/store.ts';
import { enterIncarnation } from './incarnation.ts';

/** Whether the desk stands where the server knows it: an earlier end or another hash there is a rewound desk (P2, N5). */
function forked(desk: DeskRow, { lastSeq, lastHash }: HelloRequest): boolean {
  if (lastSeq > desk.lastSeq) return false;
  if (lastSeq < desk.lastSeq) return true;
  return lastSeq > 0 && desk.lastHash !== lastHash;
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
  const state = found.retired ? 'retired' : desk === null || forked(desk, request) ? 'fork' : 'ok';
  const known = desk ?? found;
  return {
    epoch,
    rvNow: rv,
    serverTime: clock.now(),
    lastSeq: known.lastSeq,
    lastHash: known.lastHash,
    scopes: [...scopes],
    state,
    inc: known.inc,
    numbering: 'open',
    late: { upTo: 0, results: [] },
    blockSize: known.blockSize,
    openBooks: [...openBooks(clock)],
  };
}
