import { pushLimit } from './protocol.ts';

/** As many operations from the front as one push may carry; always at least one (PROTOCOL P6). */
export function cutBatch<T>(ops: readonly T[], limit: number): readonly T[] {
  const batch: T[] = [];
  let size = 0;
  for (const op of ops.slice(0, limit)) {
    size += JSON.stringify(op).length;
    if (batch.length > 0 && size > pushLimit.characters) break;
    batch.push(op);
  }
  return batch;
}
