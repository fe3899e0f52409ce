import type { PlainDate } from '../dates/plain-date.ts';
import type { Edition } from '../documents/edition.ts';
import type { Author } from '../people/who.ts';

/** Stamp of every fact: who, from which position, when by the desk's wall clock, at which desk. */
export interface Stamp {
  /** The operation that recorded it; unique. */
  readonly id: string;
  readonly at: string;
  readonly by: Author;
  readonly desk: string;
}

export interface Recipient {
  readonly position: string;
  readonly due: PlainDate | null;
}

/** An instruction from one position to others. `parent` names the disposition it continues. */
export interface Disposition extends Stamp {
  readonly kind: 'disposition';
  readonly parent: string | null;
  readonly from: string;
  readonly to: readonly Recipient[];
  readonly instructions: readonly string[];
  readonly note: string;
  /** The day beside the paraf. */
  readonly date: PlainDate;
  /** Typed in afterwards from the paper sheet by someone else than its author. */
  readonly handwritten: boolean;
}

export interface Reading extends Stamp {
  readonly kind: 'read';
  readonly of: string;
  readonly position: string;
}

export interface Report extends Stamp {
  readonly kind: 'report';
  readonly of: string;
  readonly position: string;
  readonly text: string;
}

export interface Completion extends Stamp {
  readonly kind: 'complete';
  readonly of: string;
  readonly position: string;
  readonly text: string;
}

export interface Withdrawal extends Stamp {
  readonly kind: 'withdraw';
  readonly of: string;
  readonly reason: string;
}

export interface Print extends Stamp {
  readonly kind: 'print';
  readonly sheet: 'blank' | 'filled';
  readonly paper: string;
  /** Hash of what the sheet said, which the letter keeps in `sheets`; absent in prints of before. */
  readonly content?: string;
  readonly edition?: Edition;
}

/** The letter with its sheet was handed to a position. */
export interface Forwarding extends Stamp {
  readonly kind: 'forward';
  readonly to: string;
}

/** "Tidak perlu disposisi": it leaves the queue without one. */
export interface Filing extends Stamp {
  readonly kind: 'file';
  readonly reason: string;
}

export type Fact = Disposition | Reading | Report | Completion | Withdrawal | Print | Forwarding | Filing;

/** Adds a fact once: the same fact again changes nothing, so that facts commute and repeat without harm. */
export function withFact(facts: readonly Fact[], fact: Fact): readonly Fact[] {
  return facts.some((known) => known.id === fact.id) ? facts : [...facts, fact];
}
