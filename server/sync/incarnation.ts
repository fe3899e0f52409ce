import { chainStart } from '../../shared/sync/operation.ts';
import { closeLeasesOf, type Closing } from '../numbers/lease.ts';
import type { DeskRow, Tx } from '../store/store.ts';

/**
 * The next incarnation of a desk that was rewound or copied: its sequence continues above `start`, its old blocks are
 * void, for a copy may have printed from them (PROTOCOL E4, E6, N5).
 */
export async function enterIncarnation(
  tx: Tx,
  desk: DeskRow,
  { inc, start }: { readonly inc: number; readonly start: number },
  closing: Closing,
): Promise<DeskRow> {
  const renewed: DeskRow = { ...desk, inc, lastSeq: start, lastHash: chainStart };
  await tx.desks.put(renewed);
  await closeLeasesOf(tx, desk, 'renewed', closing);
  return renewed;
}
