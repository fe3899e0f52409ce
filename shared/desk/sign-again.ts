import { voucherOf, type Digest } from '../sync/operation.ts';
import { signedText, type Signer, type VerifySignature } from '../sync/proof.ts';
import type { DeskState } from './desk-state.ts';
import type { JournalRecord } from './journal-record.ts';

export interface SignAgain {
  readonly signer: Signer;
  /** Public keys this desk had of the account before. */
  readonly former: readonly string[];
  /** What was written before operations were signed is signed when the account's first key is made, and never later. */
  readonly unsignedToo: boolean;
  readonly digest: Digest;
  readonly verify: VerifySignature;
}

/**
 * Signatures for an account's pending operations, when its key was made or replaced (PROTOCOL T23). Only what one of
 * its keys vouched for before is signed again: an entry that somebody wrote into the journal in its name is not.
 */
export function signAgain(
  state: DeskState,
  { signer, former, unsignedToo, digest, verify }: SignAgain,
): JournalRecord[] {
  const keys = new Set([...former, signer.key]);
  const records: JournalRecord[] = [];
  for (const op of state.pending.values()) {
    if (op.by.account !== signer.account || op.proof?.key === signer.key) continue;
    const voucher = voucherOf(op, digest);
    const known = voucher && keys.has(voucher.proof.key);
    const vouched = voucher
      ? known && verify(voucher.proof.key, signedText(voucher.hash), voucher.proof.sig)
      : unsignedToo;
    if (!vouched) continue;
    records.push({ k: 'proof', seq: op.seq, proof: { key: signer.key, sig: signer.sign(signedText(op.hash)) } });
  }
  return records;
}
