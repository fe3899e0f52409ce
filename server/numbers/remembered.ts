import type { Clock } from '../../shared/clock.ts';
import type { RememberedLease } from '../../shared/sync/recovery-api.ts';
import type { DeskRow, LeaseRow, Tx } from '../store/store.ts';
import { raiseBook, type BookName } from './books.ts';

const restored = { class: 'restored', reason: null, by: null, at: null } as const;

function closingOf(desk: DeskRow, told: RememberedLease, clock: Clock): Partial<LeaseRow> {
  if (told.inc < desk.inc) return { closed: true, highestUsed: told.used, reason: 'renewed', closedAt: clock.now() };
  if (!told.closed) return {};
  return { closed: true, highestUsed: told.used, reason: 'returned', closedAt: clock.now() };
}

/**
 * PROTOCOL E3: takes up the blocks a desk remembers after the register was restored. An unknown one is put back and the
 * counter goes above it; one the desk gave up meanwhile is closed. Returns the books whose counter moved.
 */
export async function rememberLeases(
  tx: Tx,
  desk: DeskRow,
  told: readonly RememberedLease[],
  clock: Clock,
): Promise<readonly BookName[]> {
  const moved: BookName[] = [];
  for (const lease of told) {
    const { id, inc, book, year, from, to } = lease;
    if (from > to) continue;
    const known = await tx.numbers.lease(id);
    if (known) {
      if (known.desk === desk.id && !known.closed)
        await tx.numbers.putLease({ ...known, ...closingOf(desk, lease, clock) });
      continue;
    }
    if (await raiseBook(tx, { book, year }, to + 1, restored)) moved.push({ book, year });
    const open = { closed: false, highestUsed: null, reason: null, closedBy: null, closedAt: null } as const;
    const found: LeaseRow = { id, desk: desk.id, inc, opId: `told:${id}`, book, year, from, to, ...open };
    await tx.numbers.putLease({ ...found, ...closingOf(desk, lease, clock) });
  }
  return moved;
}
