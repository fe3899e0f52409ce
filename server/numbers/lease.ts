import type { Clock } from '../../shared/clock.ts';
import type { Ids } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { highestNumber, maxPerBlock } from '../../shared/sync/bounds.ts';
import type { CloseLeaseRequest, Lease, LeaseRequest } from '../../shared/sync/protocol.ts';
import type { CloseReason, DeskRow, LeaseRow, Tx } from '../store/store.ts';
import { bookOf, openBooks, thisYear } from './books.ts';
import { firstFree, freeRun, heldTo } from './counter.ts';
import type { Holders } from './holders.ts';
import { placementOf } from './placement.ts';
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
/** Blocks a desk moves in an hour: each leaves a row behind. */
const maxMovesPerHour = 600;

/** A block that was given back whole before the counter reached it costs no numbers. */
const cameHome = ({ from, home }: LeaseRow): boolean => home === from;

/** Numbers of a block that are on no letter yet, or never will be. */
async function unusedOf(tx: Tx, lease: LeaseRow): Promise<number> {
  const { book, year, from } = lease;
  const to = heldTo(lease);
  const used = await tx.numbers.usesBetween(book, year, from, to);
  return to - (used.at(-1)?.no ?? from - 1);
}

/**
 * PROTOCOL N9: whether the desk has enough. What it gave back unused within the hour, behind the counter, counts as
 * well, so that nobody exhausts a book by taking blocks and giving them back.
 */
async function hasEnough(tx: Tx, desk: DeskRow, { opId, book, year }: LeaseRequest, now: number): Promise<boolean> {
  const leases = await tx.numbers.leasesOf(desk.id);
  // The desk had its block and gave it back: the request was on its way for long.
  const isStale = leases.some(({ inc, opId: of, reason }) => inc === desk.inc && of === opId && reason === 'returned');
  if (isStale) return true;
  const fresh = leases.filter(({ grantedAt }) => grantedAt !== null && now - grantedAt < hourMs);
  if (fresh.length >= maxMovesPerHour || fresh.filter((lease) => !cameHome(lease)).length >= maxPerHour) return true;
  let reserve = 0;
  for (const lease of leases) {
    if (lease.book !== book || lease.year !== year) continue;
    const counts = lease.closed ? lease.reason === 'returned' && fresh.includes(lease) : true;
    if (counts) reserve += await unusedOf(tx, lease);
  }
  return reserve >= maxUnusedBlocks * desk.blockSize;
}

/** Blocks of the desk whose last number is on a letter: nothing is left to be given back. */
async function closeExhausted(tx: Tx, desk: DeskRow, { book, year }: LeaseRequest, now: number): Promise<void> {
  for (const lease of await tx.numbers.leasesOf(desk.id)) {
    if (lease.closed || lease.book !== book || lease.year !== year) continue;
    if (!(await tx.numbers.use(book, year, lease.to))) continue;
    const closing = { reason: 'returned', closedBy: null, closedAt: now } as const;
    await tx.numbers.putLease({ ...lease, closed: true, highestUsed: lease.to, ...closing });
  }
}

/** PROTOCOL N11, N13: where a new block lies: its first number and how many follow each other. */
async function freeBlock(
  tx: Tx,
  desk: DeskRow,
  { book, year, moves }: LeaseRequest,
  holders: Holders,
): Promise<{ readonly from: number; readonly to: number }> {
  const name = { book, year };
  const { start } = await placementOf(tx, desk, name, holders);
  // A desk that burns in one direction only cannot use numbers below those it has had.
  const above = moves === true ? start : Math.max(start, (await bookOf(tx, name)).reached);
  const from = await firstFree(tx, name, above);
  return { from, to: from + (await freeRun(tx, name, from, desk.blockSize)) - 1 };
}

/**
 * PROTOCOL N3, N7, N9: a block of numbers for one desk; the same request gets the same block, unless that was closed or
 * is of another incarnation of the desk: a copy may have printed from it (N5, N6).
 */
export async function grantLease(
  tx: Tx,
  desk: DeskRow,
  request: LeaseRequest,
  { clock, ids, holders }: { readonly clock: Clock; readonly ids: Ids; readonly holders: Holders },
): Promise<Result<LeaseRow, 'BOOK_CLOSED' | 'NUMBERING_CLOSED' | 'TOO_MANY_BLOCKS' | 'COPY_UNCONFIRMED' | 'FORK'>> {
  const { opId, inc, book, year } = request;
  if (inc !== desk.inc) return err('FORK');
  const known = await tx.numbers.leaseByOp(desk.id, inc, opId);
  if (known) return ok(known);
  if (!openBooks(clock).some((open) => open.book === book && open.year === year)) return err('BOOK_CLOSED');
  if ((await numberingIs(tx)) === 'closed') return err('NUMBERING_CLOSED');
  if (!(await mayReserve(tx, desk))) return err('COPY_UNCONFIRMED');
  if (await hasEnough(tx, desk, request, clock.now())) return err('TOO_MANY_BLOCKS');
  await closeExhausted(tx, desk, request, clock.now());
  const { from, to } = await freeBlock(tx, desk, request, holders);
  if (to > highestNumber) return err('BOOK_CLOSED');
  const { next } = await bookOf(tx, { book, year });
  await tx.numbers.putBook({ book, year, next, reached: to + 1 });
  const open = { closed: false, highestUsed: null, reason: null, closedBy: null, closedAt: null, home: null } as const;
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
  // A register restored to before it is older than its mark, although no document changed (PROTOCOL E1).
  await tx.raise(false);
  return ok(lease);
}

/**
 * Numbers of a closed block that are on no letter and never will be (PROTOCOL N6). A block larger than any issued now
 * is not listed number by number.
 */
export async function voidNumbers(tx: Tx, { book, year, ...lease }: LeaseRow): Promise<readonly number[]> {
  const from = (lease.highestUsed ?? lease.from - 1) + 1;
  const to = heldTo(lease);
  if (to - from >= maxPerBlock) return [];
  const used = new Set((await tx.numbers.usesBetween(book, year, from, to)).map(({ no }) => no));
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i).filter((no) => !used.has(no));
}

/** The account that closes a block; null when the program does. */
export interface Closing {
  readonly account: string | null;
  readonly clock: Clock;
}

/**
 * From where on the numbers of a block that is given back are free again: above the highest burned and from the counter
 * on (PROTOCOL N12). None while a restored register may not know what was given out of them since.
 */
async function homeOf(tx: Tx, desk: DeskRow, lease: LeaseRow, highestUsed: number | null): Promise<number | null> {
  const { epoch } = await tx.clock();
  if (desk.reported !== epoch || (await numberingIs(tx)) === 'closed') return null;
  const home = Math.max((await bookOf(tx, lease)).next, (highestUsed ?? lease.from - 1) + 1);
  return home <= lease.to ? home : null;
}

/**
 * The desk gives a block up; closing it again changes nothing. Returns the numbers that are void from now on.
 * `highestUsed`: by its journal; letters the register knows of count all the same.
 */
export async function closeLease(
  tx: Tx,
  desk: DeskRow,
  { lease: id, inc, highestUsed: reported }: CloseLeaseRequest,
  { account, clock }: Closing,
): Promise<Result<readonly number[], 'NOT_FOUND' | 'BAD_REQUEST' | 'FORK'>> {
  const lease = await tx.numbers.lease(id);
  if (!lease || lease.desk !== desk.id) return err('NOT_FOUND');
  if (lease.closed) return ok(await voidNumbers(tx, lease));
  if (inc !== desk.inc || lease.inc !== desk.inc) return err('FORK');
  if (reported !== null && (reported < lease.from || reported > lease.to)) return err('BAD_REQUEST');
  const known = (await tx.numbers.usesBetween(lease.book, lease.year, lease.from, lease.to)).at(-1)?.no ?? 0;
  const highestUsed = Math.max(reported ?? 0, known) || null;
  const reason: CloseReason = lease.year < thisYear(clock) ? 'year-end' : 'returned';
  const home = await homeOf(tx, desk, lease, highestUsed);
  const closed = { ...lease, closed: true, highestUsed, reason, closedBy: account, closedAt: clock.now(), home };
  await tx.numbers.putLease(closed);
  await tx.raise(false);
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
