import type { OpPlace } from './op-place.ts';

export interface Book {
  readonly book: string;
  readonly year: number;
  /** The counter: the register gives a letter the first free number from here on (PROTOCOL N11). */
  readonly next: number;
  /** Above every number ever given to a letter or reserved in a block; it never decreases (PROTOCOL N4). */
  readonly reached: number;
}

/** Why a block was closed. `renewed`: its desk got another incarnation, a copy may have printed from it. */
export const closeReasons = ['returned', 'year-end', 'renewed', 'retired', 'lost'] as const;
export type CloseReason = (typeof closeReasons)[number];

export interface LeaseRow {
  readonly id: string;
  readonly desk: string;
  readonly inc: number;
  /** The request it answered; null where its desk alone remembers the block (PROTOCOL E3). */
  readonly opId: string | null;
  readonly book: string;
  readonly year: number;
  readonly from: number;
  readonly to: number;
  /** When this register issued it, ms; null: not known. */
  readonly grantedAt: number | null;
  readonly closed: boolean;
  /** Set when closed; null: none of its numbers was burned. */
  readonly highestUsed: number | null;
  readonly reason: CloseReason | null;
  /** Account that closed it; null when the program did. */
  readonly closedBy: string | null;
  readonly closedAt: number | null;
  /** From here on the numbers of a block that was given back are free again; null: none is (PROTOCOL N12). */
  readonly home: number | null;
}

/** Numbers that this register neither leased nor gave to a letter, and why. */
export interface NumberGap {
  readonly book: string;
  readonly year: number;
  readonly from: number;
  readonly to: number;
  readonly class: 'void' | 'paper' | 'restored';
  readonly reason: string | null;
  readonly by: string | null;
  readonly at: number | null;
}

/** A letter that has a number. */
export interface UsedNumber {
  readonly no: number;
  readonly letterId: string;
  readonly voided: boolean;
  /** Null for a secret letter too. */
  readonly voidReason: string | null;
}

/** A letter booked while no numbers were issued, and the operation that booked it (PROTOCOL N4). */
export interface UnnumberedLetter extends OpPlace {
  readonly letterId: string;
}

export interface NumberUse {
  readonly book: string;
  readonly year: number;
  readonly no: number;
  readonly letterId: string;
}

/** Books, blocks, used numbers and what became of the others. */
export interface NumberStore {
  book(book: string, year: number): Promise<Book | null>;
  books(): Promise<readonly Book[]>;
  /** `reached` only rises; absent: to the counter. */
  putBook(book: Omit<Book, 'reached'> & Partial<Pick<Book, 'reached'>>): Promise<void>;
  lease(id: string): Promise<LeaseRow | null>;
  /** The open block a desk asked for in that incarnation. */
  leaseByOp(desk: string, inc: number, opId: string): Promise<LeaseRow | null>;
  leasesOf(desk: string): Promise<readonly LeaseRow[]>;
  /** The block that contains a number, if any; one that came home contains it no more. */
  leaseAround(book: string, year: number, no: number): Promise<LeaseRow | null>;
  /** Blocks that contain some number from `from` on, lowest first; what came home is in none. */
  leasesFrom(book: string, year: number, from: number): Promise<readonly LeaseRow[]>;
  /** Every block that ever contained a number, whatever became of it. */
  leasesOver(book: string, year: number, no: number): Promise<readonly LeaseRow[]>;
  putLease(lease: LeaseRow): Promise<void>;
  use(book: string, year: number, no: number): Promise<NumberUse | null>;
  usesBetween(book: string, year: number, from: number, to: number): Promise<readonly NumberUse[]>;
  addUse(use: NumberUse): Promise<void>;
  /** Open blocks of a book whose last number is on no letter yet, lowest first. */
  openIn(book: string, year: number): Promise<readonly LeaseRow[]>;
  /** Every block of a book, lowest first, but for those that were given back whole: they hold nothing. */
  leasesIn(book: string, year: number): Promise<readonly LeaseRow[]>;
  /** Every number of a book that is on a letter, lowest first. */
  usedIn(book: string, year: number): Promise<readonly UsedNumber[]>;
  gapsIn(book: string, year: number): Promise<readonly NumberGap[]>;
  addGap(gap: NumberGap): Promise<void>;
  /** In the order in which the letters were booked. */
  unnumbered(): Promise<readonly UnnumberedLetter[]>;
  addUnnumbered(letter: UnnumberedLetter): Promise<void>;
  dropUnnumbered(letterId: string): Promise<void>;
}
