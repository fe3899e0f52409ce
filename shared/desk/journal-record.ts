import type { Operation } from '../sync/operation.ts';
import type { Proof, Water } from '../sync/proof.ts';
import type { Lease, OpResult } from '../sync/protocol.ts';
import type { DeskIdentity } from '../sync/session-api.ts';
import type { Answered, LeaseState } from './desk.ts';

/** One incarnation of a desk: issued at enrolment, and again by a renewal. */
export interface IncarnationRecord {
  readonly k: 'desk';
  readonly identity: DeskIdentity;
  readonly server: string;
  readonly pinned: string | null;
  /** Hash of the machine the incarnation was issued on; absent: not known. */
  readonly machine?: string;
  /**
   * Sequence number before the incarnation's first operation, so that no `seq` occurs twice (PROTOCOL E6); absent: 0.
   */
  readonly start?: number;
  /** The register's seal on this incarnation; absent: there is none. */
  readonly seal?: string;
  /**
   * The operations pending in the incarnation before, under their new sequence numbers. They are in the same line as
   * the new incarnation, so that a power cut leaves the old one or the new one, never half of both.
   */
  readonly ops?: readonly Operation[];
}

/** A journal file that is no longer written to. */
export interface ClosedFile {
  readonly name: string;
  /** No operation of the file has a higher `seq`. */
  readonly lastSeq: number;
  /** The server's clock, ms, when everything in the file was found answered; null while something is pending. */
  readonly answeredAt: number | null;
}

/** The whole state at the head of a journal file: the files before it are not needed to open the desk. */
export interface Checkpoint {
  readonly k: 'state';
  readonly identity: DeskIdentity | null;
  readonly server: string | null;
  readonly pinned: string | null;
  readonly machine: string | null;
  readonly start: number;
  readonly seal?: string;
  readonly seq: number;
  readonly lastHash: string;
  readonly serverTime: number;
  /** Absent: from before the register sealed incarnations. */
  readonly water?: Water | null;
  readonly leases: readonly LeaseState[];
  readonly signedIn: readonly string[];
  readonly pending: readonly Operation[];
  /** The newest answered operations, oldest first: for forms still open and windows still catching up. */
  readonly settled: readonly Answered[];
  readonly files: readonly ClosedFile[];
}

/** The content of a line of the journal. Kinds of later versions are skipped, never cut off. */
export type JournalRecord =
  | IncarnationRecord
  | Checkpoint
  | { readonly k: 'op'; readonly op: Operation }
  /** `serverTime`: the server's clock with these answers, ms. */
  | { readonly k: 'results'; readonly results: readonly OpResult[]; readonly serverTime?: number }
  /** The author's signature of a pending operation, given later than the operation itself. */
  | { readonly k: 'proof'; readonly seq: number; readonly proof: Proof }
  /** The newest water received from the register. */
  | { readonly k: 'water'; readonly water: Water }
  | { readonly k: 'lease'; readonly lease: Lease }
  | { readonly k: 'close'; readonly lease: string }
  /** A closed block nobody will ask about again. */
  | { readonly k: 'forget'; readonly lease: string }
  /** The format of the records behind it, up to the next statement (PROTOCOL V5). */
  | { readonly k: 'format'; readonly format: number };

/** Where records become safe. Rejects with the system's error; nothing of a rejected call counts. */
export interface Journal {
  /** Resolves when the records are on disk. */
  append(records: readonly JournalRecord[]): Promise<void>;
  /** Writes without waiting for the disk: for what can be fetched again from the server. */
  note(records: readonly JournalRecord[]): Promise<void>;
  /**
   * Returns, in writing order, everything stored of the operations above `afterSeq` and their answers. It may begin
   * earlier. Rejects when a file cannot be read or is damaged.
   */
  history(afterSeq: number, visit: (record: JournalRecord) => void): Promise<void>;
}
