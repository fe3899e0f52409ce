import type { Target, View } from '../commands/command.ts';
import type { PlainDate } from '../dates/plain-date.ts';
import type { Author } from '../people/who.ts';
import type { AttachedScan } from './attached-scan.ts';
import type { Fact } from './facts.ts';

/** How fast a letter has to move. One axis; security is another, they are never one list. */
export const urgencies = ['biasa', 'segera', 'sangat-segera'] as const;
export type Urgency = (typeof urgencies)[number];

/** B biasa/terbuka, T terbatas, R rahasia, SR sangat rahasia. */
export const securities = ['biasa', 'terbatas', 'rahasia', 'sangat-rahasia'] as const;
export type Security = (typeof securities)[number];

/** Letters of these levels are hidden from whom they are not addressed to. */
export function isSecret(security: Security): boolean {
  return security === 'rahasia' || security === 'sangat-rahasia';
}

export interface Sender {
  /** The agency of the master list, when one was chosen. */
  readonly agencyId: string | null;
  /** The name as it was when the letter came: agencies are renamed, letters are not. */
  readonly name: string;
}

export interface Receipt {
  readonly date: PlainDate;
  /** `HH:MM` in WIB */
  readonly time: string;
}

/** The fields a clerk copies from paper; each may be corrected, each has its own version on the server. */
export interface LetterHeader {
  readonly received: Receipt;
  readonly sender: Sender;
  /** Verbatim; empty for a letter without one. */
  readonly letterNumber: string;
  /** Null for an undated letter. */
  readonly letterDate: PlainDate | null;
  readonly subject: string;
  /** As written: "2 (dua) berkas", "-". */
  readonly attachments: string;
  readonly urgency: Urgency;
  readonly security: Security;
  /** Archive code as free text; the old and the new scheme are both in use. */
  readonly classification: string;
  /** pos, kurir, langsung, e-mail, SRIKANDI */
  readonly delivery: string;
  /** Registration number in SRIKANDI or the e-office, copied by hand. */
  readonly externalNumber: string;
  readonly remark: string;
  /** Positions a letter is addressed to by its envelope; decides who may read a secret one. */
  readonly addressedTo: readonly string[];
}

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
