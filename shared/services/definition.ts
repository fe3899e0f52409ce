/**
 * A published service as data: what it asks for, its steps with their forms, gates and ways back, its documents and its
 * clock. Nothing in the program names a step of a service; a third service is one more value of this type.
 */
export interface ServiceDefinition {
  /** `pembuatan-aplikasi` */
  readonly code: string;
  /** Begins the case number: `APL-2026-0417`. */
  readonly prefix: string;
  readonly title: string;
  /** What its cases are named after, as the form asks for it: "Nama aplikasi". */
  readonly caseName: string;
  /** Number of the decision that published the standard; null where it names none. */
  readonly decree: string | null;
  /** Calendar months from receipt, end of month clamped; ways back and waiting never stop or restart it. */
  readonly months: number;
  readonly fee: string;
  readonly product: string;
  readonly requirements: readonly Requirement[];
  readonly complete: RequirementRule;
  /** Leaving this step takes the requirements. */
  readonly completeBefore: string;
  /** Words of a subject by which a letter is recognised, lower case; the longest match wins. */
  readonly recognisedBy: readonly string[];
  readonly steps: readonly StepDefinition[];
  /** Whether updates are recorded after the end: "terus dilakukan update". */
  readonly maintained: boolean;
  /** The published contact text for complaints, as it stands in the standard. */
  readonly complaints: string;
  /** The steps at which an interchange document is written and its versions are published; absent: it has none. */
  readonly interchange?: { readonly written: string; readonly published: string };
  /** Whether the standard names LAPOR! as a way too. */
  readonly lapor: boolean;
}

export interface Requirement {
  readonly code: string;
  readonly title: string;
}

/** Which documents have to be there: `surat and tenaga and (rancangan or server)`. */
export type RequirementRule =
  | { readonly need: string }
  | { readonly all: readonly RequirementRule[] }
  | { readonly any: readonly RequirementRule[] };

/** Who acts: the applying agency, a position of the office, or the team of the case. */
export type Actor =
  | { readonly kind: 'agency'; readonly label: string }
  | { readonly kind: 'position'; readonly position: string; readonly label: string }
  /** `position` acts while the case has no team. */
  | { readonly kind: 'team'; readonly position: string; readonly label: string };

export interface StepDefinition {
  readonly no: number;
  readonly code: string;
  readonly title: string;
  /** The published sentence. */
  readonly text: string;
  readonly actors: readonly Actor[];
  /**
   * Calendar days planned for it, of thirty to the month; those of all steps make the standard's months. Absent in what
   * cases of before were opened with: then every step has an equal part.
   */
  readonly plan?: number;
  /** Taken from the letter's booking or its chain instead of being entered again. */
  readonly derived?: 'submission' | 'booking' | 'first-disposition';
  readonly fields: readonly FieldDefinition[];
  /** Keys of two date fields each: the beginning of something and its end. */
  readonly spans?: readonly (readonly [from: string, to: string])[];
  readonly outcomes: readonly Outcome[];
  readonly documents: readonly DocumentDefinition[];
}

/** How a step may end. */
export interface Outcome {
  readonly code: string;
  /** What the button says. */
  readonly label: string;
  readonly to: Target;
  readonly gates: readonly Gate[];
  /** A sentence why is required. */
  readonly reason: boolean;
  /** Positions that alone may give it; absent: whoever acts in the step. */
  readonly by?: readonly string[];
  /** What is asked when it is recorded; what was recorded before there was such a rule stands. */
  readonly conditions?: readonly Condition[];
}

/** What must be so when an outcome is recorded: a record that contradicts itself or its paper is none. */
export type Condition =
  /** No row of a table has one of these values in `column`, but for those whose `state` says that they are `over`. */
  | {
      readonly kind: 'settled';
      readonly field: string;
      readonly column: string;
      readonly values: readonly string[];
      readonly state: string;
      readonly over: string;
    }
  /** `same` of this record is what `field` of the newest record of `step` produced. */
  | { readonly kind: 'produced'; readonly step: string; readonly field: string; readonly same: string }
  /** The letter this outcome is said with was given out in this round of the step. */
  | { readonly kind: 'issued'; readonly document: string }
  /** The choice of `field` is the code of this outcome. */
  | { readonly kind: 'says'; readonly field: string }
  /** The last edition of a document of this round says these fields as the record does, and its `text` no other outcome. */
  | { readonly kind: 'report'; readonly document: string; readonly fields: readonly string[]; readonly text: string };

/**
 * `step`: continues. `back`: an earlier step, in a new round; the records of the old one stay. `wait`: stays here until
 * the agency sent what is missing. `end`: the case is over.
 */
export type Target =
  | { readonly kind: 'step'; readonly step: string }
  | { readonly kind: 'back'; readonly step: string }
  | { readonly kind: 'wait' }
  | { readonly kind: 'end'; readonly as: 'done' | 'reused' | 'refused' };

/** What has to be so before a step may end that way. */
export type Gate =
  | { readonly kind: 'requirements' }
  /** The newest record of `step` ended with `outcome`, and its `field` says the same as `same` of this record. */
  | {
      readonly kind: 'verdict';
      readonly step: string;
      readonly outcome: string;
      readonly field: string;
      readonly same: string;
    }
  /** Both date fields of the newest record of `step` are filled. */
  | { readonly kind: 'signed'; readonly step: string; readonly fields: readonly [string, string] }
  /** The document's number and date were recorded in this round of the step; for waiting again, since it waited last. */
  | { readonly kind: 'document'; readonly document: string }
  /** One of two fields is filled, by a yes-no field of the same record. */
  | { readonly kind: 'either'; readonly by: string; readonly yes: string; readonly no: string };

/** `surat` and `nota-dinas` carry number, addressee and signer; a `berita-acara` two parties; a `lampiran` only a title. */
export const documentForms = ['surat', 'nota-dinas', 'berita-acara', 'laporan', 'lampiran'] as const;

export interface DocumentDefinition {
  /** Also the name of its template; a document without one is written with the general template of its form. */
  readonly code: string;
  readonly title: string;
  readonly form: (typeof documentForms)[number];
  /** The position that signs it, where it may be no other: who examined signs the report. */
  readonly signedBy?: string;
  /** It goes to the agency, whose people see what it said when it was given out; absent: it is the office's own. */
  readonly given?: boolean;
}

interface FieldBase {
  readonly key: string;
  readonly label: string;
  readonly required: boolean;
  readonly hint?: string;
  /** A new round begins with what the last one had here: lists and dictionaries; never a verdict, a day, a conclusion. */
  readonly carry?: boolean;
}

/** One field of a step's form. The form, its check and the lines of the printed documents all come from it. */
export type FieldDefinition =
  | (FieldBase & { readonly kind: 'line' | 'text' | 'yes-no' })
  /** `planned`: a day that is aimed at and may lie ahead. */
  | (FieldBase & { readonly kind: 'date'; readonly planned?: boolean })
  | (FieldBase & { readonly kind: 'number'; readonly min: number; readonly max: number })
  | (FieldBase & { readonly kind: 'choice'; readonly choices: readonly Choice[] })
  | (FieldBase & { readonly kind: 'rows'; readonly columns: readonly FlatField[]; readonly min: number });

/** A column of a table field: everything but another table. */
export type FlatField = Exclude<FieldDefinition, { readonly kind: 'rows' }>;

export interface Choice {
  readonly code: string;
  readonly label: string;
}
