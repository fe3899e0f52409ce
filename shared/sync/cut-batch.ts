import { isWithheld } from '../desk/withheld.ts';
import { pushLimit } from './protocol.ts';

/** Characters of an operation, or of one with its answer, as they go over the wire. */
function sizeOf(entry: unknown): number {
  const op = typeof entry === 'object' && entry !== null && 'op' in entry ? entry.op : entry;
  return JSON.stringify(entry).length + (isWithheld(op) ? op.withheld : 0);
}

/** As many operations from the front as one push may contain; always at least one (PROTOCOL P6). */
export function cutBatch<T>(ops: readonly T[], limit: number): readonly T[] {
  const batch: T[] = [];
  let size = 0;
  for (const op of ops.slice(0, limit)) {
    size += sizeOf(op);
    if (batch.length > 0 && size > pushLimit.characters) break;
    batch.push(op);
  }
  return batch;
}
