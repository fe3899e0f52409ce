import type { GapRange, GapsAnswer, NumberClass } from '../../shared/sync/trust-api.ts';
import { numberClasses } from '../../shared/sync/trust-api.ts';
import type { DeskRow, LeaseRow, NumberGap, Tx } from '../store/store.ts';
import { bookOf, type BookName } from './books.ts';
import { heldTo } from './counter.ts';
import type { Holders } from './holders.ts';

/** The state of a number; `from` and `to` come from its neighbours. */
type Says = Omit<GapRange, 'from' | 'to'>;
interface Holder {
  readonly code: string;
  readonly name: string;
  /** Since when it cannot be reached, ms; null: it can be. */
  readonly since: number | null;
}
type Desks = ReadonlyMap<string, Holder>;

const used: Says = { class: 'used', desk: null, reason: null, by: null, at: null };
const unaccounted: Says = { ...used, class: 'unaccounted' };
/** Free numbers below others that were burned from a block ahead of the counter. */
const notReached: Says = { ...used, class: 'void', reason: 'not-reached' };

interface Said {
  readonly from: number;
  readonly to: number;
  readonly what: Says;
}

/**
 * Numbers of a book, whose state is set range by range; a later one overrides an earlier one. It costs by the ranges,
 * however many numbers they contain.
 */
class Page {
  private readonly said: Said[] = [];
  readonly highest: number;

  constructor(highest: number) {
    this.highest = highest;
  }

  say(from: number, to: number, what: Says): void {
    const [first, last] = [Math.max(1, from), Math.min(to, this.highest)];
    if (first <= last) this.said.push({ from: first, to: last, what });
  }

  /** The ranges in order, each with its latest state; neighbours of the same state are merged. */
  ranges(): readonly GapRange[] {
    const begins = this.said.map((_, i) => i).sort((a, b) => this.at(a).from - this.at(b).from);
    const edges = [...new Set(this.said.flatMap(({ from, to }) => [from, to + 1]))].sort((a, b) => a - b);
    const out: GapRange[] = [];
    let before: Says | null = null;
    const open = new Latest();
    let next = 0;
    for (const [i, from] of edges.entries()) {
      const to = (edges[i + 1] ?? from) - 1;
      if (from > to) break;
      while (next < begins.length && this.at(begins[next] ?? 0).from <= from) open.add(begins[next++] ?? 0);
      const top = open.top((one) => this.at(one).to >= from);
      if (top === null) {
        // Free numbers below a block that lies ahead: nobody has them.
        before = null;
        continue;
      }
      const { what } = this.at(top);
      const last = out.at(-1);
      if (last && what === before) out[out.length - 1] = { ...last, to };
      else out.push({ from, to, ...what });
      before = what;
    }
    return out;
  }

  private at(i: number): Said {
    return this.said[i] as Said;
  }
}

/** A heap of positions in the order in which they were set, the latest on top. */
class Latest {
  private readonly heap: number[] = [];

  add(one: number): void {
    const { heap } = this;
    let at = heap.push(one) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((heap[up] ?? 0) >= one) break;
      heap[at] = heap[up] ?? 0;
      at = up;
    }
    heap[at] = one;
  }

  /** The latest that still applies; expired ones are removed. */
  top(holds: (one: number) => boolean): number | null {
    for (;;) {
      const top = this.heap[0];
      if (top === undefined || holds(top)) return top ?? null;
      this.drop();
    }
  }

  private drop(): void {
    const { heap } = this;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= heap.length) break;
      const child = (heap[left + 1] ?? -1) > (heap[left] ?? -1) ? left + 1 : left;
      if ((heap[child] ?? -1) <= last) break;
      heap[at] = heap[child] ?? 0;
      at = child;
    }
    heap[at] = last;
  }
}

/** Up to that number, and behind it. */
function cutAfter(no: number, ranges: readonly GapRange[]): readonly [readonly GapRange[], readonly GapRange[]] {
  const upTo = ranges.filter(({ from }) => from <= no).map((range) => ({ ...range, to: Math.min(range.to, no) }));
  const behind = ranges.filter(({ to }) => to > no).map((range) => ({ ...range, from: Math.max(range.from, no + 1) }));
  return [upTo, behind];
}

function countsOf(ranges: readonly GapRange[]): Record<NumberClass, number> {
  const counts = Object.fromEntries(numberClasses.map((name) => [name, 0])) as Record<NumberClass, number>;
  for (const { class: name, from, to } of ranges) counts[name] += to - from + 1;
  return counts;
}

function sayLease(page: Page, lease: LeaseRow, desks: Desks): void {
  const { from, closed, highestUsed, reason, closedBy: by, closedAt: at } = lease;
  const to = heldTo(lease);
  const { since = null, ...holder } = desks.get(lease.desk) ?? {};
  const desk = 'code' in holder ? holder : null;
  const inUse: Says = { ...used, class: 'leased', desk, at: since };
  switch (closed ? (reason ?? 'returned') : null) {
    case null:
      return page.say(from, to, inUse);
    case 'lost':
    case 'renewed':
      return page.say(from, to, { class: 'lost', desk, reason, by, at });
    case 'retired':
      return page.say(from, to, { class: 'void', desk, reason, by, at });
    case 'returned':
    case 'year-end':
      // What it had burned when it gave the block back is still in transit.
      if (highestUsed !== null) page.say(from, highestUsed, inUse);
      return page.say((highestUsed ?? from - 1) + 1, to, { class: 'void', desk, reason, by, at });
  }
}

/** The last number any of the blocks holds, 0 for none; there may be more of them than a call takes arguments. */
const highestOf = (leases: readonly LeaseRow[]): number => leases.reduce((most, one) => Math.max(most, heldTo(one)), 0);

function sayGap(page: Page, { from, to, class: name, reason, by, at }: NumberGap): void {
  page.say(from, to, { class: name, desk: null, reason, by, at });
}

/**
 * The register of gaps of a book: every number up to the highest that was given out or will never be is in exactly one
 * class. Open blocks that lie ahead of it are no gaps, and are stated apart. A number on a letter
 * is used, whatever else was noted of it; one in a block is the block's.
 */
export async function gapsOf(
  tx: Tx,
  name: BookName,
  holders: Pick<Holders, 'isReachable' | 'seenAt'> | null = null,
): Promise<Omit<GapsAnswer, 'books' | 'at'>> {
  const { book, year } = name;
  const { next, reached } = await bookOf(tx, name);
  const inUse = await tx.numbers.usedIn(book, year);
  const burned = inUse.filter(({ no }) => no < reached).at(-1)?.no ?? 0;
  const leases = await tx.numbers.leasesIn(book, year);
  // What became of a closed block is settled, wherever it lies.
  const settled = leases.filter(({ closed }) => closed);
  const highest = Math.max(next - 1, burned, highestOf(settled));
  const page = new Page(Math.max(highest, highestOf(leases)));
  page.say(1, next - 1, unaccounted);
  page.say(next, highest, notReached);
  const sinceOf = ({ id, lastSeen }: DeskRow): number | null =>
    holders === null || holders.isReachable(id) ? null : Math.max(lastSeen, holders.seenAt(id) ?? 0);
  const desks: Desks = new Map(
    (await tx.desks.all()).map((desk) => [desk.id, { code: desk.code, name: desk.name, since: sinceOf(desk) }]),
  );
  const gaps = await tx.numbers.gapsIn(book, year);
  const refused = gaps.filter(({ reason }) => reason === 'refused');
  for (const gap of gaps) if (gap.reason !== 'refused') sayGap(page, gap);
  for (const lease of leases) sayLease(page, lease, desks);
  for (const gap of refused) sayGap(page, gap);
  for (const { no } of inUse) page.say(no, no, used);
  const [ranges, ahead] = cutAfter(highest, page.ranges());
  return {
    book,
    year,
    highest,
    counts: countsOf(ranges),
    ranges: ranges.filter((range) => range.class !== 'used'),
    ahead: [...ahead],
    cancelled: inUse
      .filter(({ no, voided }) => voided && no <= highest)
      .map(({ no, voidReason }) => ({ no, reason: voidReason ?? '' })),
  };
}
