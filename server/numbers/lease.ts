import type { Clock } from '../../shared/clock.ts';
import type { Ids } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { highestNumber, maxPerBlock } from '../../shared/sync/bounds.ts';
import type { CloseLeaseRequest, Lease, LeaseRequest } from '../../shared/sync/protocol.ts';
import type { CloseReason, DeskRow, LeaseRow, Tx } from '../store/store.ts';
import { bookOf, openBooks, thisYear } from './books.ts';
import { mayReserve } from '../sync/lineage.ts';
import { sealBlock, sealsOf } from '../trust/seals.ts';
import { numberingIs } from './numbering.ts';

/** A block as its desk gets it, with the register's seal (PROTOCOL T11). */
export async function leaseOf(tx: Tx, row: LeaseRow): Promise<Lease> {
  const { id, book, year, from, to } = row;
  return { id, book, year, from, to, seal: sealBlock(await sealsOf(tx), row) };
}

const hourMs = 3_600_000;
/** Blocks a desk gets in an hour, in all and of one book that it does not use up. */
const maxPerHour = 20;
const maxUnusedBlocks = 2;

/** Numbers of a block that are on no letter yet. */
async function unusedOf(tx: Tx, { book, year, from, to }: LeaseRow): Promise<number> {
  const used = await tx.numbers.usesBetween(book, year, from, to);
  return to - (used.at(-1)?.no ?? from - 1);
}

/**
 * PROTOCOL N9: whether the desk has enough. What it gave back unused within the hour counts as well, so that nobody
 * exhausts a book by taking blocks and giving them back.
 */
async function hasEnough(tx: Tx, desk: DeskRow, { book, year }: LeaseRequest, now: number): Promise<boolean> {
  const leases = await tx.numbers.leasesOf(desk.id);
  const fresh = leases.filter(({ grantedAt }) => grantedAt !== null && now - grantedAt < hourMs);
  if (fresh.length >= maxPerHour) return true;
  let reserve = 0;
  for (const lease of leases) {
    if (lease.book !== book || lease.year !== year) continue;
    const counts = lease.closed ? lease.reason === 'returned' && fresh.includes(lease) : true;
    if (counts) reserve += await unusedOf(tx, lease);
  }
  return reserve >= maxUnusedBlocks * desk.blockSize;
}

/**
 * PROTOCOL N3, N7, N9: a block of numbers for one desk; the same request gets the same block, unless that was closed or
 * is of another incarnation of the desk: a copy may have printed from it (N5, N6).
 */
export async function grantLease(
  tx: Tx,
  desk: DeskRow,
  request: LeaseRequest,
  { clock, ids }: { readonly clock: Clock; readonly ids: Ids },
): Promise<Result<LeaseRow, 'BOOK_CLOSED' | 'NUMBERING_CLOSED' | 'TOO_MANY_BLOCKS' | 'COPY_UNCONFIRMED' | 'FORK'>> {
  const { opId, inc, book, year } = request;
  if (inc !== desk.inc) return err('FORK');
  const known = await tx.numbers.leaseByOp(desk.id, inc, opId);
  if (known) return ok(known);
  if (!openBooks(clock).some((open) => open.book === book && open.year === year)) return err('BOOK_CLOSED');
  if ((await numberingIs(tx)) === 'closed') return err('NUMBERING_CLOSED');
  if (!(await mayReserve(tx, desk))) return err('COPY_UNCONFIRMED');
  if (await hasEnough(tx, desk, request, clock.now())) return err('TOO_MANY_BLOCKS');
  const { next } = await bookOf(tx, { book, year });
  const from = await freeFrom(tx, { book, year, next }, desk.blockSize);
  const to = from + desk.blockSize - 1;
  if (to > highestNumber) return err('BOOK_CLOSED');
  const stepped = { class: 'void', reason: 'stepped-over', by: null, at: clock.now() } as const;
  await tx.numbers.addGap({ book, year, from: next, to: from - 1, ...stepped });
  await tx.numbers.putBook({ book, year, next: to + 1 });
  const open = { closed: false, highestUsed: null, reason: null, closedBy: null, closedAt: null } as const;
  const lease: LeaseRow = {
    id: ids.next(),
    desk: desk.id,
    inc,
    opId,
    book,
    year,
    from,
    to,
    grantedAt: clock.now(),
    ...open,
  };
  await tx.numbers.putLease(lease);
  return ok(lease);
}

/** The first start from `next` on where `size` consecutive numbers are on no letter. */
async function freeFrom(tx: Tx, at: { book: string; year: number; next: number }, size: number): Promise<number> {
  let from = at.next;
  for (;;) {
    const taken = await tx.numbers.usesBetween(at.book, at.year, from, from + size - 1);
    const last = taken.at(-1);
    if (!last) return from;
    from = last.no + 1;
  }
}

/**
 * Numbers of a closed block that are on no letter and never will be (PROTOCOL N6). A block larger than any issued now
 * is not listed number by number.
 */
export async function voidNumbers(tx: Tx, { book, year, ...lease }: LeaseRow): Promise<readonly number[]> {
  const from = (lease.highestUsed ?? lease.from - 1) + 1;
  if (lease.to - from >= maxPerBlock) return [];
  const used = new Set((await tx.numbers.usesBetween(book, year, from, lease.to)).map(({ no }) => no));
  return Array.from({ length: Math.max(0, lease.to - from + 1) }, (_, i) => from + i).filter((no) => !used.has(no));
}

/** The account that closes a block; null when the program does. */
export interface Closing {
  readonly account: string | null;
  readonly clock: Clock;
}

/** The desk gives a block up; closing it again changes nothing. Returns the numbers that are void from now on. */
export async function closeLease(
  tx: Tx,
  desk: DeskRow,
  { lease: id, highestUsed }: CloseLeaseRequest,
  { account, clock }: Closing,
): Promise<Result<readonly number[], 'NOT_FOUND' | 'BAD_REQUEST'>> {
  const lease = await tx.numbers.lease(id);
  if (!lease || lease.desk !== desk.id) return err('NOT_FOUND');
  if (lease.closed) return ok(await voidNumbers(tx, lease));
  if (highestUsed !== null && (highestUsed < lease.from || highestUsed > lease.to)) return err('BAD_REQUEST');
  const reason: CloseReason = lease.year < thisYear(clock) ? 'year-end' : 'returned';
  const closed = { ...lease, closed: true, highestUsed, reason, closedBy: account, closedAt: clock.now() };
  await tx.numbers.putLease(closed);
  return ok(await voidNumbers(tx, closed));
}

/**
 * Closes every open block of a desk without asking it: only the numbers its letters have so far are known to be used.
 */
export async function closeLeasesOf(
  tx: Tx,
  desk: DeskRow,
  reason: Exclude<CloseReason, 'returned' | 'year-end'>,
  { account, clock }: Closing,
): Promise<void> {
  for (const lease of await tx.numbers.leasesOf(desk.id)) {
    if (lease.closed) continue;
    const used = await tx.numbers.usesBetween(lease.book, lease.year, lease.from, lease.to);
    const highestUsed = used.at(-1)?.no ?? null;
    await tx.numbers.putLease({
      ...lease,
      closed: true,
      highestUsed,
      reason,
      closedBy: account,
      closedAt: clock.now(),
    });
  }
}
