import type { FieldValue } from '../cases/case.ts';
import type { PlainDate } from '../dates/plain-date.ts';

/** What the sentences of a document may refer to. Everything is text as it stands in a sentence. */
export interface DocumentFacts {
  readonly serviceTitle: string;
  readonly caseNumber: string;
  /** Name of the application or of what is to be integrated. */
  readonly subject: string;
  readonly agency: string;
  /** `Dinas Komunikasi, Informatika dan Statistik Provinsi Riau` */
  readonly office: string;
  readonly city: string;
  /** `nomor 555/12/XI/2026 tanggal 3 November 2026 hal Permohonan …`; as much of it as is known. */
  readonly requestLetter: string;
  readonly received: string;
  /** Until when the plan has the document's step end. */
  readonly plannedEnd: string;
  /** "Sifat" of a letter about this case: as secret as the case itself. */
  readonly nature: string;
  readonly date: PlainDate;
  readonly dateInWords: string;
  readonly round: number;
  /** Required papers that are not there yet, each by its name. */
  readonly missing: readonly string[];
  /** The newest issue of another document up to this round: `nomor … tanggal …`; empty: there is none. */
  issueOf(code: string): string;
  /** Whether an issue of an earlier round, which this one takes the place of, was given out. */
  readonly hasEarlier: boolean;
  /** How many of these findings nobody has settled yet. */
  openFindings(part: FindingsPart): number;
  /** A field of the step's record in this round, or what was entered of it so far. */
  field(key: string): FieldValue;
  /** The latest row of a table field. */
  lastRow(key: string): Readonly<Record<string, string | number | boolean | null>>;
}

/** Findings of other steps, each with what this step did about it. */
export interface FindingsPart {
  readonly kind: 'findings';
  /** The table of this step that answers them by `nomor` and `asal`; the choices of `asal` are the steps they come from. */
  readonly answers: string;
}

/** The same once the texts that the form asks for are known. */
export interface FilledFacts extends DocumentFacts {
  readonly ask: (key: string) => string;
}

/** A text of the document that no field of the step holds; recorded with the document. */
export interface ExtraText {
  readonly key: string;
  readonly label: string;
  readonly kind: 'line' | 'text';
  readonly required: boolean;
  /** What is meant to be written there, below the field; not printed. */
  readonly hint?: string;
  /** The next paper begins with what the last one said here: an addressee, a legal basis; never a day or a conclusion. */
  readonly carry?: boolean;
  readonly suggest: (facts: DocumentFacts) => string;
}

/** One part of the body, in the order of printing; lines come before tables whatever the order here. */
export type DocumentPart =
  /** A field of a step: of the document's own step when `step` is absent, else of that step's newest record. */
  | {
      readonly kind: 'field';
      readonly key: string;
      readonly step?: string;
      /** Some columns of a table field, as a table of their own with this tag and title; absent: all of them. */
      readonly only?: { readonly columns: readonly string[]; readonly tag: string; readonly title: string };
      /** The rows of every round up to this one, each with its round. */
      readonly everyRound?: boolean;
    }
  | FindingsPart
  /** One of the extra texts, printed as a line. */
  | { readonly kind: 'ask'; readonly key: string }
  /** What the case is about: number, service, agency, name, letter. */
  | { readonly kind: 'case' }
  /** The required papers and whether they are there. */
  | { readonly kind: 'requirements' }
  /** People of the technical team. */
  | { readonly kind: 'team' }
  /** What every step came to, round by round. */
  | { readonly kind: 'rounds' }
  /**
   * Earlier numbers and versions of this document, or of another one; `version` names the field that holds the version.
   */
  | { readonly kind: 'history'; readonly version: string; readonly document?: string }
  /** The people of a table field with room for their signatures. */
  | { readonly kind: 'attendance'; readonly key: string };

/** How one document is written. Its form (letter, berita acara, …) and step come from the service's definition. */
export interface DocumentLayout {
  readonly code: string;
  /** As printed over the text. */
  readonly title: string;
  /** `agency`: the agency's own paper, without the office's letterhead and signed by the agency. */
  readonly issuer: 'office' | 'agency';
  /** Has no number on paper: it belongs to another document. */
  readonly unnumbered?: boolean;
  /** What stands over the two signatures of a paper both sides sign; absent: PIHAK KEDUA and PIHAK PERTAMA. */
  readonly roles?: { readonly second: string; readonly own: string };
  readonly asks: readonly ExtraText[];
  readonly opening: (facts: FilledFacts) => readonly string[];
  readonly parts: readonly DocumentPart[];
  readonly closing: (facts: FilledFacts) => readonly string[];
}
