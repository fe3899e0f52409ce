import type { DocRef } from '../../shared/commands/documents.ts';
import type { OpPlace } from './op-place.ts';

/** What is known of an operation that arrived, with its answer, but for what was entered. */
export interface OpHead extends OpPlace {
  readonly opId: string;
  readonly hash: string;
  readonly rv: number | null;
  readonly status: string;
  readonly result: string;
  readonly receivedAt: number;
  /** Version at which the answer was changed after it was given (PROTOCOL P13). */
  readonly late: number | null;
  /** By what the entry is known again under another sequence number (`entry.ts`). */
  readonly entry: string;
  /** The account it names as its author; null: it names none. */
  readonly author: string | null;
  /** Whether the author's signature, the register's own seal or an administrator stands for that. */
  readonly vouched: boolean;
  /** The desk its desk goes back to, through all it was copied from (PROTOCOL E5). */
  readonly lineage: string;
}

/** An operation as it arrived, with its answer. Kept for ever (PROTOCOL P4). */
export interface OpRow extends OpHead {
  readonly body: string;
}

/** An operation that waits for its document, which another desk must replay first (PROTOCOL E2). */
export interface ParkedOp extends OpPlace {
  /** Version it had in the lost epoch. */
  readonly oldRv: number;
  readonly waitsFor: DocRef;
}

/** How much is quarantined. */
export interface Quarantine {
  readonly entries: number;
  readonly bytes: number;
}

/** A quarantined operation, and where it stands in the order of arrival. */
export interface QuarantinedOp {
  readonly at: number;
  readonly row: OpRow;
}

/**
 * Operations of every desk with their answers, and those that still wait for a document. What was entered is read one at
 * a time: an entry may have a megabyte, and anybody may send as many as he likes.
 */
export interface OpStore {
  op(place: OpPlace): Promise<OpRow | null>;
  /**
   * An operation of that id that is this entry: what became of it there holds (PROTOCOL E4). One for which somebody stands,
   * wherever it arrived; of a lineage if one is named, whoever stands for it.
   */
  sameEntry(opId: string, entry: string, lineage: string | null): Promise<OpHead | null>;
  /** An operation of that id by which this account changed something; null: there is none. */
  effectOf(opId: string, author: string): Promise<OpHead | null>;
  /** Whether another account changed something by an operation of that id. */
  hasEffectOfOthers(opId: string, author: string): Promise<boolean>;
  /** Where the entry arrived for which the same ones stand, so many places at most. */
  placesOf(head: Pick<OpHead, 'opId' | 'entry' | 'vouched' | 'lineage'>, limit: number): Promise<readonly OpHead[]>;
  addOp(op: OpRow): Promise<void>;
  /** Gives a stored operation another answer. */
  setAnswer(op: OpPlace & Pick<OpHead, 'rv' | 'status' | 'result' | 'late' | 'vouched'>): Promise<void>;
  /** Operations kept so far, refused ones too. */
  taken(): Promise<number>;
  /** Operations whose answer changed after version `after`, oldest change first. */
  lateOps(desk: string, after: number, limit: number): Promise<readonly OpRow[]>;
  /**
   * The first quarantined operation that arrived after position `after`, of that code if one is named, where it stands
   * for all those that are the same entry.
   */
  nextQuarantined(after: number, code: string | null): Promise<QuarantinedOp | null>;
  /** Where the quarantined operations of that id and hash stand. */
  quarantinedAs(opId: string, hash: string): Promise<readonly OpPlace[]>;
  /** Whether an operation of that id, and of that hash if one is named, ever arrived. */
  hasArrived(opId: string, hash: string | null): Promise<boolean>;
  /**
   * How much of a lineage is quarantined: all of it, what one account vouches for (`author`), or what nobody vouches for
   * (null).
   */
  quarantineOf(lineage: string, author?: string | null): Promise<Quarantine>;
  park(op: ParkedOp): Promise<void>;
  unpark(op: OpPlace): Promise<void>;
  /** Those whose document is there now, in the order of the lost epoch. */
  unblocked(): Promise<readonly Omit<ParkedOp, 'waitsFor'>[]>;
  parkedCount(): Promise<number>;
}
