import { operationSchema, voucherOf, type Digest, type Operation, type Voucher } from '../../shared/sync/operation.ts';
import { proofSchema, signedText } from '../../shared/sync/proof.ts';
import type { Claim, VerifyAll } from '../trust/signatures.ts';
import type { DeskRow, Tx } from '../store/store.ts';

/** By operation, as it arrived: whose signature it carries, if that is the signature of the key it names. */
export type Vouchers = ReadonlyMap<unknown, Voucher>;

/**
 * The author's unverified signature on what arrived: at its sequence number, or at the one where it was signed
 * (PROTOCOL T22).
 */
function voucherIn(raw: unknown, digest: Digest): Voucher | null {
  const { hash, desk, proof, signedAt } = Object(raw) as Readonly<Record<string, unknown>>;
  if (proof === undefined && signedAt === undefined) return null;
  if (proof !== undefined) {
    const parsed = proofSchema.safeParse(proof);
    const shaped = parsed.success && typeof hash === 'string' && typeof desk === 'string';
    return shaped ? { proof: parsed.data, hash, desk } : null;
  }
  return operationSchema.safeParse(raw).success ? voucherOf(raw as Operation, digest) : null;
}

/**
 * Verifies the signatures of a batch before its transaction begins, because a writing register has no time for it. Each
 * operation is verified by its own signature: the one after it vouches only for its hash, and whoever changes a journal
 * on a disk could insert an entry before the next genuine one (PROTOCOL T2).
 */
export async function vouchersOf(verify: VerifyAll, digest: Digest, ops: readonly unknown[]): Promise<Vouchers> {
  const shown = ops.flatMap((raw) => {
    const voucher = voucherIn(raw, digest);
    return voucher ? [{ raw, voucher }] : [];
  });
  const claims = shown.map(({ voucher: { proof, hash } }): Claim => ({ ...proof, text: signedText(hash) }));
  const holds = await verify(claims);
  return new Map(shown.flatMap(({ raw, voucher }, i) => (holds[i] === true ? [[raw, voucher] as const] : [])));
}

/** Why nobody vouches for an operation. */
export type Doubt = 'UNPROVEN' | 'KEY_ENDED';

/**
 * PROTOCOL T2: whether the author himself vouches for an operation: signed with the key that is this account's at this
 * desk, or at the desk this one was copied from (E5). Null: it is proven.
 */
export async function doubtOf(
  tx: Tx,
  desk: Pick<DeskRow, 'id' | 'origin'>,
  account: string,
  voucher: Voucher | undefined,
): Promise<Doubt | null> {
  if (!voucher) return 'UNPROVEN';
  const isHere = (id: string): boolean => id === desk.id || id === desk.origin;
  const key = await tx.keys.get(voucher.proof.key);
  if (!key || !isHere(key.desk) || !isHere(voucher.desk) || key.account !== account) return 'UNPROVEN';
  return key.endedAt === null ? null : 'KEY_ENDED';
}
