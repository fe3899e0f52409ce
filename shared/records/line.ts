import type { PlainDate } from '../dates/plain-date.ts';
import type { Agenda, Security, Urgency } from '../letters/letter.ts';
import type { LetterStatus } from '../letters/status.ts';

/** One line of the agenda book: what lists, filters and search need of a record that is listed there. */
export interface LetterLine {
  readonly id: string;
  readonly agenda: Agenda;
  readonly receivedDate: PlainDate;
  readonly receivedTime: string;
  readonly sender: string;
  readonly letterNumber: string;
  readonly letterDate: PlainDate | null;
  readonly subject: string;
  readonly status: LetterStatus;
  readonly urgency: Urgency;
  readonly security: Security;
  /** Only the stub is here: a secret letter that is not addressed to this account. Subject and sender are empty. */
  readonly hidden: boolean;
  /** Positions that have something to do with it now. */
  readonly holders: readonly string[];
  readonly rv: number;
}
