import type { GapRange, GapsAnswer, NumberClass } from '../../shared/sync/trust-api.ts';
import { numberClasses } from '../../shared/sync/trust-api.ts';
import type { LeaseRow, NumberGap, Tx } from '../store/store.ts';
import { bookOf, type BookName } from './books.ts';

/** What can be said of a number; `from` and `to` come from its neighbours. */
type Says = Omit<GapRange, 'from' | 'to'>;
type Desks = ReadonlyMap<string, { readonly code: string; readonly name: string }>;

const used: Says = { class: 'used', desk: null, reason: null, by: null, at: null };
const unaccounted: Says = { ...used, class: 'unaccounted' };

/** Numbers of a book, each said something about; what is said later covers what was said before. */
class Page {
  private readonly said: Says[];
  readonly highest: number;

  constructor(highest: number) {
    this.highest = highest;
    this.said = Array.from({ length: highest }, () => unaccounted);
  }

  say(from: number, to: number, what: Says): void {
    for (let no = Math.max(1, from); no <= Math.min(to, this.highest); no++) this.said[no - 1] = what;
  }

  counts(): Record<NumberClass, number> {
    const counts = Object.fromEntries(numberClasses.map((name) => [name, 0])) as Record<NumberClass, number>;
    for (const { class: name } of this.said) counts[name] += 1;
    return counts;
  }

  /** Neighbours of which the same is said, together. */
  ranges(): readonly GapRange[] {
    const out: GapRange[] = [];
    this.said.forEach((says, i) => {
      const last = out.at(-1);
      if (i > 0 && last && this.said[i - 1] === says) out[out.length - 1] = { ...last, to: i + 1 };
      else out.push({ from: i + 1, to: i + 1, ...says });
    });
    return out;
  }
}

function sayLease(page: Page, lease: LeaseRow, desks: Desks): void {
  const { from, to, closed, highestUsed, reason, closedBy: by, closedAt: at } = lease;
  const desk = desks.get(lease.desk) ?? null;
  const held: Says = { ...used, class: 'leased', desk };
  switch (closed ? (reason ?? 'returned') : null) {
    case null:
      return page.say(from, to, held);
    case 'lost':
    case 'renewed':
      return page.say(from, to, { class: 'lost', desk, reason, by, at });
    case 'retired':
      return page.say(from, to, { class: 'void', desk, reason, by, at });
    case 'returned':
    case 'year-end':
      // What it had burned when it gave the block back is on its way.
      if (highestUsed !== null) page.say(from, highestUsed, held);
      return page.say((highestUsed ?? from - 1) + 1, to, { class: 'void', desk, reason, by, at });
  }
}

function sayGap(page: Page, { from, to, class: name, reason, by, at }: NumberGap): void {
  page.say(from, to, { class: name, desk: null, reason, by, at });
}

/**
 * The register of gaps of a book: every number up to the highest given out stands in exactly one class (invariant S8).
 * A number on a letter is used, whatever else was noted of it; one in a block is the block's.
 */
export async function gapsOf(tx: Tx, name: BookName): Promise<Omit<GapsAnswer, 'books' | 'at'>> {
  const { book, year } = name;
  const { next } = await bookOf(tx, name);
  const page = new Page(next - 1);
  const desks: Desks = new Map(
    (await tx.desks.all()).map(({ id, code, name: called }) => [id, { code, name: called }]),
  );
  const gaps = await tx.numbers.gapsIn(book, year);
  const refused = gaps.filter(({ reason }) => reason === 'refused');
  for (const gap of gaps) if (gap.reason !== 'refused') sayGap(page, gap);
  for (const lease of await tx.numbers.leasesIn(book, year)) sayLease(page, lease, desks);
  for (const gap of refused) sayGap(page, gap);
  const held = await tx.numbers.heldIn(book, year);
  for (const { no } of held) page.say(no, no, used);
  return {
    book,
    year,
    highest: page.highest,
    counts: page.counts(),
    ranges: page.ranges().filter((range) => range.class !== 'used'),
    cancelled: held
      .filter(({ no, voided }) => voided && no < next)
      .map(({ no, voidReason }) => ({ no, reason: voidReason ?? '' })),
  };
}
