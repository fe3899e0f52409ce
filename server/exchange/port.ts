import type { Refusal } from '../../shared/refusal.ts';
import type { Result } from '../../shared/result.ts';
import type { LogLine } from './exchange-log.ts';
import type { Opening, Summary } from './reader.ts';
import type { ApiKey, BatchRecord, Published, SchemeHead } from './records.ts';
import type { OpenFault } from './schema.ts';

/** Why the centre answers nothing. `stopped`: one of its threads ended. */
export type CentreFault = OpenFault | 'stopped';

/** What a new key may do. */
export interface KeyGrant {
  /** What it is for, as its holder calls it. */
  readonly name: string;
  readonly agency: string;
  readonly dataset: string;
  readonly reads: boolean;
  readonly writes: boolean;
  /** ms since 1970 */
  readonly expires: number;
  /** Absent: what the interchange document allows. */
  readonly perMinute?: number;
}

/** The data exchange centre as the office runs it. Its interface for machines is over HTTP alone. */
export interface ExchangeCentre {
  /** Null while it is open. */
  fault(): CentreFault | null;
  published(): readonly Published[];
  /**
   * Opens a dataset in the version of an interchange document that both parties signed; what is unsigned has no endpoint.
   * The same document again changes nothing.
   */
  publish(contract: unknown, signatures: unknown): Promise<Result<Published, Refusal>>;
  /** What was opened under the number of a version, also where a later minor version has taken its place. */
  publishedBefore(dataset: string, major: number, minor: number): Promise<Opening | null>;
  /** Announces that a version ends, no earlier than twelve months from now. */
  deprecate(dataset: string, major: number, sunset: number): Promise<Result<Published, Refusal>>;
  schemes(): readonly SchemeHead[];
  /** Adds a version of reference data. */
  saveReference(data: unknown): Promise<Result<SchemeHead, Refusal>>;
  /** Makes a key; its text is in this answer and nowhere else. */
  createKey(grant: KeyGrant): Promise<Result<{ readonly id: string; readonly key: string }, Refusal>>;
  revokeKey(id: string): Promise<Result<null, Refusal>>;
  keys(): readonly Omit<ApiKey, 'hash'>[];
  /** Ends a load that still runs; nothing of it stays. */
  cancel(batch: string): Promise<Result<null, Refusal>>;
  batches(dataset: string, major: number): Promise<readonly BatchRecord[]>;
  /** Figures of a dataset as its last load left them. */
  summary(dataset: string, major: number): Promise<Summary | null>;
  log(dataset: string | null): Promise<readonly LogLine[]>;
  /** Whether the log is whole: the number of the first line that does not follow from the one before. */
  verifyLog(): Promise<{ readonly lines: number; readonly broken: number | null }>;
  close(): Promise<void>;
}
