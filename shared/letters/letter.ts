import type { Target, View } from '../commands/command.ts';
import type { PlainDate } from '../dates/plain-date.ts';
import type { Author } from '../people/who.ts';
import type { AttachedScan } from './attached-scan.ts';
import type { Fact } from './facts.ts';
import type { LetterHeader, Receipt, Security } from './header.ts';

export { isSecret, securities, urgencies } from './header.ts';
export type { LetterHeader, Receipt, Security, Sender, Urgency } from './header.ts';

export interface Agenda {
  readonly book: string;
  readonly year: number;
  readonly no: number | null;
  /** `S-D01-14` until the number is known. */
  readonly provisional: string | null;
  /** Set by the server if the number stood on another letter already; both letters are kept. */
  readonly conflict: boolean;
}

/** An earlier value of a corrected field. */
export interface Correction {
  readonly opId: string;
  readonly at: string;
  readonly by: Author;
  readonly desk: string;
  readonly field: keyof LetterHeader;
  readonly was: unknown;
}

export interface Void {
  readonly reason: string;
  readonly at: string;
  readonly by: Author;
}

/** One letter is one document: its header, and inside it its append-only facts. */
export interface Letter extends LetterHeader {
  readonly id: string;
  readonly agenda: Agenda;
  readonly registered: { readonly at: string; readonly by: Author; readonly desk: string };
  /** Why a letter that looks like a duplicate was booked all the same. */
  readonly duplicateReason: string | null;
  readonly voided: Void | null;
  readonly facts: readonly Fact[];
  /** Prints before those among the facts; absent: none. */
  readonly earlierPrints?: number;
  /** What printed sheets said, by hash, each once; of the newest prints (`handling.ts`). */
  readonly sheets?: Readonly<Record<string, string>>;
  readonly corrections: readonly Correction[];
  /** Absent in letters of older versions; read it by `scansOf`. */
  readonly scans?: readonly AttachedScan[];
}

/** The letter a command is about; null when it is not here. */
export function letterIn(view: View, target: Target | null): Letter | null {
  return target && view.get<Letter>('letter', target.id);
}

/** What those see of a secret letter to whom it is not addressed: number, dates and the word "Rahasia". */
export interface LetterStub {
  readonly id: string;
  readonly agenda: Agenda;
  readonly received: Receipt;
  readonly letterDate: PlainDate | null;
  readonly security: Security;
  readonly voided: boolean;
}

export function stubOf(letter: Letter): LetterStub {
  return {
    id: letter.id,
    agenda: letter.agenda,
    received: letter.received,
    letterDate: letter.letterDate,
    security: letter.security,
    voided: letter.voided !== null,
  };
}
