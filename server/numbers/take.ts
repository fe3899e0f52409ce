import type { AgendaGrant } from '../../shared/commands/command.ts';
import { earlierVoucherOf, voucherOf, type Operation } from '../../shared/sync/operation.ts';
import { signedText } from '../../shared/sync/proof.ts';
import type { OpResult } from '../../shared/sync/protocol.ts';
import { sha256 } from '../auth/tokens.ts';
import type { Sequence } from '../store/op-place.ts';
import type { DeskRow, LeaseRow, NumberUse, Tx } from '../store/store.ts';
import { recentlyRestored } from '../sync/epochs.ts';
import { originsOf } from '../sync/lineage.ts';
import { bookOf, raiseBook, type BookName } from './books.ts';
import { heldTo, nextNumber, passUsed, type MayPass } from './counter.ts';
import { numberingIs } from './numbering.ts';

/** The number of a letter being booked, and what is wrong with it if anything is. */
export interface TakenNumber {
  readonly grant: AgendaGrant;
  readonly code: 'AGENDA_CONFLICT' | 'AGENDA_YEAR' | null;
  /** The number is not the expected one: marked on the letter (PROTOCOL N10). */
  readonly conflict: boolean;
  /** The other letter under the same number. */
  readonly other: string | null;
  /** The server moved a counter, which a restored copy must not forget (N4). */
  readonly counted: BookName | null;
  /** The number, when the server gave it; the desk keeps it with its answer. */
  readonly given: OpResult['agenda'] | null;
}

/** The letter a number is for, and the operation that books it. */
export interface Booking {
  readonly id: string;
  readonly book: string;
  /** Year of receipt. */
  readonly year: number;
  readonly op: Operation;
  /** Where that operation is stored with its answer. */
  readonly kept: Sequence;
  /** By the server's clock, ms. */
  readonly now: number;
  /** Whether an open block in the way may be passed over; absent: always (PROTOCOL N14). */
  readonly mayPass?: MayPass | undefined;
}

async function blockOf(tx: Tx, { book, year, lease: id }: AgendaGrant, no: number): Promise<LeaseRow | null> {
  const named = id === null ? null : await tx.numbers.lease(id);
  const holds = named && named.book === book && named.year === year && named.from <= no && no <= heldTo(named);
  return holds ? named : tx.numbers.leaseAround(book, year, no);
}

/** Whether the desk could burn that number at that sequence number. */
function burnable(desk: DeskRow, op: Booking['op'], lease: LeaseRow, no: number): boolean {
  const { reason, closed, highestUsed } = lease;
  // A letter entered again from a sheet of a desk that was given up.
  if (reason === 'lost') return true;
  // Of a block of the desk this one was copied from it is that desk's own signature that counts (`burnedBeforeCopy`).
  if (lease.desk !== desk.id) return true;
  if (lease.inc === op.inc) {
    // Closed without asking the desk: what it burned before is valid.
    if (!closed || reason === 'retired') return true;
    return highestUsed !== null && no <= highestUsed;
  }
  // Burned in an earlier incarnation of this desk and sent again by its new one (PROTOCOL E4).
  const { origin } = op;
  return origin?.desk === desk.id && lease.inc === origin.inc;
}

/**
 * PROTOCOL E5, T45: whether the number was burned at the desk the block was given to before this one was copied from it. The
 * signature of the entry's author there says so, at a sequence number the copy went on from. A key that ended since says it
 * as well: the entry itself is proven by another one.
 */
async function burnedBeforeCopy(tx: Tx, desk: DeskRow, lease: LeaseRow, op: Operation): Promise<boolean> {
  // A replay has the entry as it was there; a pending one moved to the copy, and says where it was signed.
  const place = op.desk === lease.desk ? op : op.signedAt;
  const first = place?.origin ?? place;
  if (place?.desk !== lease.desk || first?.desk !== lease.desk || first.inc !== lease.inc) return false;
  const copy = (await originsOf(tx, desk)).find(({ origin }) => origin === lease.desk);
  if (!copy || place.seq > copy.originSeq) return false;
  const voucher = place === op ? voucherOf(op, sha256) : earlierVoucherOf(op, sha256);
  if (!voucher) return false;
  const key = await tx.keys.get(voucher.proof.key);
  if (key?.desk !== lease.desk || key.account !== op.by.account) return false;
  return tx.keys.signed(key.key, signedText(voucher.hash), voucher.proof.sig);
}

/** Whether the number of that block is this desk's to burn: of its own block, or burned before it became a copy. */
async function wasItsOwn(tx: Tx, desk: DeskRow, lease: LeaseRow, op: Operation): Promise<boolean> {
  return lease.desk === desk.id || burnedBeforeCopy(tx, desk, lease, op);
}

/**
 * PROTOCOL T45: whether the desk reports a number that was given to another desk or letter. For a number the register gave
 * to a letter itself, without a block, the desk is believed only while a restore may have lost its block.
 */
async function ofAnother(
  tx: Tx,
  desk: DeskRow,
  lease: LeaseRow | null,
  reported: NumberUse,
  { op, now }: Pick<Booking, 'op' | 'now'>,
): Promise<boolean> {
  if (lease !== null) return lease.reason !== 'lost' && !(await wasItsOwn(tx, desk, lease, op));
  const known = await tx.numbers.use(reported.book, reported.year, reported.no);
  return known !== null && known.letterId !== reported.letterId && !(await recentlyRestored(tx, now));
}

/** Whether the number is of a block that was given back, and the desk's to burn before. */
async function gaveBack(tx: Tx, desk: DeskRow, { book, year }: BookName, no: number, op: Operation): Promise<boolean> {
  for (const lease of await tx.numbers.leasesOver(book, year, no))
    if (await wasItsOwn(tx, desk, lease, op)) return true;
  return false;
}

async function fromServer(tx: Tx, asked: AgendaGrant | null, letter: Booking): Promise<TakenNumber> {
  const name = { book: asked?.book ?? letter.book, year: letter.year };
  const code = asked !== null && asked.year !== letter.year ? 'AGENDA_YEAR' : null;
  const grant = { ...name, no: null, lease: null, provisional: asked?.provisional ?? null };
  const taken = { code, conflict: false, other: null } as const;
  if ((await numberingIs(tx)) === 'closed') {
    const { desk, inc, forked } = letter.kept;
    const { seq } = letter.op;
    await tx.numbers.addUnnumbered({ letterId: letter.id, desk, inc, seq, forked });
    return { ...taken, grant, counted: null, given: null };
  }
  const no = await nextNumber(tx, name, letter.mayPass);
  await tx.numbers.addUse({ ...name, no, letterId: letter.id });
  return { ...taken, grant: { ...grant, no }, counted: name, given: { ...name, no } };
}

/** Assigns the number to the letter; returns another letter that has it already, if there is one. */
async function use(tx: Tx, { book, year }: BookName, no: number, letterId: string): Promise<string | null> {
  const known = await tx.numbers.use(book, year, no);
  if (!known) {
    await tx.numbers.addUse({ book, year, no, letterId });
    await passUsed(tx, { book, year });
  }
  return known && known.letterId !== letterId ? known.letterId : null;
}

/** The letter is marked, and nothing else hears of the number it claims. */
const marked = { code: 'AGENDA_CONFLICT', conflict: true, other: null, counted: null, given: null } as const;

/** PROTOCOL N2, N3, N8, N10: numbers a letter, or accepts the number its desk burned. */
export async function takeNumber(
  tx: Tx,
  desk: DeskRow,
  asked: AgendaGrant | null,
  letter: Booking,
): Promise<TakenNumber> {
  if (asked?.no == null) return fromServer(tx, asked, letter);
  const { no } = asked;
  const lease = await blockOf(tx, asked, no);
  if (await ofAnother(tx, desk, lease, { book: asked.book, year: asked.year, no, letterId: letter.id }, letter)) {
    await tx.desks.addFault(letter.kept.desk, 'number-from-nowhere', letter.now);
    return { ...marked, grant: asked };
  }
  const good = lease !== null && burnable(desk, letter.op, lease, no);
  // In no block and above the counter: nobody issued it, and it stays free for who is given it (PROTOCOL T45).
  if (lease === null && no >= (await bookOf(tx, asked)).next && !(await gaveBack(tx, desk, asked, no, letter.op))) {
    await tx.desks.addFault(letter.kept.desk, 'number-from-nowhere', letter.now);
    if (!(await recentlyRestored(tx, letter.now))) return { ...marked, grant: asked };
  }
  const other = await use(tx, asked, no, letter.id);
  const conflict = other !== null || !good;
  const code = conflict ? 'AGENDA_CONFLICT' : asked.year !== letter.year ? 'AGENDA_YEAR' : null;
  return { grant: asked, code, conflict, other, counted: null, given: null };
}

/**
 * PROTOCOL E2: a letter whose registration is replayed keeps its number. The counter is raised above it, unless the
 * number was not the register's own from the beginning.
 */
export async function takeAgain(
  tx: Tx,
  desk: DeskRow,
  asked: AgendaGrant | null,
  reported: OpResult,
  letter: Booking,
): Promise<TakenNumber> {
  const had = reported.agenda ?? (asked?.no == null ? null : { book: asked.book, year: asked.year, no: asked.no });
  if (!had) return fromServer(tx, asked, letter);
  const { no, ...name } = had;
  if (reported.code === 'AGENDA_CONFLICT') {
    const grant = { ...name, no, lease: asked?.lease ?? null, provisional: null };
    const lease = await blockOf(tx, grant, no);
    if (await ofAnother(tx, desk, lease, { ...name, no, letterId: letter.id }, letter)) return { ...marked, grant };
  }
  const other = await use(tx, name, no, letter.id);
  const strange = reported.code === 'AGENDA_CONFLICT';
  const moved =
    !strange && (await raiseBook(tx, name, no + 1, { class: 'restored', reason: null, by: null, at: null }));
  const conflict = strange || other !== null;
  return {
    grant: { ...name, no, lease: asked?.lease ?? null, provisional: null },
    code: conflict ? 'AGENDA_CONFLICT' : null,
    conflict,
    other,
    counted: moved ? name : null,
    given: reported.agenda ?? null,
  };
}

/** The number a desk burned for a letter that was refused. */
export interface Refused extends BookName {
  readonly no: number;
  readonly lease: string | null;
  readonly op: Operation;
  /** Where its operation is stored, and whether somebody stands for it. */
  readonly desk: string;
  readonly vouched: boolean;
  readonly now: number;
}

/**
 * PROTOCOL N2, T45: the number of a refused letter was burned all the same and stays empty, if it was the desk's to burn:
 * of a block it was given, or one it goes on from and signed it with, or of one that a restored register forgot.
 */
export async function voidRefused(tx: Tx, refused: Refused): Promise<void> {
  const { book, year, no, now } = refused;
  const desk = await tx.desks.get(refused.desk);
  if (!desk || (await tx.numbers.use(book, year, no))) return;
  const block = await blockOf(tx, { ...refused, provisional: null }, no);
  const isOwn =
    block === null
      ? refused.vouched && no < (await bookOf(tx, refused)).next && (await recentlyRestored(tx, now))
      : await wasItsOwn(tx, desk, block, refused.op);
  if (isOwn) {
    await tx.numbers.addGap({ book, year, from: no, to: no, class: 'void', reason: 'refused', by: null, at: now });
  } else await tx.desks.addFault(desk.id, 'number-from-nowhere', now);
}
