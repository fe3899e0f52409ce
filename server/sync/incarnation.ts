import { chainStart } from '../../shared/sync/operation.ts';
import type { DeskRow, Tx } from '../store/store.ts';

/**
 * A desk that was rewound or copied starts its sequence anew under the next incarnation; its old blocks are void (N5).
 * An older incarnation is a copy that was left behind: null.
 */
export async function enterIncarnation(tx: Tx, desk: DeskRow, inc: number): Promise<DeskRow | null> {
  if (inc < desk.inc) return null;
  if (inc === desk.inc) return desk;
  const anew: DeskRow = { ...desk, inc, lastSeq: 0, lastHash: chainStart };
  await tx.desks.put(anew);
  for (const lease of await tx.numbers.leasesOf(desk.id)) {
    if (lease.closed) continue;
    const used = await tx.numbers.usesBetween(lease.book, lease.year, lease.from, lease.to);
    await tx.numbers.putLease({ ...lease, closed: true, highestUsed: used.at(-1)?.no ?? null });
  }
  return anew;
}
