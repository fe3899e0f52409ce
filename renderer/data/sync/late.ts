import type { Operation } from '../../../shared/sync/operation.ts';
import type { HelloAnswer, OpResult } from '../../../shared/sync/protocol.ts';
import { attentionFor } from '../apply.ts';
import { syncChange } from '../changes.ts';
import { meta, writeMeta } from '../meta.ts';
import type { Replica } from '../replica.ts';
import { targetKey } from '../rebase.ts';

/** The operation of a changed answer; null when another account of this desk made it. */
async function ownOperation(replica: Replica, { opId }: OpResult): Promise<Operation | null> {
  const found = await replica.world.desk.find(opId);
  const op = found.ok ? found.value : null;
  return op?.by.account === replica.world.account.id ? op : null;
}

/**
 * Takes answers that changed after they were given: a quarantined entry was released or refused (PROTOCOL P13). The
 * attention item is replaced and unseen again; the effect comes with the pull.
 */
export async function takeLate(replica: Replica, { upTo, results }: HelloAnswer['late']): Promise<void> {
  const { store, desk } = replica.world;
  // A restored server is sent the answer that holds, and the number a letter got later (PROTOCOL E2).
  if (results.length > 0) await desk.settle(results, 0);
  const heard = results.length === 0 ? [] : await Promise.all(results.map((result) => ownOperation(replica, result)));
  await store.write(['attention', 'meta'], async (tx) => {
    for (const [i, result] of results.entries()) {
      const { status, code = null, notes = [], decided } = result;
      const known = await tx.get('attention', result.opId);
      const op = heard[i];
      const key = op ? targetKey(op) : null;
      if (known) {
        tx.put('attention', { ...known, status, code, notes, seen: false, ...(decided ? { decided } : {}) });
      } else {
        const item = op && key !== null ? attentionFor(op, key, result) : null;
        if (item) tx.put('attention', item);
      }
    }
    writeMeta(tx, meta.late, upTo);
  });
  if (results.length > 0) replica.changes.emit(syncChange);
}
