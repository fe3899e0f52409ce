import type { PlainDate } from '../dates/plain-date.ts';
import type { Frozen } from '../documents/edition.ts';
import type { AttachedScan } from '../letters/attached-scan.ts';
import type { Stamp } from '../letters/facts.ts';
import type { Security } from '../letters/letter.ts';
import type { Versioned } from '../services/edition.ts';

/** A value of a step's form: text, date, number, yes/no, or rows of such. */
export type FieldValue =
  string | number | boolean | null | readonly Readonly<Record<string, string | number | boolean | null>>[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** Who signs a paper, and in whose place. */
export interface Signing {
  readonly position: string;
  readonly person: string | null;
  /** Positions in whose name he signs: one for "a.n."; a second one, to which it was given and who gives it on, for "u.b.". */
  readonly behalf?: readonly string[] | undefined;
}

/** What is kept of a certified electronic signature: who signed, whose certificate, when (ISO with offset). */
export interface ElectronicSignature {
  readonly by: string;
  readonly issuer: string;
  readonly at: string;
  readonly reference: string;
}

/** The file of a requirement, as the case names it. */
export type HandedScan = Pick<AttachedScan, 'id' | 'sha256' | 'size' | 'mime' | 'name'> & {
  readonly pages?: number | undefined;
};

/**
 * Everything that is ever recorded of a case, in the order in which the server took it. Nothing is changed or removed but
 * a draft, which makes room for a newer one of the same fields (`drafts.ts`).
 */
export type CaseAct = Stamp &
  (
    | {
        readonly kind: 'finish';
        readonly step: string;
        readonly round: number;
        readonly outcome: string;
        readonly fields: FieldValues;
        readonly note: string;
        /** Done by the agency, recorded here by an officer. */
        readonly onBehalf: boolean;
        readonly finishedOn: PlainDate;
      }
    | {
        readonly kind: 'draft';
        readonly step: string;
        readonly round: number;
        readonly set: FieldValues;
        /**
         * Of each field, the last draft of somebody else that its author had before him when he began to write; null: there
         * was none. Absent in drafts of before: nobody knows what they were written over.
         */
        readonly over?: Readonly<Record<string, string | null>> | undefined;
      }
    | {
        readonly kind: 'requirement';
        readonly code: string;
        readonly present: boolean;
        readonly scanId: string | null;
        readonly remark: string;
      }
    /** A requirement with its file, handed in by the agency; whether it counts the office says by `requirement`. */
    | {
        readonly kind: 'handIn';
        readonly code: string;
        readonly scan: HandedScan;
        readonly remark: string;
        /** Brought by the agency, recorded here by an officer. */
        readonly onBehalf: boolean;
      }
    | {
        readonly kind: 'document';
        readonly step: string;
        readonly round: number;
        readonly code: string;
        readonly number: string;
        readonly date: PlainDate;
        /** Position and person who sign; name and rank as they were. */
        readonly signer: Signing | null;
        /** Texts of the document that its form asks for beside the step's fields. */
        readonly content: Readonly<Record<string, string>>;
        /** Room for a certified electronic signature (TTE), which an outside service makes; absent without one. */
        readonly electronic?: ElectronicSignature | undefined;
        /** What the paper said when it was recorded; absent in records of before: it is drawn from what is known now. */
        readonly frozen?: Frozen | undefined;
        /** The record this edition replaces; absent: it is a paper of its own. */
        readonly replaces?: string | undefined;
      }
    | {
        readonly kind: 'team';
        readonly people: readonly string[];
        /** Positions these people hold: through them the team reads a case whose letter is secret. */
        readonly positions?: readonly string[] | undefined;
      }
    | { readonly kind: 'resume'; readonly on: PlainDate; readonly note: string }
    | { readonly kind: 'withdraw'; readonly reason: string }
    | { readonly kind: 'maintain'; readonly on: PlainDate; readonly note: string }
    | { readonly kind: 'link'; readonly letterId: string }
    | ({ readonly kind: 'service'; readonly service: string; readonly reason: string } & Versioned)
    | { readonly kind: 'title'; readonly title: string }
    /** Other values of a finished step; what stood there stays in its record. */
    | {
        readonly kind: 'correct';
        /** Id of the record. */
        readonly of: string;
        readonly set: {
          readonly fields?: FieldValues | undefined;
          readonly outcome?: string | undefined;
          readonly note?: string | undefined;
          readonly finishedOn?: PlainDate | undefined;
        };
        readonly reason: string;
      }
  );
export type ActOf<K extends CaseAct['kind']> = Extract<CaseAct, { readonly kind: K }>;

/** One request for a service: what it was opened with, and its acts. Where it stands follows from them (`case-state.ts`). */
export interface Case extends Versioned {
  readonly id: string;
  readonly service: string;
  /** The letter that brought it; its agenda number makes the case number. */
  readonly letterId: string;
  readonly agency: { readonly id: string | null; readonly name: string };
  /** Name of the application or of what is to be integrated. */
  readonly title: string;
  /** Receipt of the letter: the clock starts here. */
  readonly received: PlainDate;
  readonly security: Security;
  /** Positions that may read it when the letter is secret. */
  readonly readers: readonly string[];
  readonly opened: Stamp;
  readonly acts: readonly CaseAct[];
}

/** A recorded step; one that came after the case had moved on is kept for people, without effect. */
export interface StepRecord extends ActOf<'finish'> {
  readonly aside: boolean;
  /** Corrections of it, the first one first, each with what stood there before; absent: none. */
  readonly corrections?: readonly { readonly act: ActOf<'correct'>; readonly was: ActOf<'correct'>['set'] }[];
}

export interface Wait {
  readonly from: string;
  readonly step: string;
  readonly until: string | null;
  /** Codes of the requirements that were missing. */
  readonly missing: readonly string[];
  readonly reason: string;
  /** How many documents had been recorded by then: sending papers back again takes another letter. */
  readonly documents: number;
}

export type CasePhase = 'active' | 'waiting' | 'done' | 'reused' | 'refused' | 'withdrawn';

/** Where a case stands. */
export interface CaseState {
  readonly service: string;
  readonly title: string;
  readonly phase: CasePhase;
  /** The step that is to be done; the last one after the end. */
  readonly step: string;
  /** From 1; a way back opens the next. */
  readonly round: number;
  /** The newest word on each requirement. */
  readonly requirements: Readonly<Record<string, ActOf<'requirement'>>>;
  /** What the agency handed in, the office's word on it apart. */
  readonly handIns: readonly ActOf<'handIn'>[];
  readonly team: readonly string[];
  /** What was entered into the form of the present step and round. */
  readonly draft: FieldValues;
  readonly records: readonly StepRecord[];
  readonly documents: readonly ActOf<'document'>[];
  readonly waits: readonly Wait[];
  readonly letters: readonly string[];
  readonly maintenance: readonly ActOf<'maintain'>[];
  readonly withdrawn: ActOf<'withdraw'> | null;
}
