/** The centre's addresses, names of headers and bounds, for the server, its description and its clients. */
export const exchangeRoot = '/exchange/v1';
export const datasetPath = (dataset: string, major: number): string => `${exchangeRoot}/${dataset}/v${major}`;
export const batchPath = (id: string): string => `${exchangeRoot}/batches/${id}`;
export const schemePath = (scheme: string): string => `${exchangeRoot}/ref/${scheme}`;

export const pageLimits = { usual: 1000, most: 5000 } as const;
/** Errors of a batch in the answer itself; all of them are at the batch's own address. */
export const errorsInAnswer = 1000;

/** Above either, a batch is answered before it is done. */
export const answeredAtOnce = { rows: 10_000, bytes: 8 * 1024 * 1024 } as const;

export interface LoadLimits {
  /** Bytes of a body as it arrives. */
  readonly body: number;
  /** Bytes of a body when it is unpacked. */
  readonly unpacked: number;
  /** How many times its own size a body may unpack to. */
  readonly ratio: number;
  /** Bytes of one row. */
  readonly line: number;
  /** Rows of one load. */
  readonly rows: number;
  /** Parts of loads that an agency has begun and not ended, and their bytes. */
  readonly waitingParts: number;
  readonly waitingBytes: number;
  /** How long a load waits for its next part, ms. */
  readonly waits: number;
}

export const usualLoadLimits: LoadLimits = {
  body: 512 * 1024 * 1024,
  unpacked: 2 * 1024 * 1024 * 1024,
  ratio: 200,
  line: 1024 * 1024,
  rows: 20_000_000,
  waitingParts: 1000,
  waitingBytes: 4 * 1024 * 1024 * 1024,
  waits: 7 * 86_400_000,
};

export const exchangeHeaders = {
  idempotencyKey: 'idempotency-key',
  replayed: 'idempotency-replayed',
  client: 'x-road-client',
  id: 'x-road-id',
  issue: 'x-road-issue',
  requestHash: 'x-road-request-hash',
  error: 'x-road-error',
  since: 'lembar-since',
} as const;

/** Operators of a filter. */
export const operators = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'like', 'null'] as const;
export type Operator = (typeof operators)[number];

export const loadModes = ['whole', 'partial', 'check'] as const;
/** `whole`: all rows or none; `partial`: the good ones; `check`: none, and every error. */
export type LoadMode = (typeof loadModes)[number];

export const rowFormats = ['json', 'ndjson', 'csv'] as const;
export type RowFormat = (typeof rowFormats)[number];
export const mediaTypes: Readonly<Record<RowFormat, string>> = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  csv: 'text/csv',
};

export const batchStates = ['received', 'validating', 'applied', 'checked', 'refused', 'cancelled'] as const;
export type BatchState = (typeof batchStates)[number];

/** How many rows broke a rule, by field and rule. */
export interface FaultCount {
  readonly field: string | null;
  readonly rule: string;
  readonly count: number;
}

/** What is known of a batch. */
export interface BatchReport {
  readonly batch: string;
  readonly dataset: string;
  readonly version: number;
  readonly mode: LoadMode;
  readonly state: BatchState;
  /** Name of the load that several batches make; null for a batch by itself. */
  readonly load: string | null;
  readonly rows: {
    readonly received: number;
    readonly valid: number;
    readonly inserted: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly removed: number;
    readonly refused: number;
  };
  /** Rows in the dataset after it; null while it runs or when nothing was applied. */
  readonly total: number | null;
  readonly quality: Quality | null;
  readonly errorCount: number;
  readonly errorsByRule: readonly FaultCount[];
  /** SHA-256 of the body as it arrived. */
  readonly sha256: string;
}

/** Shares from 0 to 1; null where there is nothing to compare. */
export interface Quality {
  /** Values that are there, of all that may be there. */
  readonly completeness: number | null;
  /** Rows without an error. */
  readonly validity: number | null;
  /** Rows whose key occurs once in the batch. */
  readonly uniqueness: number | null;
  /** 1 when it came within the agreed frequency, less the later it came. */
  readonly timeliness: number | null;
}
