import { z } from 'zod';
import { schemeName, schemeVersion } from './code-list.ts';
import { majorVersion } from './contract.ts';

/**
 * What the office asks of the exchange centre: keys, ends of versions, figures and reference data. None of it can be
 * answered without the register. The interface for machines is at other addresses ({@link exchangeRoot}).
 */
export const centrePaths = {
  documents: '/api/exchange/documents',
  reference: '/api/exchange/reference',
} as const;

const ofDocument = (id: string, what: string): string => `${centrePaths.documents}/${encodeURIComponent(id)}/${what}`;
/** Addresses of what belongs to one interchange document. */
export const documentPaths = {
  access: (id: string): string => ofDocument(id, 'access'),
  keys: (id: string): string => ofDocument(id, 'keys'),
  revoke: (id: string): string => ofDocument(id, 'revoke'),
  deprecate: (id: string): string => ofDocument(id, 'deprecate'),
  figures: (id: string, major: number): string => `${ofDocument(id, 'figures')}?major=${major}`,
  log: (id: string): string => ofDocument(id, 'log'),
} as const;

const moment = z.number();
/** Milliseconds since 1970 that a person chooses: before the year 2200. */
const chosenMoment = z.number().int().min(0).max(7_258_118_400_000);
const count = z.number().int().nonnegative();

/** A version that is open. */
export const openVersion = z.object({
  major: count,
  minor: count,
  /** When this minor version was opened. */
  at: moment,
  deprecatedAt: moment.nullable(),
  sunsetAt: moment.nullable(),
});
export type OpenVersion = z.infer<typeof openVersion>;

/** A key of a machine; its text was shown once and is nowhere. */
export const machineKey = z.object({
  id: z.string(),
  name: z.string(),
  agency: z.string(),
  reads: z.boolean(),
  writes: z.boolean(),
  perMinute: count,
  created: moment,
  expires: moment,
  revoked: moment.nullable(),
});
export type MachineKey = z.infer<typeof machineKey>;

/** `GET …/access`: who comes to the dataset of a document, and by which versions. */
export const accessAnswer = z.object({
  /** Null: nothing of the document is open. */
  dataset: z.string().nullable(),
  /** Whether this account makes keys and announces ends. */
  manages: z.boolean(),
  /** The register's time. */
  at: moment,
  versions: z.array(openVersion),
  /** The agencies a key may be for. */
  agencies: z.array(z.object({ id: z.string(), name: z.string() })),
  /** What the document allows a key. */
  perMinute: count,
  keys: z.array(machineKey),
});
export type AccessAnswer = z.infer<typeof accessAnswer>;

/** `POST …/keys` */
export const newKeyRequest = z.object({
  name: z.string().trim().min(1).max(200),
  agency: z.string().min(1).max(64),
  reads: z.boolean(),
  writes: z.boolean(),
  expires: chosenMoment,
  /** Null: what the document allows. */
  perMinute: z.number().int().min(1).max(100_000).nullable(),
});
export type NewKeyRequest = z.infer<typeof newKeyRequest>;
/** The only answer that has the text of the key. */
export const newKeyAnswer = z.object({ id: z.string(), key: z.string() });

/** `POST …/revoke` */
export const revokeRequest = z.object({ key: z.string().min(1).max(64) });

/** `POST …/deprecate` */
export const deprecateRequest = z.object({ major: majorVersion, sunset: chosenMoment });

const share = z.number().nullable();
/** A load as the dashboard draws it. */
export const loadFigure = z.object({
  batch: z.string(),
  at: moment,
  state: z.string(),
  received: count,
  valid: count,
  refused: count,
  /** Rows in the dataset after it; null: it applied nothing. */
  total: count.nullable(),
  errorCount: count,
  quality: z.object({ completeness: share, validity: share, uniqueness: share, timeliness: share }).nullable(),
});
export type LoadFigure = z.infer<typeof loadFigure>;

/** Values of one field and how often each occurs, the most frequent first. */
export const fieldFigure = z.object({
  field: z.string(),
  title: z.string(),
  filled: count,
  /** How many different values there are, of which {@link shownValues} are listed. */
  distinct: count,
  values: z.array(z.object({ value: z.string(), count })),
});
export type FieldFigure = z.infer<typeof fieldFigure>;

/** As many values of a field, and loads of a dataset, as an answer has. */
export const shownValues = 40;
export const shownLoads = 60;

/** `GET …/figures?major=1`: as the last load left them. */
export const figuresAnswer = z.object({
  dataset: z.string(),
  title: z.string(),
  major: count,
  minor: count,
  /** When the register answered. */
  at: moment,
  rows: count,
  loadedAt: moment.nullable(),
  fields: z.array(fieldFigure),
  /** The oldest first. */
  loads: z.array(loadFigure),
});
export type FiguresAnswer = z.infer<typeof figuresAnswer>;
export const figuresQuery = z.object({ major: z.coerce.number().int().min(1).max(999) });

/** `GET …/log`: the newest exchanges of a dataset. */
export const logAnswer = z.object({
  lines: z.array(
    z.object({
      n: count,
      at: moment,
      action: z.enum(['read', 'load', 'refused']),
      major: count,
      agency: z.string(),
      keyId: z.string(),
      rows: count,
      hash: z.string(),
    }),
  ),
});
export const shownLines = 50;

/** A list of codes as the table of Data Induk shows it. */
export const schemeEntry = z.object({
  scheme: z.string(),
  version: z.string(),
  title: z.string(),
  owner: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  size: count,
  at: moment,
});
export type SchemeEntry = z.infer<typeof schemeEntry>;
/** `GET /api/exchange/reference` */
export const referenceAnswer = z.object({ schemes: z.array(schemeEntry) });

/** Bytes of a file of codes: the villages of Indonesia need some 3 MB. */
export const longestCodeFile = 3_500_000;
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** `POST /api/exchange/reference`: a list of codes as its file has it. */
export const importReferenceRequest = z.object({
  scheme: schemeName.max(63),
  version: schemeVersion.max(32),
  title: z.string().trim().min(1).max(200),
  owner: z.string().trim().min(1).max(200),
  validFrom: date,
  validTo: date.nullable(),
  csv: z.string().min(1).max(longestCodeFile),
});
export type ImportReferenceRequest = z.infer<typeof importReferenceRequest>;

/** What is wrong in a row of a file of codes; rows as a spreadsheet counts them, the header is row 1. */
export const codeFault = z.object({
  row: count,
  column: z.string(),
  value: z.string(),
  code: z.string(),
  /** The row that has the same code already; null: it is about no other row. */
  other: count.nullable(),
});
export type CodeFault = z.infer<typeof codeFault>;
export const shownFaults = 200;
/** Either the list is there, or every row that is wrong is named and nothing was taken. */
export const importReferenceAnswer = z.object({
  saved: schemeEntry.nullable(),
  faults: z.array(codeFault),
  faultCount: count,
});
