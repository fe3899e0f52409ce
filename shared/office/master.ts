import type { PlainDate } from '../dates/plain-date.ts';

/** The letterhead, as the office wants it printed. The published standards contradict each other, so all of it is data. */
export interface OfficeIdentity {
  readonly id: 'office';
  /** First line: "PEMERINTAH PROVINSI RIAU". */
  readonly government: string;
  /** Second line: the name of the Dinas. */
  readonly name: string;
  readonly shortName: string;
  readonly address: string;
  readonly city: string;
  readonly postalCode: string;
  readonly phone: string;
  readonly fax: string;
  readonly email: string;
  readonly websites: readonly string[];
  /** SVG or PNG as a data URL; null prints the head without an emblem. */
  readonly emblem: string | null;
  /** A second one at the right end of the letterhead of documents. */
  readonly secondEmblem?: string | null;
  /** Paper of documents, .docx and PDF; absent: A4, and the paper of each template of the office. */
  readonly paper?: DocumentPaperSize;
  /** Those before them, the newest first: what was given out with one is drawn with it. */
  readonly earlierEmblems?: readonly string[];
  /** The position whose block closes a disposition sheet unless another signer is chosen. */
  readonly headPosition: string | null;
}

/** Papers an office writes its documents on. */
export const documentPapers = ['A4', 'F4'] as const;
export type DocumentPaperSize = (typeof documentPapers)[number];

/** Before the office entered its letterhead: nothing is printed where nothing is known. */
export const blankOffice: Omit<OfficeIdentity, 'id'> = {
  government: '',
  name: '',
  shortName: '',
  address: '',
  city: '',
  postalCode: '',
  phone: '',
  fax: '',
  email: '',
  websites: [],
  emblem: null,
  headPosition: null,
};

/** A sender or partner: Perangkat Daerah, kabupaten/kota, or anyone else met more than once. */
export interface Agency {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Code with the scheme it belongs to: "kemendagri:14.01". Kemendagri and BPS number the same regions differently. */
  readonly code: string | null;
  readonly closed: boolean;
}

/** A line of "Dengan hormat harap". */
export interface Instruction {
  readonly id: string;
  readonly text: string;
  readonly order: number;
  readonly onSheet: boolean;
  readonly closed: boolean;
}

/** Archive classification: the old and the new scheme stand side by side. */
export interface Classification {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly scheme: string;
}

/** `libur-nasional` and `cuti-bersama`: both stand in the yearly joint decree (SKB 3 Menteri), neither is a working day. */
export const holidayKinds = ['libur-nasional', 'cuti-bersama'] as const;
export type HolidayKind = (typeof holidayKinds)[number];

/** A day of the yearly joint decree. The office enters it: no date is known before the decree names it. */
export interface Holiday {
  readonly id: string;
  readonly date: PlainDate;
  readonly name: string;
  readonly kind: HolidayKind;
  /** Taken back by a later decree: the day is a working day again. */
  readonly closed: boolean;
}

/** Longest base64 of a template: 512 KB, which is 384 KB of file. */
export const largestTemplate = 512 * 1024;

/** The office's own wording and look of one document; there is one of each code at most. */
export interface DocumentTemplate {
  /** {@link templateId} */
  readonly id: string;
  /** Code of the document: `ba-analisa`. */
  readonly code: string;
  /** Name of the file it came from. */
  readonly name: string;
  /** A .docx in base64; empty: the shipped template is used (again). */
  readonly content: string;
}

/** Two administrators who upload a template for one document change the same one. */
export const templateId = (code: string): string => `template-${code}`;
