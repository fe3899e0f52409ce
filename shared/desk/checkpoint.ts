import type { DeskState } from './desk-state.ts';
import type { Answered } from './desk.ts';
import type { Checkpoint, ClosedFile } from './journal-record.ts';

/**
 * Answered operations that a checkpoint includes: about 1 MB, and a form stays open for hours, not for a thousand
 * entries.
 */
const settledLimit = 1000;

/** The state as one record for the head of the next journal file (PROTOCOL D10). */
export function checkpointOf(state: DeskState, files: readonly ClosedFile[]): Checkpoint {
  const settled: Answered[] = [];
  for (const result of [...state.results.values()].slice(-settledLimit)) {
    const op = state.byOpId.get(result.opId);
    if (op?.seq === result.seq) settled.push({ op, result });
  }
  const { identity, server, pinned, machine, start, seal, seq, lastHash, serverTime, water } = state;
  return {
    k: 'state',
    ...{ identity, server, pinned, machine, start, seq, lastHash, serverTime, water },
    ...(seal === null ? {} : { seal }),
    leases: [...state.leases.values()],
    signedIn: [...state.signedIn],
    pending: [...state.pending.values()],
    settled,
    files,
  };
}
