import { canonicalJson, type Operation } from '../sync/operation.ts';
import type { OpResult } from '../sync/protocol.ts';

/**
 * What was entered, as it lies at a desk: in a box under the store key of who entered it, which is open while he is
 * signed in (PROTOCOL T36).
 */
export interface Contents {
  /** Hides what was entered from who guesses at the hash; null: this host keeps no boxes. */
  salt(): string | null;
  /** Puts the content in a box; the same operation when its author's key is not open, or it has nothing to hide. */
  seal(op: Operation): Operation;
  /** Takes the content out; the same operation when its author's key is not open. */
  open(op: Operation): Operation;
  /** Puts the notes of an answer in a box of its author, who need not be here. */
  sealAnswer(result: OpResult, account: string): OpResult;
  /** Takes them out; the same answer when the author's key is not open. */
  openAnswer(result: OpResult, account: string): OpResult;
}

const same = <T>(value: T): T => value;

/** Of a host that keeps what was entered as it is. */
export const plainContents: Contents = {
  salt: () => null,
  seal: same,
  open: same,
  sealAnswer: same,
  openAnswer: same,
};

/** Whether two answers to one operation say the same: the register's seal covers the notes, wherever they lie. */
export function isSameAnswer(one: OpResult, other: OpResult): boolean {
  const open = ({ notes: _notes, box: _box, ...rest }: OpResult): string => canonicalJson(rest);
  return open(one) === open(other);
}
