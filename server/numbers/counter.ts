import type { LeaseRow, Tx } from '../store/store.ts';
import { bookOf, type BookName } from './books.ts';

/** Whether the register may pass over an open block instead of waiting for its desk (PROTOCOL N14). */
export type MayPass = (lease: LeaseRow) => boolean;

/** An open block is in the way whose desk should move it first. Thrown, so that nothing of the operation counts. */
export class NumbersHeld extends Error {
  override readonly name = 'NumbersHeld';
  readonly lease: LeaseRow;
  constructor(lease: LeaseRow) {
    super('an open block of numbers is in the way');
    this.lease = lease;
  }
}

/** The last number that is still the block's own (PROTOCOL N12). */
export function heldTo({ to, home }: Pick<LeaseRow, 'to' | 'home'>): number {
  return home === null ? to : home - 1;
}

/** The first number from `from` on that is on no letter and in no block (PROTOCOL N11). */
export async function firstFree(
  tx: Tx,
  { book, year }: BookName,
  from: number,
  mayPass: MayPass = () => true,
): Promise<number> {
  let no = from;
  for (;;) {
    if (await tx.numbers.use(book, year, no)) {
      no += 1;
      continue;
    }
    // One block at a time: with hundreds of desks most of the others lie far ahead.
    const block = await tx.numbers.leaseAround(book, year, no);
    if (!block) return no;
    if (!block.closed && !mayPass(block)) throw new NumbersHeld(block);
    no = heldTo(block) + 1;
  }
}

/** How many numbers from `from` on are free one after the other, `most` at most. */
export async function freeRun(tx: Tx, { book, year }: BookName, from: number, most: number): Promise<number> {
  const [used] = await tx.numbers.usesBetween(book, year, from, from + most - 1);
  const [block] = (await tx.numbers.leasesFrom(book, year, from)).filter((one) => heldTo(one) >= one.from);
  return Math.min(most, ...[used?.no, block?.from].flatMap((end) => (end === undefined ? [] : [end - from])));
}

/** Moves the counter past numbers that are on letters. */
export async function passUsed(tx: Tx, name: BookName): Promise<void> {
  const { next } = await bookOf(tx, name);
  let no = next;
  while (await tx.numbers.use(name.book, name.year, no)) no += 1;
  if (no > next) await tx.numbers.putBook({ ...name, next: no });
}

/** The next number of the register's own. The counter only increases. */
export async function nextNumber(tx: Tx, name: BookName, mayPass?: MayPass): Promise<number> {
  const { next } = await bookOf(tx, name);
  const no = await firstFree(tx, name, next, mayPass);
  await tx.numbers.putBook({ ...name, next: no + 1 });
  await passUsed(tx, name);
  return no;
}
