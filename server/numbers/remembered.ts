import type { Clock } from '../../shared/clock.ts';
import type { RememberedLease } from '../../shared/sync/recovery-api.ts';
import type { DeskRow, LeaseRow, Tx } from '../store/store.ts';
import { isOwnBlock, sealsOf, type Seals } from '../trust/seals.ts';
import { raiseBook, type BookName } from './books.ts';

const restored = { class: 'restored', reason: null, by: null, at: null } as const;

/** The highest number the desk reports as burned of a block, if the block can contain it. */
const usedOf = ({ from, to, used }: RememberedLease): number | null =>
  used !== null && from <= used && used <= to ? used : null;

function closingOf(desk: DeskRow, reported: RememberedLease, clock: Clock): Partial<LeaseRow> {
  const closed = { closed: true, highestUsed: usedOf(reported), closedAt: clock.now() } as const;
  if (reported.inc < desk.inc) return { ...closed, reason: 'renewed' };
  return reported.closed ? { ...closed, reason: 'returned' } : {};
}

/** The desk that was issued the block: the reporting one, or the one it was copied from; null: no seal proves it. */
function holderOf(seals: Seals, desk: DeskRow, reported: RememberedLease): string | null {
  const asked = [desk.id, ...(desk.origin === null ? [] : [desk.origin])];
  return asked.find((id) => isOwnBlock(seals, { ...reported, desk: id }, reported.seal)) ?? null;
}

/**
 * PROTOCOL E3, T11: restores the blocks a desk reports after the register was restored, each by the seal it was issued
 * with. An unknown one is added and the counter raised above it; one the desk gave up meanwhile is closed. One without
 * a valid seal was issued by nobody, and is noted. Returns the books whose counter moved.
 */
export async function rememberLeases(
  tx: Tx,
  desk: DeskRow,
  reported: readonly RememberedLease[],
  clock: Clock,
): Promise<readonly BookName[]> {
  const moved: BookName[] = [];
  const seals = await sealsOf(tx);
  for (const lease of reported) {
    const { id, inc, book, year, from, to } = lease;
    const known = await tx.numbers.lease(id);
    if (known) {
      if (known.desk === desk.id && !known.closed)
        await tx.numbers.putLease({ ...known, ...closingOf(desk, lease, clock) });
      continue;
    }
    const holder = holderOf(seals, desk, lease);
    if (holder === null) {
      await tx.desks.addFault(desk.id, lease.seal === undefined ? 'unsealed-block' : 'broken-seal', clock.now());
      continue;
    }
    if (await raiseBook(tx, { book, year }, to + 1, restored)) moved.push({ book, year });
    const open = {
      closed: false,
      highestUsed: null,
      reason: null,
      closedBy: null,
      closedAt: null,
      home: null,
    } as const;
    const found: LeaseRow = { id, desk: holder, inc, opId: null, book, year, from, to, grantedAt: null, ...open };
    // Only the desk it was copied from knows whether it gave the block up.
    await tx.numbers.putLease(holder === desk.id ? { ...found, ...closingOf(desk, lease, clock) } : found);
  }
  return moved;
}
