import type { BatchReport, BatchState, LoadMode, RowFormat } from '../../shared/exchange/api.ts';
import type { Contract, Signature } from '../../shared/exchange/contract.ts';
import type { Body } from './row-source.ts';

/** A dataset that is open, in one of its major versions. */
export interface Published {
  readonly dataset: string;
  readonly major: number;
  readonly minor: number;
  readonly contract: Contract;
  readonly signatures: readonly Signature[];
  readonly hash: string;
  /** When this minor version was published, and the first one of the major. */
  readonly at: number;
  readonly firstAt: number;
  readonly deprecatedAt: number | null;
  readonly sunsetAt: number | null;
}

/** A key of a machine: what is kept of it. */
export interface ApiKey {
  readonly id: string;
  /** SHA-256 of the secret part. */
  readonly hash: string;
  readonly name: string;
  readonly agency: string;
  readonly dataset: string;
  readonly reads: boolean;
  readonly writes: boolean;
  readonly perMinute: number;
  readonly created: number;
  readonly expires: number;
  readonly revoked: number | null;
}

/** A list of codes without its codes. */
export interface SchemeHead {
  readonly scheme: string;
  readonly version: string;
  readonly title: string;
  readonly owner: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly size: number;
  readonly at: number;
}

/** A batch as it came. */
export interface BatchHead {
  readonly id: string;
  readonly dataset: string;
  readonly major: number;
  readonly agency: string;
  readonly keyId: string;
  readonly idem: string;
  /** Of everything that makes two requests the same one. */
  readonly fingerprint: string;
  readonly sha256: string;
  readonly mode: LoadMode;
  readonly format: RowFormat;
  /** Name of the load it is a part of. */
  readonly load: string | null;
  readonly at: number;
}

/** One load: the batches that make it, in their order, as one transaction. */
export interface LoadJob {
  readonly parts: readonly { readonly head: BatchHead; readonly body: Body }[];
  /** The batches are on record already, because they were answered before they were done. */
  readonly recorded: boolean;
}

/** What a batch was answered with in the end. */
export interface LoadAnswer {
  readonly status: number;
  readonly report: BatchReport;
  /** The body of the answer. */
  readonly body: string;
}

/** A batch on record. */
export interface BatchRecord {
  readonly id: string;
  readonly dataset: string;
  readonly major: number;
  readonly agency: string;
  readonly fingerprint: string;
  readonly state: BatchState;
  readonly receivedAt: number;
  readonly endedAt: number | null;
  readonly status: number | null;
  readonly report: BatchReport;
  readonly body: string | null;
}

/** A report of a batch nothing has been done with yet. */
export function emptyReport(head: BatchHead, state: BatchState): BatchReport {
  return {
    batch: head.id,
    dataset: head.dataset,
    version: head.major,
    mode: head.mode,
    state,
    load: head.load,
    rows: { received: 0, valid: 0, inserted: 0, updated: 0, unchanged: 0, removed: 0, refused: 0 },
    total: null,
    quality: null,
    errorCount: 0,
    errorsByRule: [],
    sha256: head.sha256,
  };
}
